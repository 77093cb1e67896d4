import { describe, expect, test } from "vitest";
import { findStart } from "../../../src/inference/kernel/start.ts";
import type { SiteValues } from "../../../src/posterior/posterior.ts";
import { taskOf } from "../fixture.ts";

async function startOf(prior: string, likelihood: string, seed = 1) {
  const text = `model Start
data "d.csv" { x: real[N, D]  y: real[N] }
${prior}
likelihood { ${likelihood} }
infer vi`;
  const arrays = {
    x: [
      [1, 2, 3, 4],
      [4, 5, 6, 7],
    ],
    y: [1, 2],
  };
  const { model, bound, runtime } = taskOf(text, arrays);
  const { point, scale } = await findStart(runtime, model, bound.facts.sizes, bound, [seed, 9]);
  const get = (values: SiteValues) => (name: string) => [...(values.get(name) ?? [])];
  return { point: get(point), scale: get(scale) };
}

describe("the start", () => {
  test("is at the mode of each prior on the unconstrained scale, as wide as its curvature says", async () => {
    const { point, scale } = await startOf(
      `prior { mu ~ normal(100, 10)  tau: positive ~ half_normal(3)  s: positive ~ inverse_gamma(2, 1000)  t ~ normal(mu, 2) }`,
      "y ~ normal(mu + t, tau + s)",
    );
    expect(point("mu")[0]).toBeCloseTo(100, 9);
    expect(scale("mu")[0]).toBeCloseTo(10, 9);
    // −e²ᵘ / 2σ² + u: mode log σ, curvature −2.
    expect(point("tau")[0]).toBeCloseTo(Math.log(3), 9);
    expect(scale("tau")[0]).toBeCloseTo(Math.SQRT1_2, 9);
    // −α u − β e⁻ᵘ: mode log(β/α), curvature −α.
    expect(point("s")[0]).toBeCloseTo(Math.log(500), 9);
    expect(scale("s")[0]).toBeCloseTo(Math.SQRT1_2, 9);
    // Given its parent.
    expect(point("t")[0]).toBeCloseTo(100, 9);
    expect(scale("t")[0]).toBeCloseTo(2, 9);
  });

  // Planted fault, seen red: steps of any length, which from one straight tail of a logit lead to the other, for ever further.
  test("is within reach for a latent in an interval", async () => {
    const { point } = await startOf(
      `prior { tau: positive ~ truncated(normal(1, 2), low = 0)  u: interval(-1, 2) ~ truncated(normal(tau, 2), -1, 2) }`,
      "y ~ normal(u, tau)",
    );
    // −(x − τ)² / 8 + log(x + 1) + log(2 − x) at its greatest, x = −1 + 3 σ(u).
    const x = -1 + 3 / (1 + Math.exp(-Number(point("u")[0])));
    const tau = Math.exp(Number(point("tau")[0]));
    expect(-(x - tau) / 4 + 1 / (x + 1) - 1 / (2 - x)).toBeCloseTo(0, 6);
  });

  // Planted fault, seen red: Newton's step with the sum of a row of the curvature for its diagonal.
  test("is in the middle of simplexes and matrices, and at the mean of a vector", async () => {
    const { point, scale } = await startOf(
      `prior {
  Omega: correlation[D] ~ lkj(2)
  share: simplex[D] ~ dirichlet(1)
  w: real[D] ~ multi_normal(100, correlation = Omega, scale = 3)
}`,
      "y ~ normal(x @ w, sum(share over D))",
    );
    expect(point("Omega")).toEqual([0, 0, 0, 0, 0, 0]);
    expect(point("share")).toEqual([0, 0, 0]);
    expect(point("w")).toEqual([100, 100, 100, 100]);
    expect(scale("w")).toEqual([3, 3, 3, 3]);
  });

  // Planted fault, seen red: weights at the mode, all equal, where no unit of a layer would ever differ from another.
  test("scatters a network's weights no wider than the prior and 1/√fan-in, and leaves biases", async () => {
    const layers = "network f: real[D] -> real { hidden: dense(400, relu)  dense }";
    const wide = await startOf(
      `${layers} prior { f.weight ~ normal(0, 10)  f.bias ~ normal(0, 1) }`,
      "y ~ normal(f(x), 1)",
    );
    const sd = (values: readonly number[]) =>
      Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
    expect(sd(wide.point("f.hidden.weight"))).toBeCloseTo(1 / Math.sqrt(4), 1);
    expect(Math.abs(sd(wide.point("f.out.weight")) * Math.sqrt(400) - 1)).toBeLessThan(0.2);
    expect(new Set(wide.point("f.hidden.bias"))).toEqual(new Set([0]));
    const narrow = await startOf(
      `${layers} prior { f.weight ~ normal(0, 0.01)  f.bias ~ normal(0, 1) }`,
      "y ~ normal(f(x), 1)",
    );
    expect(Math.abs(sd(narrow.point("f.hidden.weight")) / 0.01 - 1)).toBeLessThan(0.1);
    const other = await startOf(
      `${layers} prior { f.weight ~ normal(0, 10)  f.bias ~ normal(0, 1) }`,
      "y ~ normal(f(x), 1)",
      2,
    );
    expect(other.point("f.hidden.weight")).not.toEqual(wide.point("f.hidden.weight"));
  });

  // Planted: fan_in taken as the first dimension's size: labels for an embedding, pixels of one edge for a filter.
  test("scatters an embedding and filters by their own fan-in", async () => {
    const { model, bound, runtime } = taskOf(
      `model Start
data "d.csv" { pixels: real[N, Row, Column]  street: Street[N]  y: real[N] }
network f: real[Row, Column] -> real { conv(200, 3, relu)  flatten  dense }
network e: Street -> real { embedding(200)  dense }
prior { f.weight ~ normal(0, 10)  f.bias ~ normal(0, 1)  e.weight ~ normal(0, 10)  e.bias ~ normal(0, 1) }
likelihood { y ~ normal(f(pixels) + e(street), 1) }
infer vi`,
      {
        pixels: [0, 1].map((n) => [0, 1, 2, 3].map((i) => [0, 1, 2, n * i])),
        street: [1, 2],
        y: [1, 2],
      },
    );
    const { point } = await findStart(runtime, model, bound.facts.sizes, bound, [1, 9]);
    const sd = (name: string) => Math.sqrt(mean((point.get(name) ?? new Float64Array()).map((w) => w * w)));
    const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(sd("f.layer1.weight")).toBeCloseTo(1 / 3, 1);
    expect(Math.abs(sd("e.layer1.weight") - 1)).toBeLessThan(0.15);
    expect(sd("f.out.weight")).toBeCloseTo(1 / Math.sqrt(800), 2);
  });
});

// Planted: every latent at its mode, where the two means stay equal.
test("what a label that nobody saw chooses from does not start alike", async () => {
  const text = `model Mixed
dim Kind = { a, b }
data "d.csv" { y: real[N] }
prior { mu: real[Kind] ~ normal(3, 5)  s: positive ~ half_normal(1)  w: simplex[Kind] ~ dirichlet(2)  z: Kind[N] ~ categorical(w) }
likelihood { y ~ normal(mu[z], s) }
infer map`;
  const { model, bound, runtime } = taskOf(text, { y: [1, 2] });
  const { point } = await findStart(runtime, model, bound.facts.sizes, bound, [1, 9]);
  const [one = 0, two = 0] = point.get("mu") ?? [];
  expect(Math.abs(one - two)).toBeGreaterThan(0.1);
  expect(Math.max(Math.abs(one - 3), Math.abs(two - 3))).toBeLessThan(5);
  expect(point.get("s")?.[0]).toBeCloseTo(0, 9);
});
