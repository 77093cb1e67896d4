import { expect, test } from "vitest";
import { binomialDraw } from "../../src/library/binomial-draw.ts";
import { incompleteBeta } from "../../src/library/special.ts";
import { compute1, noiseOf, scalar } from "../contract/compute.ts";
import { kolmogorov } from "../contract/distribution-cases.ts";

/** P(X ≤ k) with X spread evenly over (k, k + 1). */
function spreadCdf(n: number, p: number): (x: number) => number {
  const upTo = (k: number) => (k < 0 ? 0 : k >= n ? 1 : incompleteBeta(1 - p, n - k, k + 1));
  return (x) => {
    const k = Math.floor(x);
    return upTo(k - 1) + (x - k) * (upTo(k) - upTo(k - 1));
  };
}

// Planted: no flip where failures are rarer; the mode's probability left out among large means.
test.each([
  [1, 0.3],
  [7, 0.95],
  [19, 0.5],
  [21, 0.5],
  [400, 0.01],
  [400, 0.03],
  [1000, 0.6],
  [100_000, 0.999],
])("draws of %i tries with probability %f have the binomial's cdf", (n, p) => {
  const draws = compute1({ n: scalar(n), p: scalar(p) }, (b, inputs) =>
    b.add(binomialDraw(b, noiseOf(b, 5), inputs.n, inputs.p, [4000]), noiseOf(b, 9).uniform([4000])),
  );
  expect(kolmogorov(draws, spreadCdf(n, p))).toBeLessThan(2.5);
});

test.each([
  [0, 0.4, 0],
  [5, 0, 0],
  [5, 1, 5],
  [50, 1, 50],
])("%i tries with probability %f succeed %i times", (n, p, wanted) => {
  const draws = compute1({ n: scalar(n), p: scalar(p) }, (b, inputs) =>
    binomialDraw(b, noiseOf(b, 5), inputs.n, inputs.p, [50]),
  );
  expect(new Set(draws)).toEqual(new Set([wanted]));
});
