import { expect, test } from "vitest";
import { distributions } from "../../src/library/distributions/table.ts";
import { isConjugatePrior, pairs } from "../../src/model/conjugate-pairs.ts";

test("every pair is of distributions and parameters there are", () => {
  for (const { prior, likelihood, parameter } of pairs) {
    const signatures = distributions.get(likelihood)?.signatures ?? [];
    expect(distributions.has(prior)).toBe(true);
    expect(signatures.flatMap(({ parameters }) => parameters.map(({ name }) => name))).toContain(parameter);
  }
});

test("a prior is conjugate to something or not", () => {
  expect(["beta", "gamma", "normal", "cauchy"].map(isConjugatePrior)).toEqual([true, true, false, false]);
});
