import { expect, test } from "vitest";
import { normalBlock } from "../../src/posterior/normal-predictive.ts";
import { quantile } from "../../src/posterior/mixture.ts";
import { bound } from "./conjugate.ts";

// A row of two values with scale matrix [[2, ½], [½, 1]].
const moves = {
  name: "y",
  width: 2,
  mean: Float64Array.of(-0.8, 1.7, 0, 0, 0, 0),
  noise: Float64Array.of(1, 0.75, 1, 1, 1, 1),
  shifts: [Float64Array.of(1, 0.5, 0, 0, 0, 0)],
};

// Observed (0.2, 0.7): residuals (1, −1); SciPy's multivariate_t with 5 degrees of freedom. Planted: b/(a − 1) for b/a in the scale.
test("with an unknown variance the elements of a row are jointly Student", () => {
  const block = normalBlock(bound, moves, 0, { shape: 2.5, scale: 2.5 });
  expect(block.logDensity?.[0]).toBeCloseTo(-3.4353564596992494, 11);
  expect(quantile(block.mixture(1), 0.95) - 1.7).toBeCloseTo(4.030096746666047 / 2, 9);
  // E[σ²] = 2.5 / 1.5
  expect(block.epistemic[0]).toBeCloseTo(2.5 / 1.5, 13);
  expect(block.aleatoric[1]).toBeCloseTo((0.75 * 2.5) / 1.5, 13);
});

test("moments that the variance lacks are no numbers", () => {
  expect(normalBlock(bound, moves, 0, { shape: 1, scale: 1 }).aleatoric[0]).toBeNaN();
  expect(normalBlock(bound, moves, 0, { shape: 0.5, scale: 1 }).mean[0]).toBeNaN();
  expect(normalBlock(bound, moves, 0, { shape: 0.6, scale: 1 }).mean[0]).toBe(-0.8);
});

test("with a known one they are jointly normal", () => {
  const block = normalBlock(bound, moves, 0, null);
  expect(block.logDensity?.[0]).toBeCloseTo(-Math.log(2 * Math.PI) - 0.5 * Math.log(1.75) - 8 / 7, 12);
  expect(block.epistemic[1]).toBeCloseTo(0.25, 14);
});
