import { expect, test } from "vitest";
import { checkText, program, type Parts, underlined } from "./programs.ts";

const schools: Parts = {
  data: "data { school: School[N]  x: real[N, D]  y: real[N] }",
  likelihood: "y ~ normal(t[school], 1)",
  infer: "infer vi",
};

function warnings(prior: string, more: Parts = {}) {
  const whole = program({
    ...schools,
    prior: `mu ~ normal(0, 1)  tau: positive ~ half_normal(1)  ${prior}`,
    ...more,
  });
  return checkText(whole).diagnostics.filter(({ code }) => code === "H0483");
}

test("the first funnel is told of with its mend, the others beside it", () => {
  const [only, ...others] = warnings(
    "both = 2 * tau  t: real[School] ~ normal(mu, both)  s: real[School] ~ laplace(0, tau)",
    { likelihood: "y ~ normal(t[school] + s[school], 1)" },
  );
  expect(others).toEqual([]);
  if (only === undefined) throw new Error("a warning");
  expect(underlined(only)).toBe("normal(mu, both)");
  expect(only.notes).toEqual(["the same holds of s"]);
  expect(only.edits.map(({ text }) => text)).toEqual(["non_centred(normal(mu, both))"]);
});

// Planted: the location looked at too; methods not looked at; columns counted as groups.
test.each([
  ["a known scale", "t: real[School] ~ normal(mu, 2)  s ~ normal(0, tau)", {}],
  ["non-centred", "t: real[School] ~ non_centred(normal(mu, tau))", {}],
  ["a number", "t ~ normal(mu, tau)", { likelihood: "y ~ normal(t, 1)" }],
  ["columns", "t: real[D] ~ normal(mu, tau)", { likelihood: "y ~ normal(x @ t, 1)" }],
  ["a mode", "t: real[School] ~ normal(mu, tau)", { infer: "infer map" }],
  ["no method", "t: real[School] ~ normal(mu, tau)", { infer: "" }],
  ["what is not to be had", "t: real[N] ~ normal(x @ w, tau)  w: real[D] ~ normal(0, 1)", null],
  ["no location or scale", "t: unit[School] ~ beta(1, tau)", {}],
])("%s is no funnel to be mended", (_, prior, more) => {
  const order = prior.startsWith("t: real[N]")
    ? "w: real[D] ~ normal(0, 1)  t: real[N] ~ normal(x @ w, tau)"
    : prior;
  expect(warnings(order, more ?? { likelihood: "y ~ normal(t, 1)" })).toEqual([]);
});

test("rows, second names, declared labels and vectors are groups too", () => {
  expect(warnings("t: real[N] ~ normal(mu, tau)", { likelihood: "y ~ normal(t, 1)" })).toHaveLength(1);
  const vectors = warnings(
    "O: correlation[D] ~ lkj(2)  t: real[School, D] ~ multi_normal(mu, correlation = O, scale = tau)",
    { likelihood: "y ~ normal(x @ t[school], 1)" },
  );
  expect(vectors).toHaveLength(1);
});
