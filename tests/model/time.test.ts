import { expect, test } from "vitest";
import { cumulate, lag, lagRows } from "../../src/model/time.ts";
import type { Dimension } from "../../src/shape/dimension.ts";
import { evaluate } from "../../src/backend/interpreter/evaluate.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import type { Builder, Tensor } from "../../src/tensor/builder.ts";

const named = (name: string): Dimension => ({
  name,
  id: name,
  origin: "data",
  size: null,
  labels: null,
  twin: null,
});
const [T, D] = [named("T"), named("D")];
const sizes = new Map([
  ["T", 4],
  ["D", 2],
]);
const x = [1, 2, 3, 4, 5, 6, 7, 8];

function run(build: (b: Builder, x: Tensor) => Tensor): readonly number[] {
  const b = createBuilder("f64");
  const graph = b.finish([build(b, b.input("x", [2, 4], "f64"))]);
  return [...(evaluate(graph, [Float64Array.from(x)])[0] ?? [])];
}

// Planted: the rows moved the other way; the start of the wrong row; each red here.
test("a lag moves rows along its dimension, wherever that stands", () => {
  const dimensions = [D, T];
  const start = (b: Builder) => ({ tensor: b.literal([-1, -2], [2]), dimensions: [D] });
  const by = (rows: number, started: boolean) =>
    run((b, tensor) => lag(b, { tensor, dimensions }, T, rows, started ? start(b) : null, sizes).tensor);
  expect(by(1, true)).toEqual([-1, 1, 2, 3, -2, 5, 6, 7]);
  expect(by(3, true)).toEqual([-1, -1, -1, 1, -2, -2, -2, 5]);
  expect(by(9, true)).toEqual([-1, -1, -1, -1, -2, -2, -2, -2]);
  expect(by(2, false)).toEqual([1, 1, 1, 2, 5, 5, 5, 6]);
});

test("rows before the first come from an array of their own", () => {
  expect(run((b, tensor) => lagRows(b, tensor, b.constant(9, [1, 4])))).toEqual([9, 9, 9, 9, 1, 2, 3, 4]);
});

test("a running sum runs along its dimension", () => {
  expect(run((b, tensor) => cumulate(b, { tensor, dimensions: [D, T] }, T, sizes).tensor)).toEqual([
    1, 3, 6, 10, 5, 11, 18, 26,
  ]);
});
