import { expect, test } from "vitest";
import { exactPredictive, hasExactPredictive } from "../../src/posterior/exact-predictive.ts";
import type { NumberBlock } from "../../src/posterior/predictive-block.ts";
import { createInterpreter, line, modelOf, posteriorOf, scale, sites, train } from "./model.ts";

const runtime = createInterpreter();

// Planted: the elements of a row scored as if they were independent.
test("the elements of a row share their latents: their joint density is one multivariate normal's", async () => {
  const model = modelOf(`model M
data { x: real[N]  y: real[N, K] }
prior { a ~ normal(0, 1)  b: real[K] ~ normal(0, 1) }
likelihood { y ~ normal(a * x + b, 0.5) }
infer exact`);
  const bound = train(model, { x: [2], y: [[1, -1]] });
  const posterior = posteriorOf(model, bound, {
    kind: "gaussian",
    mean: Float64Array.of(0.1, 0.2, 0.3),
    covariance: Float64Array.of(0.5, 0, 0, 0, 0.2, 0, 0, 0, 0.3),
  });
  expect(hasExactPredictive(posterior)).toBe(true);
  for await (const block of exactPredictive(posterior, bound, { seed: 1, runtime })) {
    const y = block.responses.get("y") as NumberBlock;
    // Var yₖ = x² 0.5 + var bₖ + 0.25, Cov = x² 0.5
    const [v1, v2, c] = [2 + 0.2 + 0.25, 2 + 0.3 + 0.25, 2];
    const [r1, r2] = [1 - 0.4, -1 - 0.5];
    const det = v1 * v2 - c * c;
    const quadratic = (v2 * r1 * r1 - 2 * c * r1 * r2 + v1 * r2 * r2) / det;
    expect(y.logDensity?.[0]).toBeCloseTo(-0.5 * quadratic - 0.5 * Math.log(det) - Math.log(2 * Math.PI), 11);
    expect(y.epistemic[1]).toBeCloseTo(2.3, 12);
    expect(y.aleatoric[1]).toBeCloseTo(0.25, 14);
  }
});

test("only a gaussian posterior of a linear-Gaussian model has one", () => {
  const model = modelOf(line);
  const bound = train(model, { x: [[1, 2]], y: [1] });
  expect(
    hasExactPredictive(posteriorOf(model, bound, { kind: "point", values: sites({ w: [1, 2], b: [0] }) })),
  ).toBe(false);
  const other = modelOf(scale);
  const gaussian = {
    kind: "gaussian",
    mean: Float64Array.of(0, 0),
    covariance: Float64Array.of(1, 0, 0, 1),
  } as const;
  expect(hasExactPredictive(posteriorOf(other, train(other, { y: [1, 2, 3] }), gaussian))).toBe(false);
});
