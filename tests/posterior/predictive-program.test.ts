import { expect, test } from "vitest";
import { openPredictive } from "../../src/posterior/predictive-program.ts";
import { createInterpreter, kinds, modelOf, scale, sites, train } from "./model.ts";

const runtime = createInterpreter();

test("a block's live rows are the data's, the rest is padding", async () => {
  const model = modelOf(kinds);
  const bound = train(model, { x: [1, 2, 3], k: ["a", "b", "c"] });
  const call = await openPredictive(model, bound, 2, null, runtime);
  expect(call.responses).toMatchObject([{ name: "k", classes: 3, width: 1, scored: true, parameters: [] }]);
  call.load(2, 1);
  call.run(sites({ w: [0, 0, 1] }), 0);
  const p = call.read("k", "probabilities");
  expect(p).toHaveLength(6);
  const total = 2 + Math.exp(3);
  expect(p[2]).toBeCloseTo(Math.exp(3) / total, 12);
  expect(call.read("k", "log_density")[0]).toBeCloseTo(Math.log(Math.exp(3) / total), 12);
  call.dispose();
});

test("a negative number is no missing label", async () => {
  const model = modelOf(
    "model M data { x: real[N]  y: real[N] } prior { a ~ normal(0, 1) } likelihood { y ~ normal(a * x, 1) } infer map",
  );
  const call = await openPredictive(
    model,
    train(model, { x: [-1, -1, -1], y: [-1, -1, -1] }),
    3,
    null,
    runtime,
  );
  call.load(0, 3);
  call.run(sites({ a: [2] }), 0);
  expect([...call.read("y", "mean")]).toEqual([-2, -2, -2]);
});

test("samples come from the response's own distribution, by key and index", async () => {
  const model = modelOf(scale);
  const bound = train(model, { y: [1, 2, 4] });
  const call = await openPredictive(model, bound, 3, [1, 2], runtime);
  call.load(0, 3);
  const sample = (index: number): number[] => {
    call.run(sites({ mu: [100], s: [1e-3] }), index);
    return [...call.read("y", "sample")];
  };
  const first = sample(0);
  for (const value of first) expect(value).toBeCloseTo(100, 1);
  expect(new Set(first).size).toBe(3);
  expect(sample(1)).not.toEqual(first);
  expect(sample(0)).toEqual(first);
});
