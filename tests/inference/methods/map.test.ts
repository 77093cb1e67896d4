import { describe, expect, test } from "vitest";
import { polishingWorth } from "../../../src/inference/methods/map.ts";
import { fit } from "../../../src/inference/fit.ts";
import type { Approximation } from "../../../src/posterior/posterior.ts";
import { fitted, taskOf } from "../fixture.ts";
import { randomLine } from "../line.ts";

function point(approximation: Approximation, name: string): readonly number[] {
  if (approximation.kind !== "point") throw new Error(`a ${approximation.kind} is no point`);
  return [...(approximation.values.get(name) ?? [])];
}

describe("map", () => {
  test("the mode of a linear-Gaussian model is its mean, in whole and in minibatches", async () => {
    const { text, x, y, posterior } = randomLine(1, 40, 3);
    for (const options of [
      "map",
      "map { batch = 7 steps = 300 }",
      "map { optimizer = sgd(0.01) steps = 50 }",
    ]) {
      const { approximation } = await fitted(text(options), { x, y });
      const found = [...point(approximation, "w"), ...point(approximation, "b")];
      found.forEach((value, i) => expect(value).toBeCloseTo(posterior.mean[i] ?? NaN, 7));
    }
  });

  // p(τ) ∝ τ^(−a−1) exp(−b/τ) times n normals of sd τ: the mode solves (a + 1 + n) τ² − b τ − Σ y² = 0.
  // Planted fault, seen red: the Jacobian of τ = exp(u) added (the mode moves by a power of τ).
  test("the mode is that of the declared variables, without a Jacobian", async () => {
    const y = [0.5, -1.2, 2, 0.3];
    const text = `model Scale
data "d.csv" { y: real[N] }
prior { tau: positive ~ inverse_gamma(2, 1) }
likelihood { y ~ normal(0, tau) }
infer map`;
    const { approximation, objective, complete } = await fitted(text, { y });
    const squares = y.reduce((sum, value) => sum + value ** 2, 0);
    const lead = 2 + 1 + y.length;
    const mode = (1 + Math.sqrt(1 + 4 * lead * squares)) / (2 * lead);
    expect(point(approximation, "tau")[0]).toBeCloseTo(mode, 8);
    const normals = y.map((v) => -0.5 * (v / mode) ** 2 - Math.log(mode) - 0.5 * Math.log(2 * Math.PI));
    const prior = -3 * Math.log(mode) - 1 / mode;
    expect(objective["log_joint"]).toBeCloseTo(
      normals.reduce((a, b) => a + b, prior),
      8,
    );
    expect(complete).toBe(true);
  });

  // Planted: the key left out of the environment (both fits the same); noise left in for the objective at the end.
  test("dropout layers drop while it climbs, and nothing when it is done", async () => {
    const x = Array.from({ length: 40 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
    const y = x.map(([a = 0, c = 0]) => a - c);
    const text = (p: number) => `model Dropping
data "d.csv" { x: real[N, D]  y: real[N] }
network f: real[D] -> real { dropout(${p})  dense }
prior { f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1) }
likelihood { y ~ normal(f(x), 0.1) }
infer map { steps = 400 }`;
    const [still, noisy, again] = await Promise.all([
      fitted(text(0.000_001), { x, y }),
      fitted(text(0.5), { x, y }),
      fitted(text(0.5), { x, y }),
    ]);
    const weights = (of: typeof still) => point(of.approximation, "f.out.weight");
    expect(weights(still)[0]).toBeCloseTo(1, 1);
    // With mean squares m and half of all inputs dropped, least squares on noisy inputs is ridge regression: w = m / (m / (1 − p)) = ½.
    expect(Math.abs((weights(noisy)[0] ?? NaN) - 0.5)).toBeLessThan(0.15);
    expect(weights(noisy)).toEqual(weights(again));
    const [w0 = NaN, w1 = NaN] = weights(noisy);
    const [bias = NaN] = point(noisy.approximation, "f.out.bias");
    const normal = (z: number, sd: number) => -0.5 * (z / sd) ** 2 - Math.log(sd * Math.sqrt(2 * Math.PI));
    const rows = x.map(([a = 0, c = 0], n) => normal((y[n] ?? NaN) - (w0 * a + w1 * c + bias), 0.1));
    const joint = [...rows, normal(w0, 1), normal(w1, 1), normal(bias, 1)].reduce(
      (all, term) => all + term,
      0,
    );
    expect(noisy.objective["log_joint"]).toBeCloseTo(joint, 6);
  });

  test("the mode of a logistic regression has a gradient of nought", async () => {
    const x = Array.from({ length: 30 }, (_, i) => [Math.sin(i), Math.cos(2 * i)]);
    const y = x.map(([a = 0, c = 0], i) => (a + 0.5 * c + Math.sin(7 * i) > 0 ? 1 : 0));
    const text = `model Logistic
data "d.csv" { x: real[N, D]  y: bool[N] }
prior { w: real[D] ~ normal(0, 2) }
likelihood { y ~ bernoulli(logits = x @ w) }
infer map`;
    const { approximation } = await fitted(text, { x, y });
    const w = point(approximation, "w");
    const slopes = w.map((weight, j) =>
      x.reduce((sum, row, i) => {
        const logit = row.reduce((total, value, k) => total + value * (w[k] ?? 0), 0);
        return sum + ((y[i] ?? 0) - 1 / (1 + Math.exp(-logit))) * (row[j] ?? 0);
      }, -weight / 4),
    );
    slopes.forEach((slope) => expect(Math.abs(slope)).toBeLessThan(1e-7));
  });

  test("a density that rises for ever gives a warning", async () => {
    const text = `model Funnel
data "d.csv" { y: real[N] }
prior { tau: positive ~ half_normal(1)  theta: real[N] ~ normal(0, tau) }
likelihood { y ~ normal(theta, 1) }
infer map { steps = 50 }`;
    const run = await fit(taskOf(text, { y: [0.1, -0.2, 0.05] }));
    expect(run.ok ? run.warnings.map(({ code }) => code) : run).toEqual(["H0706"]);
  });

  test("polishing costs no more than is worth it", () => {
    expect(polishingWorth(10, 3)).toBe(2000);
    expect(polishingWorth(60_000, 500_000)).toBe(1);
  });
});
