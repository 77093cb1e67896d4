import fc from "fast-check";
import { expect, test } from "vitest";
import { choleskyFactor } from "../../src/posterior/cholesky.ts";

// Planted: the factor's transpose.
test("L Lᵀ gives the matrix back, whatever its scales, and semidefinite ones pass", () => {
  const entries = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 9, maxLength: 9 });
  const scales = fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(entries, scales, (a, powers) => {
      const at = (i: number, j: number): number => (a[i * 3 + j] ?? 0) * 10 ** (powers[i] ?? 0);
      const matrix = Float64Array.from({ length: 9 }, (_, k) =>
        [0, 1, 2].reduce((sum, m) => sum + at(Math.floor(k / 3), m) * at(k % 3, m), 0),
      );
      const l = choleskyFactor(matrix, 3);
      expect([l[1], l[2], l[5]]).toEqual([0, 0, 0]);
      for (let k = 0; k < 9; k++) {
        const [i, j] = [Math.floor(k / 3), k % 3];
        const product = [0, 1, 2].reduce((sum, m) => sum + (l[i * 3 + m] ?? 0) * (l[j * 3 + m] ?? 0), 0);
        const unit = Math.sqrt((matrix[i * 4] ?? 0) * (matrix[j * 4] ?? 0));
        expect(Math.abs(product - (matrix[k] ?? 0))).toBeLessThanOrEqual(1e-6 * unit + 1e-300);
      }
    }),
  );
});
