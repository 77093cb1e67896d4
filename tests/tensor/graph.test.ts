import { expect, test } from "vitest";
import { elements } from "../../src/tensor/graph.ts";

test("a shape's elements: one where there is no axis, none where an axis is empty", () => {
  expect([[], [4], [2, 3], [5, 0]].map(elements)).toEqual([1, 4, 6, 0]);
});
