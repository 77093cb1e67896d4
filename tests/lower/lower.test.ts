import { expect, test } from "vitest";
import { createBuilder } from "../../src/tensor/build.ts";
import type { Tensor } from "../../src/tensor/builder.ts";
import { lower } from "../../src/lower/lower.ts";
import { programOf } from "./compare.ts";
import { lowered, program } from "./shown.ts";

test("the same program gives the same loops", () => {
  const make = () =>
    lower(
      program({ w: [9, 5] }, { x: [7, 9] }, (b, { w, x }) => ({
        state: w ? [b.tanh(w)] : [],
        outputs: w && x ? [b.dot(x, w, [[1], [0]])] : [],
      })),
    );
  expect(JSON.stringify(make())).toBe(JSON.stringify(make()));
});

test("slots stand in the arena under their names, constants with their numbers", () => {
  const loops = lowered({ w: [3] }, { x: [3] }, (b, { w, x }) => ({
    state: w && x ? [b.add(w, b.mul(x, b.literal([1, 2, 3], [3])))] : [],
  }));
  expect(loops.buffers.map(({ name, role }) => `${role} ${name.replace(/\d+$/, "")}`)).toEqual([
    "state w",
    "input x",
    "constant literal",
  ]);
  expect(loops.buffers[2]?.values).toEqual([1, 2, 3]);
});

test("a chain of a thousand loops is lowered in a thousand loops", () => {
  const b = createBuilder("f32");
  let x: Tensor = b.input("x", [16, 16], "f32");
  for (let i = 0; i < 1000; i++) x = b.dot(x, x, [[1], [i % 2]]);
  expect(lower(programOf(b.finish([x]))).kernels.length).toBe(1000);
});
