import { describe, expect, test } from "vitest";
import { evaluate } from "../../src/backend/interpreter/evaluate.ts";
import { Bug } from "../../src/diagnostic/bug.ts";
import { createBuilder } from "../../src/tensor/build.ts";

test("equal nodes are made once, however they are written", () => {
  const b = createBuilder("f64");
  const [x, y] = [b.input("x", [2], "f64"), b.input("y", [2], "f64")];
  expect(b.exp(b.add(x, y)).id).toBe(b.exp(b.add(y, x)).id);
  expect(b.sub(x, y).id).not.toBe(b.sub(y, x).id);
  expect(b.constant(0).id).not.toBe(b.constant(-0).id);
  expect(b.constant(NaN).id).toBe(b.constant(NaN).id);
});

test("a graph keeps its inputs in order, and only what its outputs need", () => {
  const b = createBuilder("f32");
  const x = b.input("x", [], "f32");
  b.exp(x);
  const unused = b.input("unused", [3], "i32");
  const graph = b.finish([b.neg(x)]);
  expect(graph.inputs.map(({ name }) => name)).toEqual(["x", "unused"]);
  expect(graph.nodes.map(({ op }) => op)).toEqual(["input", "input", "neg"]);
  expect(unused.shape).toEqual([3]);
  expect(b.finish([b.exp(x)]).nodes.map(({ op }) => op)).toEqual(["input", "exp", "input"]);
});

test("a graph is copied in with its inputs replaced", () => {
  const inner = createBuilder("f64");
  const [p, q] = [inner.input("p", [2], "f64"), inner.input("q", [], "f64")];
  const graph = inner.finish([inner.mul(p, q), q]);
  const b = createBuilder("f64");
  const x = b.input("x", [2], "f64");
  const [product, same] = b.inline(graph, [b.exp(x), b.constant(3)]);
  if (!product || !same) throw new Error("two outputs");
  expect(evaluate(b.finish([product, same]), [Float64Array.of(0, 1)])).toEqual([
    Float64Array.of(3, 3 * Math.E),
    Float64Array.of(3),
  ]);
  expect(() => b.inline(graph, [b.constant(1), b.constant(3)])).toThrow(Bug);
});

describe("our own mistakes are bugs", () => {
  const b = createBuilder("f32");
  const x = b.input("x", [2, 3], "f32");
  const labels = b.input("labels", [2], "i32");
  test.each([
    ["two inputs of one name", () => b.input("x", [], "f32")],
    ["shapes that differ", () => b.add(x, b.constant(1, [3, 2]))],
    ["dtypes that differ", () => b.add(x, b.constant(1, [2, 3], "f64"))],
    ["exp of integers", () => b.exp(labels)],
    ["arithmetic of bools", () => b.add(b.lt(x, 0), b.lt(x, 1))],
    ["an axis that is not there", () => b.sum(x, [2])],
    ["an axis twice", () => b.transpose(x, [0, 0])],
    ["a broadcast that stretches", () => b.broadcast(x, [3, 3], [0, 1])],
    ["a slice past the end", () => b.slice(x, [0, 0], [2, 4])],
    ["a product of sizes that differ", () => b.dot(x, x, [[1], [0]])],
    ["gathering by floats", () => b.gather(x, b.constant(0, [2]))],
    ["a literal that does not fill its shape", () => b.literal([1, 2], [3])],
    ["a constant that its dtype cannot hold", () => b.constant(0.5, [], "i32")],
    ["cholesky of no square", () => b.cholesky(x)],
    [
      "a key of another shape",
      () => b.random("normal", b.literal([1, 2, 3], [3], "u32"), b.constant(0, [], "u32"), 0, []),
    ],
  ])("%s", (_, make) => {
    expect(make).toThrow(Bug);
  });
});
