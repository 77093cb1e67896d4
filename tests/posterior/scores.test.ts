import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crpsOfNormals } from "../../src/posterior/crps-normals.ts";
import { normalMixture } from "../../src/posterior/mixture.ts";
import { crps, crpsOfDraws, isCovered, pitError, pitOf, type Pit } from "../../src/posterior/scores.ts";

// The problem of bench/peers/scores.py, whose figures stand below.
const rows = Array.from({ length: 40 }, (_, i) => i);
const draws = Array.from({ length: 7 }, (_, s) => s);
const means = (i: number): Float64Array => Float64Array.from(draws, (s) => Math.sin(0.9 * i + 1.3 * s));
const sds = (i: number): Float64Array =>
  Float64Array.from(draws, (s) => 0.5 + 0.4 * Math.cos(0.7 * i + 0.5 * s));
const y = (i: number): number => 1.5 * Math.sin(2.1 * i + 0.3);
const average = (of: (i: number) => number): number => rows.reduce((sum, i) => sum + of(i), 0) / rows.length;
const mixtureOf = (i: number) => normalMixture({ mean: means(i), sd: sds(i) }, 0, 1);

describe("CRPS", () => {
  // Planted: the double sum with weight 1 in place of ½; σ where σ² is added.
  test("equals scoringrules' for mixtures of normals and for one normal", () => {
    expect(average((i) => crpsOfNormals({ mean: means(i), sd: sds(i) }, y(i)))).toBeCloseTo(
      0.6337493477776576,
      12,
    );
    const one = (i: number): number =>
      crpsOfNormals({ mean: means(i).slice(0, 1), sd: sds(i).slice(0, 1) }, y(i));
    expect(average(one)).toBeCloseTo(0.8547698314860002, 12);
  });

  test("equals scoringrules' fair estimator from draws", () => {
    expect(average((i) => crpsOfDraws(means(i), y(i)))).toBeCloseTo(0.5999432668337169, 12);
    expect(crpsOfDraws(Float64Array.of(2), 5)).toBe(3);
  });

  test("normal components are scored in closed form, others by their draws, else by their cdf", () => {
    const mixture = mixtureOf(3);
    expect(crps(mixture, null, 0.2)).toBe(crpsOfNormals({ mean: means(3), sd: sds(3) }, 0.2));
    expect(crps({ ...mixture, normals: null, crps: () => 7 }, means(3), 0.2)).toBe(7);
    expect(crps({ ...mixture, normals: null, crps: () => Number.NaN }, means(3), 0.2)).toBe(
      crpsOfDraws(means(3), 0.2),
    );
    expect(crps({ ...mixture, normals: null }, means(3), 0.2)).toBe(crpsOfDraws(means(3), 0.2));
    expect(crps({ ...mixture, normals: null }, null, 0.2)).toBeCloseTo(crps(mixture, null, 0.2), 7);
  });

  // Planted: one draw's own distance.
  test("one draw, and draws of what has no mean, say nothing: the cdf does", () => {
    const one = {
      ...normalMixture({ mean: means(3).slice(0, 1), sd: sds(3).slice(0, 1) }, 0, 1),
      normals: null,
    };
    const wanted = crpsOfNormals({ mean: means(3).slice(0, 1), sd: sds(3).slice(0, 1) }, 0.2);
    expect(crps(one, Float64Array.of(5), 0.2)).toBeCloseTo(wanted, 7);
    expect(crps({ ...one, mean: Number.NaN }, means(3), 0.2)).toBeCloseTo(wanted, 7);
  });
});

describe("calibration", () => {
  const pits = rows.map((i) => pitOf(mixtureOf(i), y(i)));

  test("the PIT's distance from uniform is the Kolmogorov–Smirnov statistic, coverage the share inside", () => {
    expect(pitError(pits)).toBeCloseTo(0.28024605026881466, 12);
    const covered = [0.5, 0.9, 0.95].map((level) => pits.filter((pit) => isCovered(pit, level)).length / 40);
    expect(covered).toEqual([0.275, 0.825, 0.9]);
  });

  // Planted: P(Y ≤ y) alone for counts, as if they were continuous, leaves 0.5 here.
  test("counts that are calibrated have no error: a fair coin seen as often as it falls", () => {
    const heads: Pit = { below: 0.5, at: 1 };
    const tails: Pit = { below: 0, at: 0.5 };
    expect(pitError([heads, tails])).toBeCloseTo(0, 12);
    expect(pitError([heads, heads])).toBeCloseTo(0.5, 12);
  });

  // Planted: P(Y < y) taken for P(Y ≤ y).
  test("counts drawn as the forecast says have no error", () => {
    const forecast = {
      ...mixtureOf(0),
      discrete: true,
      cdf: (k: number) => Math.min(1, Math.max(0, (k + 1) / 4)),
    };
    const pits = [0, 1, 2, 3].map((count) => pitOf(forecast, count));
    expect(pits[1]).toEqual({ below: 0.25, at: 0.5 });
    expect(pitError(pits)).toBeCloseTo(0, 12);
  });

  // Planted: a bound taken for any other value: nothing below it of its own probability.
  test("what is censored at a bound that the forecast expects is covered, its weight spread over the bound's", () => {
    // Uniform on 0 … 1, seen up to 0.7.
    const forecast = {
      ...mixtureOf(0),
      normals: null,
      atoms: true,
      cdf: (z: number) => (z >= 0.7 ? 1 : Math.max(0, z)),
    };
    const pit = pitOf(forecast, 0.7);
    expect(pit.at).toBe(1);
    expect(pit.below).toBeCloseTo(0.7, 12);
    expect([0.5, 0.9].map((level) => isCovered(pit, level))).toEqual([true, true]);
    const seen = Array.from({ length: 700 }, (_, i) => (i + 0.5) / 1000).map((z) => pitOf(forecast, z));
    expect(pitError([...seen, ...Array.from({ length: 300 }, () => pit)])).toBeLessThan(1e-3);
  });

  test("it lies between 0 and 1, and 1/n apart from the ideal grid", () => {
    const grid = Array.from({ length: 9 }, (_, i) => ({ below: (i + 0.5) / 9, at: (i + 0.5) / 9 }));
    expect(pitError(grid)).toBeCloseTo(0.5 / 9, 12);
    const pit = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(pit, { minLength: 1, maxLength: 20 }), (pairs) => {
        const error = pitError(pairs.map(([a, b]) => ({ below: Math.min(a, b), at: Math.max(a, b) })));
        expect(error).toBeGreaterThanOrEqual(0);
        expect(error).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  test("a count on a quantile counts as covered", () => {
    // P(Y ≤ 1) = 0.05: the 0.05-quantile is 1 itself.
    expect(isCovered({ below: 0.01, at: 0.05 }, 0.9)).toBe(true);
    expect(isCovered({ below: 0.001, at: 0.0499 }, 0.9)).toBe(false);
    expect(isCovered({ below: 0.9499, at: 0.99 }, 0.9)).toBe(true);
    expect(isCovered({ below: 0.95, at: 0.99 }, 0.9)).toBe(false);
  });
});
