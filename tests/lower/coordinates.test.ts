import { expect, test } from "vitest";
import { layoutAt, ownCoordinates, rowMajor, sameLayout, spaceOf } from "../../src/lower/coordinates.ts";

test("axes of size 1 are no part of the space", () => {
  expect(spaceOf([1, 5, 1, 3])).toEqual([5, 3]);
  expect(layoutAt([1, 5, 1, 3], ownCoordinates([1, 5, 1, 3]), 2)).toEqual({ offset: 0, strides: [3, 1] });
});

test("coordinates exchanged read the transpose, offsets move the start, axes left out stand still", () => {
  const transposed = [
    { axis: 1, offset: 0 },
    { axis: 0, offset: 2 },
  ];
  expect(layoutAt([4, 6], transposed, 2, 100)).toEqual({ offset: 102, strides: [1, 6] });
  expect(layoutAt([6], [{ axis: 1, offset: 0 }], 2)).toEqual({ offset: 0, strides: [0, 1] });
  expect(rowMajor([2, 3, 4])).toEqual([12, 4, 1]);
  expect(sameLayout({ offset: 0, strides: [3, 1] }, { offset: 1, strides: [3, 1] })).toBe(false);
});
