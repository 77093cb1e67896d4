import { expect, test } from "vitest";
import { simulationFaults } from "../../src/study/simulable.ts";
import { modelOf, sized } from "./fixture.ts";

test("responses and what nothing looks at are zeros, inputs are absent", () => {
  const model = modelOf(`model M
dim K = { low, high }
data { x: real[N]  unused: real[N, D]  y: K[N] }
prior { p: simplex[K] ~ dirichlet(1)  w ~ normal(0, 1) }
likelihood { y ~ categorical(logits = w * x * p) }
infer vi`);
  const bound = sized(model, { N: 3, D: 2 });
  expect([...bound.arrays].map(([name, { shape, integer }]) => [name, shape, integer])).toEqual([
    ["unused", [3, 2], false],
    ["y", [3], true],
  ]);
  expect(bound.rows).toBe(3);
  expect([...bound.facts.labels.values()]).toContainEqual(["low", "high"]);
});

// Planted: constants left out, which were then asked for as inputs.
test("constants by declared labels are there", () => {
  const model = modelOf(`model M
dim K = { low, high }
data { y: real[N] }
prior { p: simplex[K] ~ dirichlet({ high: 3, low: 1 })  w ~ normal(0, 1) }
likelihood { y ~ normal(w * sum(p * p over K), 1) }
infer vi`);
  const { program } = model;
  const bound = sized(model, { N: 3 });
  expect([...bound.arrays].filter(([name]) => name !== "y").map(([, { values }]) => [...values])).toEqual([
    [1, 3],
  ]);
  expect(simulationFaults(program, new Set(bound.arrays.keys()))).toEqual([]);
});
