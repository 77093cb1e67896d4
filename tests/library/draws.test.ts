import { describe, expect, test } from "vitest";
import { cotangent, gammaDraw, poissonDraw, studentDraw } from "../../src/library/draws.ts";
import { lowerGamma, studentCdf, upperGamma } from "../../src/library/special.ts";
import { compute1, noiseOf, scalar } from "../contract/compute.ts";
import { kolmogorov } from "../contract/distribution-cases.ts";

const count = 4_000;

describe("gamma draws", () => {
  // Planted: no boost below one; 1/9 for 1/3.
  test.each([0.05, 0.4, 1, 2.5, 60])("of shape %f have the gamma's cdf", (shape) => {
    const draws = compute1({ shape: scalar(shape) }, (b, inputs) =>
      gammaDraw(b, noiseOf(b, 5), inputs.shape, [count]),
    );
    expect(kolmogorov(draws, (x) => lowerGamma(shape, x))).toBeLessThan(2.5);
  });
});

/** P(X ≤ k) with X spread evenly over (k, k + 1): Kolmogorov's distance is then exact for a count plus a uniform. */
function spreadCdf(rate: number): (x: number) => number {
  return (x) => {
    const k = Math.floor(x);
    const below = k === 0 ? 0 : upperGamma(k, rate);
    return below + (x - k) * (upperGamma(k + 1, rate) - below);
  };
}

describe("Poisson draws", () => {
  // Planted: log (k + 1)! for log k! among large rates; < for ≤ in the small ones' sums.
  test.each([0.01, 0.7, 9.9, 10.1, 45, 3000])("of rate %f have the Poisson's cdf", (rate) => {
    const draws = compute1({ rate: scalar(rate) }, (b, inputs) =>
      b.add(poissonDraw(b, noiseOf(b, 5), inputs.rate, [count]), noiseOf(b, 9).uniform([count])),
    );
    expect(kolmogorov(draws, spreadCdf(rate))).toBeLessThan(2.5);
  });

  test("are whole and keep the value's shape", () => {
    const draws = compute1({ rate: scalar(20) }, (b, { rate }) =>
      poissonDraw(b, noiseOf(b, 1), rate, [3, 2]),
    );
    expect(draws).toHaveLength(6);
    expect(draws.every(Number.isInteger)).toBe(true);
  });
});

describe("draws with heavy tails", () => {
  // Planted: ν for ν/2 as the gamma's shape.
  test.each([0.8, 4, 200])("of Student's t with %f degrees of freedom have its cdf", (df) => {
    const draws = compute1({ df: scalar(df) }, (b, inputs) =>
      studentDraw(b, noiseOf(b, 6), inputs.df, [count]),
    );
    expect(kolmogorov(draws, (t) => studentCdf(t, df))).toBeLessThan(2.5);
  });

  test("the cotangent is one over the tangent", () => {
    const [found] = compute1({ angle: scalar(0.4) }, (b, { angle }) => cotangent(b, angle));
    expect(found).toBeCloseTo(1 / Math.tan(0.4), 14);
  });
});
