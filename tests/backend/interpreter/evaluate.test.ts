import { expect, test } from "vitest";
import { evaluate, prepare } from "../../../src/backend/interpreter/evaluate.ts";
import { Bug } from "../../../src/diagnostic/bug.ts";
import { createBuilder } from "../../../src/tensor/build.ts";

test("a graph runs as often as it is called, and never changes its inputs", () => {
  const b = createBuilder("f64");
  const x = b.input("x", [2], "f64");
  const counted = b.add(b.iota([2], 0), b.exp(x));
  const run = prepare(b.finish([counted, x, counted]));
  const input = Float64Array.of(0, 0);
  expect(run([input])).toEqual([Float64Array.of(1, 2), input, Float64Array.of(1, 2)]);
  expect(run([Float64Array.of(0, 1)])[0]).toEqual(Float64Array.of(1, 1 + Math.E));
  expect(input).toEqual(Float64Array.of(0, 0));
});

test("an index outside the rows is a bug", () => {
  const b = createBuilder("f64");
  const graph = b.finish([b.gather(b.input("x", [2], "f64"), b.input("i", [1], "i32"))]);
  expect(() => evaluate(graph, [Float64Array.of(1, 2), Float64Array.of(2)])).toThrow(Bug);
});
