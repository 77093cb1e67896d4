import { describe, expect, test } from "vitest";
import { at } from "../../../src/tensor/axes.ts";
import { createBuilder } from "../../../src/tensor/build.ts";
import type { Shape } from "../../../src/tensor/graph.ts";
import { both, expectNear, programOf } from "../compare.ts";

const shapes: readonly Shape[] = [
  [],
  [1],
  [2],
  [3],
  [4],
  [5],
  [7],
  [8],
  [9],
  [13],
  [16],
  [31],
  [32],
  [33],
  [5, 3],
  [4, 8],
];

// Planted: 12 rounds for 13; the second word for the first; blocks counted by element; each red here.
describe("draws are the reference's", () => {
  test.each(shapes.map((shape) => ({ shape })))("of shape $shape", async ({ shape }) => {
    const b = createBuilder("f32");
    const key = b.input("key", [2], "u32");
    const step = b.input("step", [], "u32");
    const draws = [
      b.random("bits", key, step, 5, shape, "u32"),
      b.random("uniform", key, step, 0xfffffff0, shape, "f32"),
      b.random("uniform", key, step, 6, shape, "f64"),
      b.random("normal", key, step, 7, shape, "f32"),
      b.random("normal", key, step, 8, shape, "f64"),
    ];
    // Single and double draws in one loop, and a sum beside them: what stands in a loop changes no number.
    const mixed = b.add(b.cast(at(draws, 3), "f64"), at(draws, 4));
    const outputs = [...draws, mixed, b.sum(b.square(at(draws, 3)))];
    const [wanted, found] = await both(programOf(b.finish(outputs)), [[0xdeadbeef, 7], [0xfffffffe]]);
    for (const exact of [0, 1, 2]) expect(at(found, exact)).toEqual(at(wanted, exact));
    expectNear(at(found, 3), at(wanted, 3), 1e-6, 1);
    expectNear(at(found, 4), at(wanted, 4), 1e-12, 1);
    expectNear(at(found, 5), at(wanted, 5), 1e-6, 1);
    expectNear(at(found, 6), at(wanted, 6), 1e-5, 0);
  });
});
