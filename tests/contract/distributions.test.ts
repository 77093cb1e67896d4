/** What every row of the table of distributions promises of its density, whoever wrote it. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { distributions } from "../../src/library/distributions/table.ts";
import type { Builder, Tensor } from "../../src/tensor/builder.ts";
import { compute, compute1, type Given, scalar, vector } from "./compute.ts";
import { differentiate } from "./differentiate.ts";
import {
  conversions,
  discreteNames,
  expectation,
  expectClose,
  given,
  logDensityAt,
  median,
  need,
  numbers,
  outside,
  points,
  sampleOf,
  settings,
  values,
} from "./distribution-cases.ts";
import { quadrature } from "./quadrature.ts";

// What lies anywhere is improper, and promises nothing; of vectors and matrices see vector-distributions.test.ts.
const rows = [...distributions.values()].filter((row) => row.on === undefined && row.event === undefined);
const kindOf = (row: (typeof rows)[number]) => row.support(null).kind;
const runs = { numRuns: 20, seed: 7 };
const seeds = fc.integer({ min: 0, max: 1e6 });

test.each(rows)("$name is described and exemplified as its signatures say", (row) => {
  const labels = kindOf(row) === "label";
  expect(row.doc.length).toBeGreaterThan(20);
  expect(Object.keys(row.example)).toEqual(need(row.signatures[0]).parameters.map((p) => p.name));
  expect(row.cdf === undefined).toBe(labels);
  expect(row.mean === null).toBe(row.variance === null);
  const { half } = row;
  if (half) {
    const others = Object.keys(row.example).filter((name) => name !== half.centre);
    expect(Object.keys(need(distributions.get(half.name)).example)).toEqual(others);
  }
  expect(row.probabilities !== undefined).toBe(labels || kindOf(row) === "bool");
  expect(row.logProbabilities === undefined || row.probabilities !== undefined).toBe(true);
  expect(row.klFromNormal === undefined || kindOf(row) === "real").toBe(true);
  expect(row.signatures.slice(1).every((signature) => signature.keywordOnly)).toBe(true);
});

// Planted: no ½ log 2π in normal; log σ left out of half_normal; log k for log k! in poisson.
test.each(rows)("the density of $name integrates to one", (row) => {
  fc.assert(
    fc.property(settings(row), (setting) => {
      expect(expectation(row, setting, () => 1)).toBeCloseTo(1, 8);
    }),
    runs,
  );
});

// Planted: onSupport without its inner select; bernoulli without its mask.
test.each(rows.filter((row) => kindOf(row) !== "real"))(
  "the density of $name is −∞ outside the support, with gradients that are finite",
  (row) => {
    fc.assert(
      fc.property(settings(row), (setting) => {
        const xs = outside(row, setting);
        expect(xs.length).toBeGreaterThan(0);
        expect(logDensityAt(row, setting, xs)).toEqual(xs.map(() => -Infinity));
        const { gradients } = differentiate(
          { x: points(row, xs), ...given(setting) },
          discreteNames(row),
          (b, { x, ...p }) => b.sum(row.logDensity(b, need(x), p)),
        );
        expect(Object.values(gradients).flat().every(Number.isFinite)).toBe(true);
      }),
      runs,
    );
  },
);

// Planted: log of a constant for log σ in normal; no digamma term in inverse_gamma (its lgamma(α) taken of the example).
test.each(rows)("the gradient of $name is the central difference, in every parameter and in x", (row) => {
  fc.assert(
    fc.property(settings(row), seeds, (setting, seed) => {
      const xs = sampleOf(row, setting, 4, seed);
      const { gradients, differences } = differentiate(
        { x: points(row, xs), ...given(setting) },
        discreteNames(row),
        (b, { x, ...p }) => b.sum(row.logDensity(b, need(x), p)),
      );
      expectClose(gradients, differences);
    }),
    runs,
  );
});

const guideOf = (b: Builder, mean: Tensor, sd: Tensor) => ({ mean, sd, logSd: b.log(sd) });
const divergent = rows.flatMap((row) => (row.klFromNormal ? [{ ...row, kl: row.klFromNormal }] : []));

// Planted: s for s² in the spread; the divergence halved.
test.each(divergent)("KL of $name from a normal is the integral of q log(q/p)", (row) => {
  const place = fc.record({
    m: fc.double({ min: -2, max: 2, noNaN: true }),
    s: fc.double({ min: 0.2, max: 3, noNaN: true }),
  });
  fc.assert(
    fc.property(settings(row), place, (setting, { m, s }) => {
      const [found = NaN] = compute1<string>(
        { ...given(setting), "q mean": scalar(m), "q sd": scalar(s) },
        (b, { "q mean": mean, "q sd": sd, ...p }) => row.kl(b, guideOf(b, need(mean), need(sd)), p),
      );
      // Either may have a peak or a kink at its middle.
      const [a, c] = [m, median(row, setting, [-Infinity, Infinity])].toSorted((x, y) => x - y);
      const [left, right] = [need(a), need(c)];
      const between = left < right ? quadrature(left, right, (left + right) / 2) : [];
      const tails = [...quadrature(-Infinity, left, left - s), ...quadrature(right, Infinity, right + s)];
      const nodes = [...tails, ...between];
      const logs = logDensityAt(
        row,
        setting,
        nodes.map(({ x }) => x),
      );
      const integral = nodes.reduce((sum, { x, weight }, i) => {
        const q = -0.5 * ((x - m) / s) ** 2 - Math.log(s) - 0.5 * Math.log(2 * Math.PI);
        return q < -700 ? sum : sum + weight * Math.exp(q) * (q - need(logs[i]));
      }, 0);
      expect(found).toBeCloseTo(integral, 8);
      expect(found).toBeGreaterThan(0);
    }),
    runs,
  );
});

test("KL of a normal from itself is nought", () => {
  const { klFromNormal } = need(distributions.get("normal"));
  fc.assert(
    fc.property(settings(need(distributions.get("normal"))), (setting) => {
      const [found = NaN] = compute1<string>(given(setting), (b, p) =>
        need(klFromNormal)(b, guideOf(b, need(p["mean"]), need(p["sd"])), p),
      );
      expect(Math.abs(found)).toBeLessThan(1e-14);
    }),
    runs,
  );
});

// Planted: softplus(ℓ) for softplus(−ℓ) in bernoulli; exp left out of poisson's rate.
test.each(rows.filter((row) => row.signatures.length > 1))(
  "every signature of $name says the same",
  (row) => {
    fc.assert(
      fc.property(settings(row), seeds, (setting, seed) => {
        for (const { parameters } of row.signatures.slice(1)) {
          const other = Object.fromEntries(
            parameters.map(({ name }) => [name, setting[name] ?? need(conversions[name])(setting)]),
          );
          const xs = [...sampleOf(row, setting, 5, seed), ...outside(row, setting)];
          const [first, second] = [setting, other].map((each) => [
            ...logDensityAt(row, each, xs),
            ...compute(given(each), (b, p) =>
              [row.mean, row.variance, row.probabilities].flatMap((of) => (of ? [of(b, p)] : [])),
            ).flat(),
            ...(row.cdf ? [row.cdf(1, numbers(each))] : []),
            ...sampleOf(row, each, 50, seed),
          ]);
          need(first).forEach((value, i) => expect(need(second)[i]).toBeCloseTo(value, 10));
        }
      }),
      runs,
    );
  },
);

// Planted: the two logarithms of bernoulli the other way round.
test.each(rows.flatMap((row) => (row.probabilities ? [{ ...row, of: row.probabilities }] : [])))(
  "probabilities of $name are the density of each value and sum to one",
  (row) => {
    fc.assert(
      fc.property(settings(row), (setting) => {
        const each = compute1(given(setting), row.of);
        const logs = logDensityAt(row, setting, values(row, setting));
        each.forEach((p, i) => expect(Math.log(p)).toBeCloseTo(need(logs[i]), 10));
        const { logProbabilities } = row;
        const own = logProbabilities === undefined ? logs : compute1(given(setting), logProbabilities);
        own.forEach((log, i) => expect(log).toBeCloseTo(need(logs[i]), 12));
        expect(each.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
      }),
      runs,
    );
  },
);

test.each(rows)("a parameter of $name repeated to the value's shape says what the scalar does", (row) => {
  const xs = sampleOf(row, row.example, 5, 1);
  const wide = Object.fromEntries(
    Object.entries(row.example).map(([name, v]): [string, Given] =>
      typeof v === "number"
        ? [name, vector(xs.map(() => v))]
        : [name, { shape: [xs.length, v.length], values: xs.flatMap(() => v) }],
    ),
  );
  const repeated = compute1({ x: points(row, xs), ...wide }, (b, { x, ...p }) =>
    row.logDensity(b, need(x), p),
  );
  logDensityAt(row, row.example, xs).forEach((value, i) => expect(repeated[i]).toBeCloseTo(value, 12));
});

// Planted: log(sigmoid ℓ) for −softplus(−ℓ); log Σ exp for logsumexp.
describe("far out", () => {
  const row = (name: string) => need(distributions.get(name));

  test("log densities by logits stay finite where probabilities would round to 0 and 1", () => {
    expect(logDensityAt(row("bernoulli"), { logits: 1000 }, [0, 1])).toEqual([-1000, -0]);
    expect(logDensityAt(row("bernoulli"), { logits: -40 }, [1])[0]).toBeCloseTo(-40, 12);
    expect(logDensityAt(row("categorical"), { logits: [1e4, 0, -1e4] }, [0, 1, 2])).toEqual([0, -1e4, -2e4]);
  });

  test("a count of nought has a density at every rate", () => {
    expect(logDensityAt(row("poisson"), { log_rate: -800 }, [0])[0]).toBeCloseTo(0, 12);
    expect(logDensityAt(row("poisson"), { rate: 1e6 }, [0])[0]).toBeCloseTo(-1e6, 6);
  });
});
