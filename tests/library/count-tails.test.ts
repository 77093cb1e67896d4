import { describe, expect, test } from "vitest";
import { distributions } from "../../src/library/distributions/table.ts";
import { compute, compute1, vector } from "../contract/compute.ts";
import { given, logDensityAt, need, type Setting } from "../contract/distribution-cases.ts";

const cases: readonly (readonly [string, Setting])[] = [
  ["poisson", { rate: 4.5 }],
  ["poisson", { log_rate: Math.log(900) }],
  ["binomial", { n: 9, p: 0.3 }],
  ["binomial", { n: 1, logits: 2 }],
  ["neg_binomial", { mean: 6, dispersion: 0.8 }],
  ["neg_binomial", { log_mean: Math.log(40), dispersion: 30 }],
];

describe.each(cases)("the tails of %s %o", (name, setting) => {
  const row = need(distributions.get(name));
  const tails = need(row.tails);
  const last = typeof setting["n"] === "number" ? setting["n"] : 2000;
  const logs = logDensityAt(
    row,
    setting,
    Array.from({ length: last + 1 }, (_, k) => k),
  );
  const below = (k: number) =>
    logs.slice(0, Math.max(0, Math.floor(k) + 1)).reduce((sum, log) => sum + Math.exp(log), 0);
  const above = (k: number) =>
    logs.slice(Math.max(0, Math.floor(k) + 1)).reduce((sum, log) => sum + Math.exp(log), 0);
  const ks = [-1, -0.5, 0, 0.7, 1, 5, 8.5, 9, 40, 1100];

  // Planted: k for k + 1; both tails exchanged in binomial.
  test("add up its probabilities, at fractions and below 0 too", () => {
    const [cdf = [], survival = []] = compute({ k: vector(ks), ...given(setting) }, (b, { k, ...p }) => [
      tails.logCdf(b, need(k), p),
      tails.logSurvival(b, need(k), p),
    ]);
    ks.forEach((k, i) => {
      for (const [found, wanted] of [
        [need(cdf[i]), below(k)],
        [need(survival[i]), above(k)],
      ] as const) {
        if (wanted < 1e-290) expect(Math.exp(found)).toBeLessThan(1e-250);
        else expect(Math.exp(found) / wanted).toBeCloseTo(1, 9);
      }
    });
  });

  test("are the plain ones", () => {
    const p = setting as Readonly<Record<string, number>>;
    const found = compute1({ k: vector(ks), ...given(setting) }, (b, { k, ...q }) =>
      tails.logSurvival(b, need(k), q),
    );
    ks.forEach((k, i) => {
      const wanted = tails.survival(k, p);
      expect(Math.abs(Math.exp(need(found[i])) - wanted)).toBeLessThanOrEqual(1e-10 * wanted + 1e-300);
    });
  });
});
