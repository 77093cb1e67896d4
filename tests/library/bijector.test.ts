import { expect, test } from "vitest";
import { elementwise, freeShape } from "../../src/library/bijector.ts";
import { bijectors } from "../../src/library/bijectors/table.ts";

test("an elementwise bijector keeps the shape, the others leave out what is not free", () => {
  expect(elementwise.freedom()).toBe(1);
  const shapeOf = (kind: keyof typeof bijectors, declared: readonly number[]) => {
    const row = bijectors[kind];
    return row === null ? null : freeShape(row, declared);
  };
  expect(shapeOf("positive", [2, 3])).toEqual([2, 3]);
  expect(shapeOf("simplex", [5, 3])).toEqual([5, 2]);
  expect(shapeOf("ordered", [5, 3])).toEqual([5, 3]);
  expect(shapeOf("covariance", [5, 3, 3])).toEqual([5, 6]);
  expect(shapeOf("correlation", [3, 3])).toEqual([3]);
});
