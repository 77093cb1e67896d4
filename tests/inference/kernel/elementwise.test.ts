import { expect, test } from "vitest";
import { Bug } from "../../../src/diagnostic/bug.ts";
import {
  elementwisePrograms,
  familyOf,
  solveElementwise,
} from "../../../src/inference/kernel/elementwise.ts";
import { taskOf } from "../fixture.ts";

const text = `model M
data { y: count[N]  z: count[N]  w: real[N] }
prior { r: positive ~ gamma(2, 3)  a ~ normal(0, 1) }
likelihood { y ~ poisson(r)  z ~ poisson(4 * r) }
infer exact`;
const data = { y: [1, 2, 0], z: [3, 9, 4], w: [0, 0, 0] };

// Planted: the second response left out of the slopes; the last block's dead rows counted.
test("two responses tell of one latent, in blocks of any size", async () => {
  const task = taskOf(text, data);
  const model = { ...task.model, sites: task.model.sites.filter(({ name }) => name === "r") };
  for (const most of [1, 2, Infinity]) {
    const { parameters } = await solveElementwise({ ...task, model }, most);
    expect(parameters.get("r")?.["shape"]?.[0]).toBeCloseTo(2 + 19, 10);
    expect(parameters.get("r")?.["rate"]?.[0]).toBeCloseTo(3 + 15, 10);
  }
  expect(elementwisePrograms(model, task.bound.facts.sizes, 2)).toHaveLength(1);
});

test("without a response the prior stays as it is", async () => {
  const task = taskOf(text, data);
  const model = { ...task.model, observations: [], sites: task.model.sites.slice(0, 1) };
  const found = await solveElementwise({ ...task, model }, Infinity);
  expect([found.logEvidence, found.parameters.get("r")]).toEqual([
    0,
    { shape: Float64Array.of(2), rate: Float64Array.of(3) },
  ]);
  expect(elementwisePrograms(model, task.bound.facts.sizes, 2)).toEqual([]);
});

test("a normal is no conjugate pair's latent", () => {
  const [r, a] = taskOf(text, data).model.sites;
  expect(r && familyOf(r)).toBe("gamma");
  expect(() => a && familyOf(a)).toThrow(Bug);
});
