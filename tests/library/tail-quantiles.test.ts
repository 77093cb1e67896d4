import { describe, expect, test } from "vitest";
import { poissonTails } from "../../src/library/count-tails.ts";
import { logIncompleteBeta } from "../../src/library/incomplete-beta.ts";
import { logIncompleteGamma } from "../../src/library/incomplete-gamma.ts";
import { betaQuantile, gammaQuantile, wholeQuantile } from "../../src/library/tail-quantiles.ts";
import { compute1, scalar, vector } from "../contract/compute.ts";
import { need } from "../contract/distribution-cases.ts";

describe("quantiles undo both tails, far out", () => {
  // Planted: the lower tail's start for the upper one.
  test.each([
    [0.05, [1e-9, 1e-3, 0.4, 30]],
    [2.5, [1e-6, 0.3, 2.4, 5, 80]],
    [800, [500, 760, 800, 900, 1500]],
  ])("of a gamma of shape %d", (shape, xs) => {
    const found = compute1({ a: scalar(shape), x: vector(xs) }, (b, { a, x }) => {
      const { below, above } = logIncompleteGamma(b, a, x);
      return gammaQuantile(b, below, above, a);
    });
    xs.forEach((x, i) => expect(need(found[i]) / x).toBeCloseTo(1, 10));
  });

  // Planted: α and β not exchanged for the upper tail.
  test.each([
    [0.3, 0.6],
    [2, 7],
    [400, 90],
  ])("of a beta of %d and %d", (alpha, beta) => {
    const centre = alpha / (alpha + beta);
    const xs = [centre ** 3, centre * 0.9, centre, 1 - (1 - centre) ** 2];
    const found = compute1({ a: scalar(alpha), c: scalar(beta), x: vector(xs) }, (b, { a, c, x }) => {
      const { below, above } = logIncompleteBeta(b, a, c, { x, rest: b.sub(1, x) });
      return betaQuantile(b, below, above, a, c);
    });
    xs.forEach((x, i) => expect(need(found[i]) / x).toBeCloseTo(1, 10));
  });

  // Planted: ≤ for < in the halving: one too many.
  test("of a count", () => {
    const tails = poissonTails((_, p) => need(p["rate"]));
    const ks = [0, 1, 6, 40, 200];
    const found = compute1({ rate: scalar(6), k: vector(ks) }, (b, { rate, k }) => {
      const p = { rate };
      return wholeQuantile(b, tails, tails.logCdf(b, k, p), tails.logSurvival(b, k, p), p);
    });
    expect(found).toEqual(ks);
  });
});
