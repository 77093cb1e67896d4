import { expect, test } from "vitest";
import { planStorage } from "../../src/lower/storage.ts";
import { createBuilder } from "../../src/tensor/build.ts";

test("cheap values are repeated, dear ones shared, what a product reads is kept", () => {
  const b = createBuilder("f32");
  const x = b.input("x", [4, 5], "f32");
  const cheap = b.add(x, 1);
  const dear = b.tanh(x);
  const factor = b.exp(x);
  const outputs = [b.mul(cheap, dear), b.sub(cheap, dear), b.dot(factor, factor, [[1], [1]])];
  const storage = planStorage(b.finish(outputs));
  const ops = (ids: Iterable<number>) => [...ids].map((id) => storage.graph.nodes[id]?.op ?? "").toSorted();
  expect(ops(storage.shared)).toEqual(["tanh"]);
  expect(ops(storage.kept)).toEqual(["dot", "exp", "mul", "sub", "tanh"]);
});

test("reshapes of memory are the same memory, slices of whole rows a part of it", () => {
  const b = createBuilder("f32");
  const x = b.input("x", [6, 4], "f32");
  const rows = b.reshape(b.slice(x, [2, 0], [5, 4]), [12]);
  const outputs = [b.dot(rows, rows, [[], []])];
  const storage = planStorage(b.finish(outputs));
  const reshape = storage.graph.nodes.findIndex(({ op }) => op === "reshape");
  expect(storage.home(reshape)).toEqual({ holder: 0, base: 8 });
});

test("a reshape of what is only read at strides has its operand stored", () => {
  const b = createBuilder("f32");
  const x = b.input("x", [6, 4], "f32");
  const storage = planStorage(b.finish([b.add(b.reshape(b.transpose(x, [1, 0]), [24]), 1)]));
  const transpose = storage.graph.nodes.findIndex(({ op }) => op === "transpose");
  expect(storage.kept.has(transpose)).toBe(true);
});
