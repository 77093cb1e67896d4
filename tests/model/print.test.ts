import { expect, test } from "vitest";
import { printModel } from "../../src/model/print.ts";
import { modelOf } from "./programs.ts";
import { counts, line } from "./sources.ts";

test("a model is printed as its sites, its density and its closed form", () => {
  expect(printModel(modelOf(counts))).toBe(`model Counts

latents
  relevance: positive[D] ~ inverse_gamma(2, 1), relevance = exp(u)
  w: real[D] ~ normal(0, sqrt(relevance))
  level: real ~ normal(0, 1)

deterministic
  base: positive = exp(level) + 1

log density
    log inverse_gamma(relevance | shape = 2, scale = 1) over D
  + log normal(w | mean = 0, sd = sqrt(relevance)) over D
  + log normal(level | mean = 0, sd = 1)
  + log |d relevance / du| over D
  + log poisson(n | rate = base * exp(x @ w)) over N

closed form
  none: exact needs a model with a closed form, and n is not normal: poisson(base * exp(x @ w))
`);
});

test("a conjugate model says so", () => {
  expect(printModel(modelOf(line))).toContain("closed form\n  linear-Gaussian: `exact` applies\n");
});
