/** New labels against closed forms: normal effects of a normal hierarchy, where every variance is a sum. */

import { expect, test } from "vitest";
import { bindNew, bindTraining } from "../../src/data/bind.ts";
import { arraysSource } from "../../src/data/values.ts";
import { plainChains } from "../../src/posterior/chains.ts";
import { affineNewLabels, drawsWithNewLabels } from "../../src/posterior/new-labels.ts";
import { openDraws } from "../../src/posterior/draw-source.ts";
import { predict } from "../../src/posterior/predict.ts";
import type { NumberBlock } from "../../src/posterior/predictive-block.ts";
import type { Approximation } from "../../src/posterior/posterior.ts";
import { sampledPredictive } from "../../src/posterior/sampled-predictive.ts";
import { keyOf } from "../../src/tensor/random.ts";
import { createInterpreter, fresh, modelOf, posteriorOf, sites, train, value } from "./model.ts";

const runtime = createInterpreter();
const hierarchy = modelOf(`model H
data { school: School[N]  y: real[N] }
prior { mu ~ normal(0, 5)  tau: positive ~ half_normal(1)  theta: real[School] ~ normal(mu, tau) }
likelihood { y ~ normal(theta[school], 0.5) }
infer map`);
const bound = train(hierarchy, { school: ["a", "b"], y: [1, 2] });
const rows = { school: ["z", "a", "z", "q"] };

async function numbers(approximation: Approximation, draws: number, blockRows = 9): Promise<NumberBlock[]> {
  const posterior = posteriorOf(hierarchy, bound, approximation);
  const blocks: NumberBlock[] = [];
  const options = { seed: 3, runtime, draws, blockRows };
  for await (const block of sampledPredictive(posterior, fresh(posterior, rows), options))
    blocks.push(block.responses.get("y") as NumberBlock);
  return blocks;
}

const point: Approximation = { kind: "point", values: sites({ mu: [1], tau: [2], theta: [7, 8] }) };

// Planted: one draw of the effect for all of the posterior's (its variance is 0); draws for the labels of training too.
test("at a point, new effects spread as the prior does and known ones stay", async () => {
  const n = 4000;
  const [y] = await numbers(point, n);
  // Var θ = τ²; the standard error of a variance of normals is √(2 / n) of it.
  expect(Math.abs((y?.epistemic[0] ?? 0) - 4)).toBeLessThan(4 * 4 * Math.sqrt(2 / n));
  expect(Math.abs((y?.mean[0] ?? 0) - 1)).toBeLessThan((4 * 2) / Math.sqrt(n));
  expect(y?.mean[1]).toBeCloseTo(7, 12);
  expect(y?.epistemic[1]).toBeCloseTo(0, 12);
});

// Planted: one draw of the effects for all of the posterior's.
test("a mean field's new effects have the hyper-latents' spread too: Var θ = Var μ + E τ²", async () => {
  const n = 4000;
  const approximation: Approximation = {
    kind: "mean_field",
    mean: sites({ mu: [1], tau: [Math.log(2)], theta: [7, 8] }),
    sd: sites({ mu: [1.5], tau: [0.2], theta: [0.1, 0.1] }),
  };
  const [y] = await numbers(approximation, n);
  const wanted = 1.5 ** 2 + 4 * Math.exp(2 * 0.2 ** 2);
  expect(Math.abs((y?.epistemic[0] ?? 0) - wanted)).toBeLessThan(5 * wanted * Math.sqrt(2 / n));
});

// Planted: fresh noise at each call, a label's effect another in each block.
test("a label has one effect in a draw, in whichever block its rows are; another label another", async () => {
  const effects = (blocks: readonly NumberBlock[]) =>
    blocks.flatMap(({ mixture, mean }) => Array.from(mean, (_, i) => [...(mixture(i).normals?.mean ?? [])]));
  const [first, , third, last] = effects(await numbers(point, 20));
  expect(first).toHaveLength(20);
  expect(third).toEqual(first);
  expect(last).not.toEqual(first);
  expect(effects(await numbers(point, 20, 1))).toEqual([first, Array(20).fill(7), third, last]);
});

test("a chain's draws have one new effect each", async () => {
  const values = sites({ mu: [1, 2], tau: [1, 1], theta: [7, 8, 9, 10] });
  const [y] = await numbers(plainChains(1, 2, values), 1000);
  expect(y?.mixture(0).normals?.mean).toHaveLength(2);
  expect([...(y?.mixture(1).normals?.mean ?? [])]).toEqual([7, 9]);
});

const keyed = modelOf(`model K
data { school: School[N]  y: real[N] }
data schools { school: School[School]  u: real[School] }
prior { a ~ normal(0, 1)  theta: real[School] ~ normal(3 * u, 2) }
likelihood { y ~ normal(theta[school] + a, 0.5) }
infer exact`);

function table(data: unknown, block?: string) {
  const source = value(arraysSource(data));
  return block === undefined ? source : { ...source, block };
}

// Planted: the new normals left at nought.
test("in closed form a new school is its prior at its own row: normal(3 u, 2), with what is shared", async () => {
  const training = value(
    bindTraining(keyed.program, [
      table({ school: ["a", "b"], y: [1, 2] }, ""),
      table({ school: ["a", "b"], u: [1, 2] }, "schools"),
    ]),
  );
  const covariance = Float64Array.of(0.3, 0.1, 0, 0.1, 0.2, 0, 0, 0, 0.4);
  const posterior = posteriorOf(keyed, training, {
    kind: "gaussian",
    mean: Float64Array.of(0.5, 4, 5),
    covariance,
  });
  const data = [table({ school: ["z", "a"], y: [20, 4] }, ""), table({ school: ["z"], u: [7] }, "schools")];
  const known = value(bindNew(keyed.program, training.facts, data, { response: "optional" }));
  const { columns } = await predict(posterior, known, { seed: 1, runtime });
  const of = (name: string) => [...(columns.get(name) ?? [])];
  expect(of("y_mean")[0]).toBeCloseTo(21.5, 12);
  expect(of("y_sd")[0]).toBeCloseTo(Math.sqrt(0.3 + 4 + 0.25), 12);
  expect(of("y_mean")[1]).toBeCloseTo(4.5, 12);
  expect(of("y_sd")[1]).toBeCloseTo(Math.sqrt(0.3 + 0.2 + 2 * 0.1 + 0.25), 12);
  const variance = 0.3 + 4 + 0.25;
  const log = -0.5 * (1.5 ** 2 / variance + Math.log(2 * Math.PI * variance));
  expect(of("y_log_density")[0]).toBeCloseTo(log, 12);
  const affine = await affineNewLabels(posterior, known, runtime);
  expect(affine.count).toBe(1);
  affine.dispose();
});

test("draws have the new shapes, the old values first", async () => {
  const posterior = posteriorOf(hierarchy, bound, point);
  const source = await openDraws(posterior, keyOf(1), runtime);
  const all = await drawsWithNewLabels(source, posterior, fresh(posterior, rows), keyOf(2), runtime);
  expect(all.shapes.get("theta")).toEqual([4]);
  expect(all.count).toBeNull();
  const [a, b] = Array.from(all.at(0).get("theta") ?? []);
  expect([a, b]).toEqual([7, 8]);
  all.dispose();
});
