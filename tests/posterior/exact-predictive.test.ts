import { expect, test } from "vitest";
import { exactPredictive, hasExactPredictive } from "../../src/posterior/exact-predictive.ts";
import { compoundOf } from "../../src/posterior/compound.ts";
import { evaluateResponses } from "../../src/posterior/evaluate.ts";
import { predict } from "../../src/posterior/predict.ts";
import type { NumberBlock } from "../../src/posterior/predictive-block.ts";
import { bound as manyBound, posterior as many } from "./conjugate.ts";
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
  expect(hasExactPredictive(posterior, bound)).toBe(true);
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
    hasExactPredictive(
      posteriorOf(model, bound, { kind: "point", values: sites({ w: [1, 2], b: [0] }) }),
      bound,
    ),
  ).toBe(false);
  const other = modelOf(scale);
  const gaussian = {
    kind: "gaussian",
    mean: Float64Array.of(0, 0),
    covariance: Float64Array.of(1, 0, 0, 1),
  } as const;
  const otherBound = train(other, { y: [1, 2, 3] });
  expect(hasExactPredictive(posteriorOf(other, otherBound, gaussian), otherBound)).toBe(false);
});

// Planted: the numbers of elements read where the factor is not one; a group moved by another group's columns.
test("every family's predictive is the mixture over draws that it stands for", async () => {
  const exact = await predict(many, manyBound, { seed: 1, runtime });
  const forced = {
    ...many,
    model: { ...many.model, conjugacy: { kind: "none" as const, why: null as never } },
  };
  const draws = 4000;
  const drawn = await predict(forced, manyBound, { seed: 1, runtime, draws });
  expect(hasExactPredictive(many, manyBound)).toBe(true);
  let compared = 0;
  for (const [name, values] of exact.columns) {
    const sampled = drawn.columns.get(name);
    values.forEach((value, i) => {
      const other = sampled?.[i] ?? Number.NaN;
      expect(Number.isFinite(value)).toBe(true);
      // Each statistic's spread over draws is at most a few times its own size.
      expect(Math.abs(value - other)).toBeLessThan(0.1 * Math.max(0.5, Math.abs(value)));
      compared += 1;
    });
  }
  expect(compared).toBeGreaterThan(80);
});

test("in closed form: Beta-binomial, negative binomial, Student, urns", async () => {
  const { columns } = await predict(many, manyBound, { seed: 1, runtime });
  const at = (name: string, row: number): number => columns.get(name)?.[row] ?? Number.NaN;
  expect(at("k[1]_mean", 1)).toBeCloseTo((4 * 5) / 6.5, 12);
  expect(at("r_mean", 2)).toBeCloseTo((3 * 2.5) / 1.5, 12);
  expect(at("r_log_density", 2)).toBeCloseTo(
    compoundOf("poisson", { a: 2.5, b: 1.5, known: {}, factor: 3 }).logDensity(5),
    12,
  );
  expect(at("c_p_3", 1)).toBeCloseTo(1 / 6, 12);
  expect(at("b_p_1", 0)).toBeCloseTo(2 / 5, 12);
  expect(at("o_mean", 0)).toBe(1.5);
  // E[v] = 1; Var = E[v] (4 · 0.09 + 4)
  expect(at("y[1]_sd", 2)).toBeCloseTo(Math.sqrt(0.36 + 4), 12);
});

test("scores need no draws", async () => {
  const scores = await evaluateResponses(many, manyBound, { seed: 1, runtime });
  for (const each of scores.values())
    for (const score of Object.values(each).flat())
      if (typeof score === "number") expect(Number.isFinite(score)).toBe(true);
  expect([...scores.keys()]).toEqual(["y", "k", "r", "c", "b", "o"]);
});
