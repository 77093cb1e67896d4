import { describe, expect, test } from "vitest";
import type { Tails } from "../../src/library/distribution.ts";
import { distributions } from "../../src/library/distributions/table.ts";
import { exponentialOf, halfTails, symmetricTails, waitingTails } from "../../src/library/tails.ts";
import { compute, compute1, scalar, vector } from "../contract/compute.ts";
import { given, need, numbers } from "../contract/distribution-cases.ts";

const able = [...distributions.values()].flatMap((row) =>
  row.tails === undefined ? [] : [{ name: row.name, row, tails: row.tails }],
);

const placesIn: Readonly<Record<string, readonly number[]>> = {
  real: [-4, -0.2, 0.5, 0.9, 6],
  unit: [0.001, 0.2, 0.5, 0.9, 0.999],
  count: [0, 1, 3, 7, 11],
};

describe.each(able)("the tails of $name", ({ row, tails }) => {
  const p = numbers(row.example);
  const xs = placesIn[row.support(null).kind] ?? [0.001, 0.2, 0.8, 1.4, 4];

  // Planted: the survival for the cdf; a scale that multiplies z.
  test("are its cdf and the rest", () => {
    const [below = [], above = []] = compute({ x: vector(xs), ...given(row.example) }, (b, { x, ...q }) => [
      tails.logCdf(b, need(x), q),
      tails.logSurvival(b, need(x), q),
    ]);
    xs.forEach((x, i) => {
      expect(Math.exp(need(below[i]))).toBeCloseTo(need(row.cdf)(x, p), 13);
      expect(Math.exp(need(above[i])) + Math.exp(need(below[i]))).toBeCloseTo(1, 13);
      expect(tails.survival(x, p) / Math.exp(need(above[i]))).toBeCloseTo(1, 11);
    });
  });

  // Planted: the tails exchanged; ½ forgotten in laplace's.
  test("are undone by its quantile", () => {
    const found = compute1({ x: vector(xs), ...given(row.example) }, (b, { x, ...q }) =>
      tails.quantile(b, tails.logCdf(b, need(x), q), tails.logSurvival(b, need(x), q), q),
    );
    xs.forEach((x, i) => expect(Math.abs(need(found[i]) - x)).toBeLessThanOrEqual(1e-11 * Math.abs(x)));
  });
});

const flat: Tails = symmetricTails(
  {
    logCdf: (b, z) => b.log(b.add(0.5, b.mul(0.5, z))),
    quantile: (b, logCdf) => b.sub(b.mul(2, b.exp(logCdf)), 1),
    survival: (z) => 0.5 - 0.5 * z,
  },
  "middle",
  "reach",
);

test("a family is moved and stretched", () => {
  const p = { x: scalar(2.5), middle: scalar(2), reach: scalar(4) };
  expect(compute1(p, (b, q) => b.exp(flat.logSurvival(b, q.x, q)))[0]).toBeCloseTo(0.4375, 14);
  expect(flat.survival(2.5, { middle: 2, reach: 4 })).toBe(0.4375);
});

// Planted: no least value, log 0 at a bound of 0.
test("at zero a wait and an exponential have finite tails", () => {
  const wait = waitingTails(
    (_, x) => x,
    (_, hazard) => hazard,
    (x) => Math.exp(-x),
  );
  const logs = compute({ x: scalar(0), middle: scalar(0), reach: scalar(100) }, (b, q) => [
    wait.logSurvival(b, q.x, q),
    exponentialOf(flat).logCdf(b, q.x, q),
  ]).flat();
  expect(logs.every(Number.isFinite)).toBe(true);
  expect(exponentialOf(flat).survival(0, { middle: 0, reach: 100 })).toBe(1);
});

// Planted: log 2 left out; a half's mass not doubled for the moments.
test("a half has twice the upper tail, and what is within", () => {
  const half = halfTails(
    {
      logCdf: (b, z) => b.log(b.add(0.5, b.mul(0.5, z))),
      logWithin: (b, z) => b.log(b.mul(0.5, z)),
      quantile: (b, logCdf) => b.sub(b.mul(2, b.exp(logCdf)), 1),
      survival: (z) => 0.5 - 0.5 * z,
      moments: (b, { low, high, logMass }) => ({
        mean: b.add(low ?? b.constant(NaN), high ?? b.constant(NaN)),
        variance: b.exp(logMass),
      }),
    },
    "reach",
  );
  const given = { x: scalar(1), reach: scalar(4), mass: scalar(0.6) };
  const found = compute(given, (b, p) => {
    const moments = need(half.moments)(b, { low: null, high: p.x, logMass: b.log(p.mass) }, p);
    const [below, above] = [half.logCdf(b, p.x, p), half.logSurvival(b, p.x, p)];
    return [b.exp(below), b.exp(above), half.quantile(b, below, above, p), moments.mean, moments.variance];
  }).flat();
  expect(found).toEqual([0.25, 0.75, 1, 1, 16 * 0.3].map((value) => expect.closeTo(value, 13)));
  expect(half.survival(1, { reach: 4 })).toBe(0.75);
});
