import { expect, test } from "vitest";
import { plainChains } from "../../src/posterior/chains.ts";
import { sortedQuantile, summarise } from "../../src/posterior/summarise.ts";
import { createInterpreter, modelOf, posteriorOf, scale, sites, train } from "./model.ts";

const options = { seed: 1, runtime: createInterpreter() };
const model = modelOf(scale);
const bound = train(model, { y: [1, 2, 4] });

test("closed forms for the latents, draws for what follows from them", async () => {
  const posterior = posteriorOf(model, bound, {
    kind: "mean_field",
    mean: sites({ mu: [0.5], s: [-0.2] }),
    sd: sites({ mu: [2], s: [0.4] }),
  });
  const summary = await summarise(posterior, options);
  expect(Object.keys(summary)).toEqual(["mu", "s", "twice"]);
  expect(summary["mu"]).toEqual({
    mean: 0.5,
    sd: 2,
    q05: expect.closeTo(0.5 - 2 * 1.6448536269514722, 12),
    q50: 0.5,
    q95: expect.closeTo(0.5 + 2 * 1.6448536269514722, 12),
    rhat: null,
    ess_bulk: null,
  });
  const twice = summary["twice"] as { mean: number; q50: number };
  expect(twice.mean).toBeCloseTo(2 * Math.exp(-0.12), 1);
  expect(twice.q50).toBeCloseTo(2 * Math.exp(-0.2), 1);
});

test("a point has no spread; draws have their own moments and quantiles", async () => {
  const point = posteriorOf(model, bound, { kind: "point", values: sites({ mu: [0.5], s: [2] }) });
  expect((await summarise(point, options))["twice"]).toMatchObject({ mean: 4, sd: 0, q05: 4, q95: 4 });
  const values = sites({ mu: [1, 2, 3, 6], s: [1, 1, 1, 1] });
  const chain = posteriorOf(model, bound, plainChains(1, 4, values));
  const mu = (await summarise(chain, options))["mu"];
  expect(mu).toMatchObject({ mean: 3, q50: 2.5 });
  expect((mu as { sd: number }).sd).toBeCloseTo(Math.sqrt(14 / 3), 12);
});

test("a network's weights are summarised per tensor", async () => {
  const network = modelOf(`model M
data { x: real[N, D]  y: real[N] }
network f: real[D] -> real { hidden: dense(2, tanh)  dense }
prior { f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1) }
likelihood { y ~ normal(f(x), 1) }
infer vi`);
  const zeros = { "f.hidden.bias": [0, 0], "f.out.weight": [0, 0], "f.out.bias": [0] };
  const posterior = posteriorOf(network, train(network, { x: [[1, 2]], y: [1] }), {
    kind: "mean_field",
    mean: sites({ "f.hidden.weight": [1, -1, 3, -3], ...zeros }),
    sd: sites({ "f.hidden.weight": [0.1, 0.2, 0.3, 0.4], ...zeros }),
  });
  const summary = await summarise(posterior, options);
  expect(summary["f.hidden.weight"]).toEqual({
    shape: [2, 2],
    dims: ["D", "hidden"],
    mean: 0,
    sd: expect.closeTo(Math.sqrt(20 / 3), 12),
    mean_abs: 2,
    mean_posterior_sd: expect.closeTo(0.25, 12),
  });
  expect(summary["f.out.bias"]).toMatchObject({ shape: [], sd: null });
});

// Planted: NaN read as the largest draw, since it is sorted last.
test("quantiles lie between order statistics, and there are none where a draw is not a number", () => {
  expect([0, 0.5, 0.25, 1].map((p) => sortedQuantile(Float64Array.of(1, 2, 4, 8), p))).toEqual([
    1, 3, 1.75, 8,
  ]);
  expect(sortedQuantile(Float64Array.of(1, 2, Number.NaN), 0.25)).toBeNaN();
});
