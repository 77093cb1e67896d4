import { expect, test } from "vitest";
import { linearPrograms, normalScalars, solveLinear } from "../../../src/inference/kernel/linear-solution.ts";
import { taskOf } from "../fixture.ts";

const task = taskOf(
  `model M
data { y: real[N] }
prior { v: positive ~ inverse_gamma(2, 1)  mu ~ normal(1, 2 * sqrt(v)) }
likelihood { y ~ normal(mu, 3 * sqrt(v)) }
infer exact`,
  { y: [2, 4] },
);

// Precision ¼ + 2/9, Λ = 1 + 4 · 2/9, residuals of the prior mean 1 and 3. Planted: the variance left in the form at another value than one.
test("for a variance of one", async () => {
  const found = await solveLinear(task, Infinity);
  const variance = 1 / (1 / 4 + 2 / 9);
  const mean = 1 + variance * (4 / 9);
  expect(found.mean[0]).toBeCloseTo(mean, 13);
  expect(found.covariance[0]).toBeCloseTo(variance, 13);
  expect(found.count).toBe(2);
  expect(found.logDeterminants).toBeCloseTo(2 * Math.log(9) + Math.log(1 + 8 / 9), 13);
  expect(found.squares).toBeCloseTo(((2 - mean) ** 2 + (4 - mean) ** 2) / 9 + (mean - 1) ** 2 / 4, 12);
});

test("the variance is no scalar of it", () => {
  const { sizes } = task.bound.facts;
  expect(normalScalars(task.model, sizes)).toBe(1);
  expect(linearPrograms(task.model, sizes, 2).map(({ name }) => name)).toHaveLength(3);
});
