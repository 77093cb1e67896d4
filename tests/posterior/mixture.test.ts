import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normal } from "../../src/library/distributions/normal.ts";
import { poisson } from "../../src/library/distributions/poisson.ts";
import { generalMixture, normalMixture, quantile, type Mixture } from "../../src/posterior/mixture.ts";

function moments(means: readonly number[], sds: readonly number[]): { mean: number; sd: number } {
  const mean = means.reduce((sum, m) => sum + m, 0) / means.length;
  const second = means.reduce((sum, m, s) => sum + (m - mean) ** 2 + (sds[s] ?? 0) ** 2, 0) / means.length;
  return { mean, sd: Math.sqrt(second) };
}

function both(means: readonly number[], sds: readonly number[]): readonly [Mixture, Mixture] {
  const { mean, sd } = moments(means, sds);
  const parameters = { mean: Float64Array.from(means), sd: Float64Array.from(sds) };
  return [
    normalMixture(parameters, mean, sd),
    generalMixture(normal, parameters, { mean, sd, discrete: false }),
  ];
}

const component = fc.tuple(
  fc.double({ min: -50, max: 50, noNaN: true }),
  fc.double({ min: 1e-3, max: 20, noNaN: true }),
);

describe("quantiles", () => {
  test("the cdf there is p, by Newton's steps and without a density alike", () => {
    const components = fc.array(component, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(components, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (chosen, p) => {
        const [fast, plain] = both(
          chosen.map(([m]) => m),
          chosen.map(([, s]) => s),
        );
        for (const mixture of [fast, plain]) {
          const y = quantile(mixture, p);
          const slack = 1e-8 * mixture.sd;
          expect(mixture.cdf(y - slack)).toBeLessThanOrEqual(p + 1e-12);
          expect(mixture.cdf(y + slack)).toBeGreaterThanOrEqual(p - 1e-12);
        }
      }),
      { numRuns: 200 },
    );
  });

  // Planted: Newton's steps ending at 1e-6 of the mixture's sd; red here.
  test("in the tail of a component far narrower than the mixture", () => {
    const [fast] = both([-36.047232363592265, 0, 0, 0, 0], [0.001, 0.4676, 0.0117, 0.3949, 0.0017]);
    for (const p of [0.001, 0.01, 0.1]) expect(fast.cdf(quantile(fast, p))).toBeCloseTo(p, 9);
  });

  test("between two far, narrow components the cdf is flat and the search still ends", () => {
    const [fast, plain] = both([0, 1e6], [1e-3, 1e-3]);
    for (const mixture of [fast, plain]) {
      expect(quantile(mixture, 0.25)).toBeCloseTo(0, 2);
      expect(quantile(mixture, 0.75)).toBeCloseTo(1e6, 2);
    }
  });

  test("of counts: the smallest whole number whose cdf reaches p", () => {
    const rates = Float64Array.of(0.5, 3, 40);
    const mixture = generalMixture(poisson, { rate: rates }, { mean: 14.5, sd: 19, discrete: true });
    for (const p of [0.01, 0.2, 0.5, 0.9, 0.999]) {
      const y = quantile(mixture, p);
      expect(Number.isInteger(y)).toBe(true);
      expect(mixture.cdf(y)).toBeGreaterThanOrEqual(p);
      expect(mixture.cdf(y - 1)).toBeLessThan(p);
    }
  });

  test("what is not a number has no quantile", () => {
    const [mixture] = both([Number.NaN], [1]);
    expect(quantile(mixture, 0.5)).toBeNaN();
  });
});
