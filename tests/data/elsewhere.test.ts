import { expect, test } from "vitest";
import { mayLeave, settle } from "../../src/data/elsewhere.ts";
import { modelOf, train } from "../posterior/model.ts";

const { program } = modelOf(`model Groups
data { x: real[N]  g: Group[N]  y: real[N] }
prior { a: real[Group] ~ normal(0, 1) }
likelihood { y ~ normal(a[g] + x, 1) }
infer vi`);
const bound = train(modelOf(program.source.text), { x: [1, 2], g: ["a", "b"], y: [1, 2] });

// Planted: the copies kept; red here.
test("what came from another thread has the dimensions of this one's program", () => {
  const settled = settle(structuredClone(bound), program);
  expect(settled).toEqual(bound);
  for (const { dimensions } of settled.arrays.values())
    for (const dimension of dimensions) expect(program.dimensions).toContain(dimension);
});

test("what the program cannot find again does not leave", () => {
  expect(mayLeave(settle(bound, program), program)).toBe(true);
  expect(mayLeave(structuredClone(bound), program)).toBe(false);
  const [first] = bound.arrays.values();
  const [dimension] = first?.dimensions ?? [];
  if (first === undefined || dimension === undefined) throw new Error("there are arrays");
  const strange = { ...first, dimensions: [{ ...dimension, id: "#99" }] };
  expect(() => settle({ ...bound, arrays: new Map([["x", strange]]) }, program)).toThrow("#99");
});
