/** What every row of the table of distributions promises of its draws, moments and cdf. */

import fc from "fast-check";
import { expect, test } from "vitest";
import type { Values } from "../../src/library/distribution.ts";
import { distributions } from "../../src/library/distributions/table.ts";
import { isDiscrete } from "../../src/shape/support.ts";
import { compute, noiseOf, vector } from "./compute.ts";
import { differentiate, gradientsOf } from "./differentiate.ts";
import {
  chiSquareTail,
  expectation,
  expectClose,
  given,
  kolmogorov,
  logDensityAt,
  median,
  need,
  numbers,
  sampleOf,
  settings,
  values,
} from "./distribution-cases.ts";
import { ends, quadrature } from "./quadrature.ts";

// What lies anywhere is improper, and promises nothing; of vectors and matrices see vector-distributions.test.ts.
const rows = [...distributions.values()].filter((row) => row.on === undefined && row.event === undefined);
const runs = { numRuns: 20, seed: 7 };
const few = { numRuns: 6, seed: 7 };
const seeds = fc.integer({ min: 0, max: 1e6 });
const discrete = (row: (typeof rows)[number]) => isDiscrete(row.support(row.example as Values));
const level = fc.double({ min: 0.02, max: 0.98, noNaN: true });

// Planted: σ² for σ in normal's draw; x for 1/x in inverse_gamma's; |ε| for ε² in half_normal's.
test.each(rows.filter((row) => !discrete(row)))("draws of $name pass Kolmogorov and Smirnov", (row) => {
  fc.assert(
    fc.property(settings(row), seeds, (setting, seed) => {
      const draws = sampleOf(row, setting, 6_000, seed);
      expect(kolmogorov(draws, (x) => need(row.cdf)(x, numbers(setting)))).toBeLessThan(2.5);
    }),
    few,
  );
});

// Planted: argmin for argmax in categorical; ≤ for < in bernoulli's p; rate − 1 in poisson.
test.each(rows.filter(discrete))("draws of $name pass a χ² test", (row) => {
  fc.assert(
    fc.property(settings(row), seeds, (setting, seed) => {
      expect(chiSquareTail(row, setting, sampleOf(row, setting, 6_000, seed))).toBeGreaterThan(1e-5);
    }),
    few,
  );
});

// Planted: σ without its gradient (a constant) in normal's draw.
test.each(rows.filter((row) => row.reparameterised))("draws of $name move with the parameters", (row) => {
  const wide = Object.fromEntries(
    Object.entries(row.example).map(([name, v]) => [name, vector([Number(v), Number(v)])]),
  );
  const { gradients, differences } = differentiate(wide, [], (b, p) =>
    b.sum(row.sample(b, noiseOf(b, 3), p)),
  );
  expectClose(gradients, differences);
  expect(Object.values(gradients).flat()).not.toContain(0);
});

const momentous = rows.flatMap(({ mean, variance, ...row }) =>
  mean && variance ? [{ row: { ...row, mean, variance }, name: row.name, mean, variance }] : [],
);

// Planted: β/α for inverse_gamma's mean; a standard deviation for normal's variance.
test.each(momentous)("mean and variance of $name are those of its density", ({ row, mean, variance }) => {
  fc.assert(
    fc.property(settings(row), (setting) => {
      const [m = NaN, v = NaN] = compute(given(setting), (b, p) => [mean(b, p), variance(b, p)]).flat();
      const first = Number.isFinite(m) ? expectation(row, setting, (x) => x) - m : 0;
      const second = Number.isFinite(v) ? expectation(row, setting, (x) => (x - m) ** 2) / v : 1;
      expect(first / Math.sqrt(Number.isFinite(v) ? v : 1)).toBeCloseTo(0, 6);
      expect(second).toBeCloseTo(1, 5);
    }),
    runs,
  );
});

test.each(momentous)("the moments of $name at its example exist", ({ row, mean, variance }) => {
  const moments = compute(given(row.example), (b, p) => [mean(b, p), variance(b, p)]).flat();
  expect(moments.every(Number.isFinite)).toBe(true);
});

// Planted: `reparameterised` set for poisson, whose draws stand still until they jump.
test.each(momentous.filter(({ row }) => row.reparameterised))(
  "on average draws of $name move as the mean does",
  ({ row, mean }) => {
    const count = 20_000;
    const wide = Object.fromEntries(
      Object.entries(row.example).map(([name, v]) => [
        name,
        vector(Array.from({ length: count }, () => Number(v))),
      ]),
    );
    const { gradients } = gradientsOf(wide, (b, p) => b.sum(row.sample(b, noiseOf(b, 4), p)));
    const { gradients: wanted } = gradientsOf(given(row.example), (b, p) => mean(b, p));
    for (const [name, each] of Object.entries(gradients)) {
      const average = each.reduce((sum, g) => sum + g, 0) / count;
      const spread = each.reduce((sum, g) => sum + (g - average) ** 2, 0) / count;
      expect(Math.abs(average - need(wanted[name]?.[0]))).toBeLessThan(1e-12 + 4 * Math.sqrt(spread / count));
    }
  },
);

const cumulative = rows.flatMap((row) => (row.cdf ? [{ name: row.name, row, cdf: row.cdf }] : []));

// Planted: 2 for √2 in half_normal's cdf; k for k + 1 in poisson's.
test.each(cumulative)("the cdf of $name adds up the density", ({ row, cdf }) => {
  fc.assert(
    fc.property(settings(row), level, (setting, at) => {
      const p = numbers(setting);
      const limits = ends(row.support(p));
      const middle = limits ? median(row, setting, limits) : NaN;
      const x = limits ? inside(limits, middle, at) : need(values(row, setting).find((k) => cdf(k, p) >= at));
      // A kink may stand at the middle.
      const nodes = limits
        ? quadrature(limits[0], x, x > middle ? middle : (Math.max(limits[0], x - 1) + x) / 2)
        : values(row, setting).map((k) => ({ x: k, weight: k <= x ? 1 : 0 }));
      const logs = logDensityAt(
        row,
        setting,
        nodes.map((node) => node.x),
      );
      const integral = nodes.reduce((sum, { weight }, i) => sum + weight * Math.exp(need(logs[i])), 0);
      expect(cdf(x, p)).toBeCloseTo(integral, 6);
    }),
    runs,
  );
});

function inside([low, high]: readonly [number, number], middle: number, at: number): number {
  return middle + (at - 0.5) * Math.min(1, high - middle, middle - low);
}

test.each(cumulative)("the cdf of $name runs from 0 to 1", ({ row, cdf }) => {
  const p = numbers(row.example);
  const [low, high] = ends(row.support(p)) ?? [-1, 1e9];
  expect(cdf(Number.isFinite(low) ? low - 1 : -1e12, p)).toBeCloseTo(0, 9);
  expect(cdf(Number.isFinite(high) ? high + 1 : 1e12, p)).toBeCloseTo(1, 9);
});
