import { expect, test } from "vitest";
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
