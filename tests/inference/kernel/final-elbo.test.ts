import { describe, expect, test } from "vitest";
import { drawsWorth, estimate, finalElbo } from "../../../src/inference/kernel/final-elbo.ts";
import { taskOf } from "../fixture.ts";

describe("the final ELBO", () => {
  test("is the sum of the blocks' means, with its standard error", () => {
    expect(estimate([[1, 2, 3, 4]])).toEqual({ mean: 2.5, standardError: Math.sqrt(5 / 3 / 4) });
    const two = estimate([
      [1, 2, 3, 4],
      [0, 2],
    ]);
    expect(two.mean).toBe(3.5);
    expect(two.standardError).toBeCloseTo(Math.sqrt(5 / 3 / 4 + 2 / 2), 12);
  });

  test("takes as many draws as asked for, fewer where each is dear", () => {
    expect(drawsWorth(1000, 300 * 500)).toBe(1000);
    expect(drawsWorth(1000, 60_000 * 500_000)).toBe(2);
    expect(drawsWorth(5, 300 * 500)).toBe(5);
  });

  // y ~ normal(t, 1) three times, t ~ normal(0, 2): the posterior is normal(Σy / (3 + ¼), 1/√(3 + ¼)).
  // Planted faults, seen red: the KL halved; the KL counted in every block; all draws but the last forgotten.
  test("at the exact posterior is the log evidence", async () => {
    const y = [0.4, 1.3, -0.2];
    const task = taskOf(
      `model Normal
data "d.csv" { y: real[N] }
prior { t ~ normal(0, 2) }
likelihood { y ~ normal(t, 1) }
infer vi`,
      { y },
    );
    const precision = 3 + 1 / 4;
    const sum = y.reduce((total, value) => total + value, 0);
    const squares = y.reduce((total, value) => total + value ** 2, 0);
    const evidence =
      -1.5 * Math.log(2 * Math.PI) - 0.5 * Math.log(4 * precision) - 0.5 * (squares - sum ** 2 / precision);
    const guide = {
      mean: new Map([["t", Float64Array.of(sum / precision)]]),
      logSd: new Map([["t", Float64Array.of(-0.5 * Math.log(precision))]]),
    };
    // All rows at once, and in blocks of two, the last not full.
    for (const capacity of [3, 2]) {
      const { mean, standardError } = await finalElbo(task, task.bound.facts.sizes, guide, 4000, capacity);
      expect(standardError).toBeLessThan(0.02);
      expect(Math.abs(mean - evidence)).toBeLessThan(4 * standardError);
    }
    const narrow = { ...guide, logSd: new Map([["t", Float64Array.of(-3)]]) };
    const worse = await finalElbo(task, task.bound.facts.sizes, narrow, 1000);
    expect(worse.mean + 4 * worse.standardError).toBeLessThan(evidence);
  });
});
