import { expect, test } from "vitest";
import { compoundOf, logStudent } from "../../src/posterior/compound.ts";

const known = { n: 9, shape: 1.7, mean: 0.4 };

// SciPy's betabinom, nbinom, lomax, betaprime and t at y = 4: log density, cdf, mean, variance. Planted: b for b / c; a for a + k in Lomax's power.
test.each([
  ["binomial", 1, [-1.8412746886670117, 0.6374664306640623, 3.75, 4.687499999999999]],
  ["poisson", 1.5, [-3.507753218114299, 0.9814636206631369, 1.071428571428571, 1.5306122448979584]],
  ["exponential", 1.5, [-3.425858033901994, 0.9176125430618357, 1.5555555555555558, 12.098765432098768]],
  ["gamma", 1.5, [-2.804140932446321, 0.8293019036611321, 2.6444444444444453, 26.32691358024692]],
  ["normal", 1.5, [-3.3435362020574866, 0.9508423793613557, 0.4, 5.25]],
] as const)("the predictive under %s is SciPy's", (likelihood, factor, [log, cdf, mean, variance]) => {
  const found = compoundOf(likelihood, { a: 2.5, b: 3.5, known, factor });
  expect(found.logDensity(4)).toBeCloseTo(log, 11);
  expect(found.mixture.cdf(4)).toBeCloseTo(cdf, 12);
  expect(found.mixture.mean).toBeCloseTo(mean, 12);
  expect(found.mixture.sd ** 2).toBeCloseTo(variance, 10);
  // The law of total variance.
  expect(found.epistemic + found.aleatoric).toBeCloseTo(variance, 10);
});

test("a moment that does not exist is no number", () => {
  const { mixture, epistemic } = compoundOf("exponential", { a: 0.9, b: 1, known, factor: 1 });
  expect([mixture.mean, mixture.sd, epistemic]).toEqual([NaN, NaN, NaN]);
  expect(compoundOf("exponential", { a: 1.5, b: 1, known, factor: 1 }).mixture.mean).toBeCloseTo(2, 12);
});

// Planted: the exposure left out of what an observation adds.
test("what was seen makes two densities one", () => {
  for (const likelihood of ["binomial", "poisson", "exponential", "gamma", "normal"] as const) {
    const given = { a: 2.5, b: 3.5, known, factor: likelihood === "binomial" ? 1 : 1.5 };
    const joint = (first: number, second: number): number => {
      const before = compoundOf(likelihood, given);
      const [a, b] = before.after(first);
      return before.logDensity(first) + compoundOf(likelihood, { ...given, a, b }).logDensity(second);
    };
    expect(joint(1, 5)).toBeCloseTo(joint(5, 1), 11);
  }
});

test("outside the support there is no density", () => {
  expect(compoundOf("binomial", { a: 1, b: 1, known, factor: 1 }).logDensity(10)).toBe(-Infinity);
  expect(compoundOf("poisson", { a: 1, b: 1, known, factor: 1 }).logDensity(0.5)).toBe(-Infinity);
  expect(compoundOf("exponential", { a: 1, b: 1, known, factor: 1 }).logDensity(-1)).toBe(-Infinity);
  expect(compoundOf("binomial", { a: 1, b: 1, known, factor: 1 }).mixture.cdf(-1)).toBe(0);
  expect(compoundOf("binomial", { a: 1, b: 1, known, factor: 1 }).mixture.cdf(9)).toBe(1);
});

// SciPy's multivariate_t of scale [[2, ½], [½, 1]] at (1, −1), whose squared distance is 16/7.
test("several Student values share their scale", () => {
  expect(logStudent(16 / 7, 5, 2) - 0.5 * Math.log(1.75)).toBeCloseTo(-3.4353564596992494, 12);
});
