import { describe, expect, test } from "vitest";
import { plainChains } from "../../src/posterior/chains.ts";
import { evaluate, evaluateResponses } from "../../src/posterior/evaluate.ts";
import { predict } from "../../src/posterior/predict.ts";
import {
  coin,
  counts,
  createInterpreter,
  fresh,
  modelOf,
  posteriorOf,
  scale,
  sites,
  train,
} from "./model.ts";

const options = { seed: 1, runtime: createInterpreter() };

describe("numbers", () => {
  const model = modelOf(scale);
  const bound = train(model, { y: [10, 20, 30, 60] });
  const posterior = posteriorOf(model, bound, { kind: "point", values: sites({ mu: [0], s: [0.5] }) });
  const unit = bound.facts.standardisations.get("y")?.sd[0] ?? 1;

  // Planted: the nll without the Jacobian of standardising; printed as a sum.
  test("by hand, in the data's own units", async () => {
    const y = [30, 31, 90];
    const scores = await evaluate(posterior, fresh(posterior, { y }, "required"), options);
    const residuals = y.map((each) => each - 30);
    const sd = 0.5 * unit;
    const nll = residuals.map((r) => 0.5 * (r / sd) ** 2 + Math.log(sd) + 0.5 * Math.log(2 * Math.PI));
    expect(scores).toMatchObject({ rows: 3, coverage: { "0.5": 2 / 3, "0.9": 2 / 3, "0.95": 2 / 3 } });
    expect(scores).toMatchObject({
      rmse: expect.closeTo(Math.sqrt((1 + 3600) / 3), 9),
      mae: expect.closeTo(61 / 3, 9),
      nll: expect.closeTo(nll.reduce((sum, each) => sum + each, 0) / 3, 9),
    });
  });

  test("rows with a hole are left out", async () => {
    const dropping = modelOf(scale.replace("standardized }", "standardized  missing = drop }"));
    const fitted = posteriorOf(dropping, train(dropping, { y: [10, 20, 30, 60] }), posterior.approximation);
    const whole = await evaluate(fitted, fresh(fitted, { y: [30, 31] }, "required"), options);
    const holed = await evaluate(fitted, fresh(fitted, { y: [30, null, 31] }, "required"), options);
    expect(holed).toEqual(whole);
  });
});

test("counts: CRPS from draws near the closed sum, the nonrandomised PIT", async () => {
  const model = modelOf(counts);
  const bound = train(model, { x: [0, 1], n: [1, 2] });
  const posterior = posteriorOf(model, bound, {
    kind: "mean_field",
    mean: sites({ a: [1] }),
    sd: sites({ a: [1e-6] }),
  });
  const data = fresh(posterior, { x: [0, 0], n: [2, 5] }, "required");
  const scores = await evaluate(posterior, data, { ...options, draws: 2000 });
  // Σ (F(k) − 1[k ≥ y])² for Poisson(e)
  const rate = Math.E;
  const crpsOf = (y: number): number => {
    let [cdf, mass, sum] = [0, Math.exp(-rate), 0];
    for (let k = 0; k < 60; k++, mass *= rate / k) {
      cdf += mass;
      sum += (cdf - (k >= y ? 1 : 0)) ** 2;
    }
    return sum;
  };
  const exact = (crpsOf(2) + crpsOf(5)) / 2;
  expect("crps" in scores ? scores.crps : Number.NaN).toBeCloseTo(exact, 1);
  const mean = Math.E;
  expect("rmse" in scores ? scores.rmse : Number.NaN).toBeCloseTo(
    Math.sqrt(((2 - mean) ** 2 + (5 - mean) ** 2) / 2),
    4,
  );
});

test("labels: nll is that of predict's densities, brier is summed over both classes", async () => {
  const model = modelOf(coin);
  const posterior = posteriorOf(
    model,
    train(model, { x: [1, 2], hit: [1, 0] }),
    plainChains(1, 2, sites({ a: [0.5, -0.2] })),
  );
  const bound = fresh(posterior, { x: [1, 2, -1], hit: [1, 0, 0] }, "required");
  const prediction = await predict(posterior, bound, options);
  const scores = (await evaluateResponses(posterior, bound, options)).get("hit");
  const logs = [...(prediction.columns.get("hit_log_density") ?? [])];
  expect(scores?.nll).toBeCloseTo(-logs.reduce((sum, each) => sum + each, 0) / 3, 12);
  const p = [...(prediction.columns.get("hit_p_1") ?? [])];
  const brier = [1, 0, 0].reduce((sum, truth, i) => sum + 2 * ((p[i] ?? 0) - truth) ** 2, 0) / 3;
  expect(scores).toMatchObject({ rows: 3, brier: expect.closeTo(brier, 12), auroc: 1 / 2 });
});

test("several responses are scored apart", async () => {
  const model = modelOf(`model Two
data { x: real[N]  y: real[N]  hit: bool[N] }
prior { a ~ normal(0, 1) }
likelihood { y ~ normal(a * x, 1)  hit ~ bernoulli(logits = a * x) }
infer vi`);
  const data = { x: [1, 2], y: [1, 2], hit: [1, 0] };
  const posterior = posteriorOf(model, train(model, data), { kind: "point", values: sites({ a: [1] }) });
  const scores = await evaluate(posterior, fresh(posterior, data, "required"), options);
  expect(scores).toMatchObject({ rows: 2, responses: { y: { rmse: 0 }, hit: { accuracy: 0.5 } } });
});
