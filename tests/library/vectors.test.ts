import { describe, expect, test } from "vitest";
import { along, lastOf, leadingAxes, repeatLast, sumOfLast, takeLast } from "../../src/library/vectors.ts";
import { compute, compute1 } from "../contract/compute.ts";

const x = { shape: [2, 3], values: [1, 2, 3, 10, 20, 30] };

describe("vectors along the last axis", () => {
  test("are multiplied with a matrix each", () => {
    const differences = compute1({ x }, (b, { x: v }) =>
      along(b, v, 2, (row, column) => (column === row + 1 ? 1 : column === row ? -1 : 0)),
    );
    expect(differences).toEqual([1, 1, 10, 10]);
  });

  test("are summed, with weights too, and repeated", () => {
    const [sums, weighted, repeated] = compute({ x }, (b, { x: v }) => [
      sumOfLast(b, v),
      sumOfLast(b, v, (place) => place),
      repeatLast(b, sumOfLast(b, v), 2),
    ]);
    expect([sums, weighted, repeated]).toEqual([
      [6, 60],
      [8, 80],
      [6, 6, 60, 60],
    ]);
  });

  test("give entries in any order and shape", () => {
    const taken = compute1({ x }, (b, { x: v }) => {
      expect([lastOf(v), leadingAxes(v, 1)]).toEqual([3, [0]]);
      const square = takeLast(b, v, [2, 0, 0, 1], [2, 2]);
      expect(square.shape).toEqual([2, 2, 2]);
      return square;
    });
    expect(taken).toEqual([3, 1, 1, 2, 30, 10, 10, 20]);
  });
});
