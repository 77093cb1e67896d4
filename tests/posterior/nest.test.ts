import { expect, test } from "vitest";
import { finite, nest } from "../../src/posterior/nest.ts";

test("row-major values nest by their shape; what JSON cannot write is null", () => {
  expect(nest([1, 2, 3, 4, 5, 6], [2, 3])).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(nest([7], [])).toBe(7);
  expect(nest([], [2, 0])).toEqual([[], []]);
  expect(nest([Number.NaN, -Infinity], [2])).toEqual([null, null]);
  expect([finite(0), finite(Infinity)]).toEqual([0, null]);
});
