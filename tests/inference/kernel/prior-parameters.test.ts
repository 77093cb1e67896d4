import { expect, test } from "vitest";
import { priorParameters } from "../../../src/inference/kernel/prior-parameters.ts";
import { taskOf } from "../fixture.ts";

// Planted: scalars not spread over their site.
test("parameters of conjugate priors, spread over their sites, from data where they are", async () => {
  const task = taskOf(
    `model M
dim K = 2
data { y: count[N]  g: K[N]  a0: positive[K] }
prior { twice: positive[K] = 2 * a0  r: positive[K] ~ gamma(twice, 3)  q: unit ~ beta(1, 4)  w ~ normal(0, 1) }
likelihood { y ~ poisson(r[g]) }
infer exact`,
    { y: [1, 2, 3], g: [1, 2, 1], a0: [0.5, 4] },
  );
  const found = await priorParameters(task);
  expect([...found]).toEqual([
    ["r", { shape: Float64Array.of(1, 8), rate: Float64Array.of(3, 3) }],
    ["q", { a: Float64Array.of(1), b: Float64Array.of(4) }],
  ]);
});
