import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layoutOf } from "../../../src/inference/kernel/layout.ts";
import { inPairs, lowerBound } from "../../../src/inference/kernel/mean-field.ts";
import { taskOf } from "../fixture.ts";
import { evaluated } from "./run-graph.ts";

const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

/** The estimates of the divergence of the only latent's guide, normal(mean, sd) on the unconstrained scale. */
async function divergences(prior: string, mean: number, sd: number, count: number) {
  const task = taskOf(
    `model One
data "d.csv" { y: real[N] }
prior { ${prior} }
likelihood { y ~ normal(t, 1) }
infer vi`,
    { y: [1] },
  );
  const [values = []] = await evaluated(task, null, (b, rows) => {
    const guide = {
      mean: new Map([["t", b.constant(mean)]]),
      logSd: new Map([["t", b.constant(Math.log(sd))]]),
    };
    const key = b.literal([1, 2], [2], "u32");
    const noise = (stream: number, shape: readonly number[]) =>
      b.random("normal", key, b.constant(0, [], "u32"), stream, shape);
    const layout = layoutOf(task.model, task.bound.facts.sizes);
    return [...lowerBound(b, task.model, layout, rows, guide, noise, count).divergences.values()];
  });
  return values;
}

describe("a guide's divergence from the prior", () => {
  // log (σ/s) + (s² + (m − μ)²) / 2σ² − ½. Planted faults, seen red: half of it; the variance for the sd.
  test("has its closed form between normals, at least nought, and nought only at equality", async () => {
    const numbers = fc.tuple(
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.double({ min: 0.05, max: 4, noNaN: true }),
    );
    const check = async ([mean, sd]: readonly [number, number]) => {
      const [first = NaN, second] = await divergences("t ~ normal(0.5, 1.5)", mean, sd, 2);
      const wanted = Math.log(1.5 / sd) + (sd ** 2 + (mean - 0.5) ** 2) / (2 * 1.5 ** 2) - 0.5;
      expect(first).toBeCloseTo(wanted, 9);
      expect(second).toBe(first);
      expect(first).toBeGreaterThanOrEqual(-1e-12);
    };
    await fc.assert(fc.asyncProperty(numbers, check), { numRuns: 20 });
    expect((await divergences("t ~ normal(0.5, 1.5)", 0.5, 1.5, 1))[0]).toBeCloseTo(0, 12);
  });

  // −H(q) − E[log p(eᵘ) + u], E[e²ᵘ] = exp(2m + 2s²). Planted faults, seen red: the Jacobian u dropped; the entropy's ½ log 2πe dropped.
  test("is estimated without bias where it has no closed form", async () => {
    const [mean, sd] = [-0.3, 0.4];
    const values = await divergences("t: positive ~ half_normal(1)", mean, sd, 4000);
    const average = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - average) ** 2, 0);
    const error = Math.sqrt(squares) / values.length;
    const entropy = halfLogTwoPi + 0.5 + Math.log(sd);
    const logPrior = Math.log(2) - halfLogTwoPi - 0.5 * Math.exp(2 * mean + 2 * sd ** 2);
    expect(error).toBeLessThan(0.01);
    expect(Math.abs(average + entropy + logPrior + mean)).toBeLessThan(4 * error);
  });
});

test("draws come in pairs that cancel", async () => {
  const task = taskOf(
    `model Pairs
data "d.csv" { y: real[N] }
prior { t ~ normal(0, 1) }
likelihood { y ~ normal(t, 1) }
infer vi`,
    { y: [1] },
  );
  const of = async (count: number) => {
    const [values = []] = await evaluated(task, null, (b) => {
      const key = b.literal([1, 2], [2], "u32");
      const noise = inPairs(b, (stream, shape) =>
        b.random("normal", key, b.constant(0, [], "u32"), stream, shape),
      );
      return [noise(0, [count, 2])];
    });
    return values;
  };
  const [a = NaN, b = NaN, c = NaN, d = NaN, ...mirrored] = await of(4);
  expect(mirrored).toEqual([-a, -b, -c, -d]);
  expect(new Set([a, b, c, d]).size).toBe(4);
  expect((await of(3)).length).toBe(6);
  expect((await of(1)).length).toBe(2);
});
