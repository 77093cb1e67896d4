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
});
