/** What every layer promises: outputs of the shape its weights say, and its formula. */

import { describe, expect, test } from "vitest";
import { layers } from "../../src/library/layers/table.ts";
import { compute, compute1, vector } from "./compute.ts";

describe.each([...layers.values()])("$name", (row) => {
  test("gives [rows, out], and [rows] for a scalar out", () => {
    const axes = (out: readonly number[], of: readonly ("in" | "out")[]) =>
      of.flatMap((axis) => (axis === "in" ? [3] : out));
    for (const out of [[4], []]) {
      const shapes = compute(
        { x: { shape: [5, 3], values: Array.from({ length: 15 }, () => 1) } },
        (b, { x }) => {
          const weights = row.weights.map(({ role, axes: of }) => [role, b.constant(1, axes(out, of))]);
          const y = row.apply(b, x, Object.fromEntries(weights));
          expect(y.shape).toEqual([5, ...out]);
          return [y];
        },
      );
      expect(shapes[0]).toHaveLength(5 * (out[0] ?? 1));
    }
  });

  test("declares each role of weight once", () => {
    const roles = row.weights.map(({ role }) => role);
    expect(new Set(roles).size).toBe(roles.length);
    expect(row.doc.length).toBeGreaterThan(20);
  });
});

// Planted: the bias left out.
test("dense is x W + b", () => {
  const dense = layers.get("dense");
  const given = {
    x: { shape: [2, 3], values: [1, 2, 3, 4, 5, 6] },
    weight: { shape: [3, 2], values: [1, 0, 0, 1, 2, -1] },
    bias: vector([10, 20]),
  };
  const found = compute1(given, (b, { x, weight, bias }) => dense?.apply(b, x, { weight, bias }) ?? x);
  expect(found).toEqual([17, 19, 26, 19]);
});
