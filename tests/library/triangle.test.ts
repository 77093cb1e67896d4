import { describe, expect, test } from "vitest";
import {
  columnsBelow,
  diagonalOf,
  intoMatrix,
  onDiagonal,
  outOfMatrix,
  rowsWithDiagonal,
  sizeOfFreedom,
  timesTransposed,
} from "../../src/library/triangle.ts";
import { compute, compute1 } from "../contract/compute.ts";

describe("triangles", () => {
  test("are listed row by row, or column by column below the diagonal", () => {
    expect(rowsWithDiagonal(2)).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
    ]);
    expect(columnsBelow(3)).toEqual([
      [1, 0],
      [2, 0],
      [2, 1],
    ]);
    expect([1, 3, 6].map((count) => sizeOfFreedom((k) => (k * (k + 1)) / 2, count))).toEqual([1, 2, 3]);
    expect(sizeOfFreedom((k) => (k * (k - 1)) / 2, 0)).toBe(1);
  });

  test("are laid into a matrix and taken out again, batches too", () => {
    const u = { shape: [2, 3], values: [1, 2, 3, 4, 5, 6] };
    const [laid, back] = compute({ u }, (b, { u: v }) => {
      const matrix = intoMatrix(b, v, rowsWithDiagonal(2), 2, 9);
      return [matrix, outOfMatrix(b, matrix, rowsWithDiagonal(2))];
    });
    expect(laid).toEqual([1, 9, 2, 3, 4, 9, 5, 6]);
    expect(back).toEqual(u.values);
  });

  test("know their diagonal and their product with the transpose", () => {
    const m = { shape: [2, 2], values: [1, 0, 2, 3] };
    const [diagonal, product] = compute({ m }, (b, { m: v }) => [diagonalOf(b, v), timesTransposed(b, v, v)]);
    expect([diagonal, product]).toEqual([
      [1, 3],
      [1, 2, 2, 13],
    ]);
    expect(compute1({ m }, (b, { m: v }) => b.cast(onDiagonal(b, v), "f64"))).toEqual([1, 0, 0, 1]);
  });
});
