import { expect, test } from "vitest";
import { logNormaliser, solve, updates } from "../../../src/inference/kernel/conjugate-update.ts";

// Planted: the determinant's sign; gamma's points left near 0, where 1/θ drowns the other slope.
test("two slopes give both statistics, small beside great ones too", () => {
  for (const family of ["beta", "gamma", "inverse_gamma"] as const) {
    for (const [s, f] of [
      [3, 4],
      [0, 7],
      [1e6, 2.5],
      [0.01, 1e3],
    ] as const) {
      const update = updates[family];
      const points = update.points(s, f);
      const slope = (theta: number): number => {
        const [first, second] = update.slopes(theta);
        return s * first + f * second;
      };
      const found = solve(update, points, [slope(points[0]), slope(points[1])]);
      expect(Math.abs(found[0] - s)).toBeLessThan(1e-12 * Math.max(1, s) + 1e-15 * f);
      expect(Math.abs(found[1] - f)).toBeLessThan(1e-12 * Math.max(1, f) + 1e-13 * s);
    }
  }
});

test("the slopes are those of the statistics", () => {
  for (const { statistics, slopes } of Object.values(updates)) {
    const h = 1e-6;
    [0, 1].forEach((k) => {
      const difference = ((statistics(0.3 + h)[k] ?? NaN) - (statistics(0.3 - h)[k] ?? NaN)) / (2 * h);
      expect(slopes(0.3)[k]).toBeCloseTo(difference, 7);
    });
  }
});

test("an unnormalised density's integral", () => {
  const of = (...values: readonly number[]) => Float64Array.from(values);
  // B(2, 3) = 1/12; Γ(3)/2³ = 1/4; Γ(2) Γ(1) Γ(1) / Γ(4) = 1/6
  expect(logNormaliser("beta", { a: of(2), b: of(3) }, 1)).toBeCloseTo(-Math.log(12), 13);
  expect(logNormaliser("gamma", { shape: of(3, 3), rate: of(2, 2) }, 1)).toBeCloseTo(-2 * Math.log(4), 13);
  expect(logNormaliser("inverse_gamma", { shape: of(3), scale: of(2) }, 1)).toBeCloseTo(-Math.log(4), 13);
  expect(logNormaliser("dirichlet", { concentration: of(2, 1, 1, 2, 1, 1) }, 3)).toBeCloseTo(
    -2 * Math.log(6),
    13,
  );
});
