import { describe, expect, test } from "vitest";
import { accepted, codesOf, latent, onlyMistake, underlined } from "./programs.ts";

const mixed = (mixture: string, dim = "dim K = { a, b, c }") => `model Mixed
${dim}
data { y: real[N]  county: County[N]  kind: Kind[N] }
prior {
  theta: simplex[K] ~ dirichlet(1)
  each: simplex[County, K] ~ dirichlet(1)
  open: simplex[Kind] ~ dirichlet(1)
  p: unit ~ beta(1, 1)
  mu: real[K] ~ normal(0, 1)
  q ~ mixture(0.5: normal(0, 1), 0.5: normal(0, 2))
}
likelihood { y ~ mixture(${mixture}) }
`;

describe("weights that are entries of a simplex", () => {
  test.each([
    "theta[a]: normal(0, 1), theta[c]: normal(1, 1), theta[b]: normal(q, 1)",
    "each[county, b]: normal(0, 1), each[county, a]: normal(1, 1), each[county, c]: normal(q, 1)",
  ])("sum to one where each stands once: %s", (text) => {
    accepted(mixed(text));
  });

  // Planted: any entries of one simplex let through.
  test.each([
    ["theta[a]: normal(0, 1), theta[b]: normal(1, 1)", "mixture leaves out the weight theta[c]", "theta[a]"],
    [
      "theta[a]: normal(0, 1), theta[b]: normal(1, 1), theta[a]: normal(2, 1), theta[c]: normal(3, 1)",
      "mixture has the weight theta[a] twice",
      "theta[a]",
    ],
    [
      "open[u]: normal(0, 1), open[v]: normal(1, 1)",
      "mixture cannot tell whether these are all entries of open",
      "open[u]",
    ],
    [
      "theta[a]: normal(0, 1), theta[b]: normal(1, 1), p: normal(0, 2)",
      "mixture needs weights that sum to 1",
      "theta[a]",
    ],
    ["mu[a]: normal(0, 1), mu[b]: normal(1, 1)", "the weight of mixture must be between 0 and 1", "mu[a]"],
  ])("%s", (text, title, place) => {
    const mistake = onlyMistake(mixed(text));
    expect(mistake.title).toBe(title);
    expect(underlined(mistake)).toBe(place);
  });
});

describe("a whole simplex", () => {
  test("weighs the components of one distribution, whose parameters may have its dimension", () => {
    accepted(mixed("theta: normal(mu, 1)"));
    accepted(mixed("each[county]: student_t(4, mu, 1)"));
    const call = latent(accepted(mixed("p: normal(0, 1), 1 - p: normal(0, 2)")), "q").distribution;
    expect(call.signature.parameters.every(({ components }) => components === undefined)).toBe(true);
  });

  test("may be constants by label", () => {
    accepted(mixed("{ a: 0.3, c: 0.2, b: 0.5 }: normal(mu, 1)"));
  });

  test("needs no declared labels", () => {
    accepted(mixed("open: normal(0, 1)"));
  });

  test.each([
    ["p: normal(0, 1)", "mixture needs two distributions or more, or a simplex of weights"],
    [
      "theta: normal(mu, 1), theta: normal(0, 1)",
      "mixture takes a simplex of weights before one distribution",
    ],
    ["theta: mixture(each[county]: normal(mu, 1))", "mixture sums over K, which y has itself"],
    // Planted: such a constant not taken for a simplex; its sum not asked for.
    ["{ a: 0.3, b: 0.8, c: 0 }: normal(mu, 1)", "mixture has weights that sum to 1.1, not 1"],
    ["theta: normal(mu[county], 1)", "county is no index here"],
  ])("%s", (text, title) => {
    expect(onlyMistake(mixed(text)).title).toBe(title);
  });

  test("is over a dimension that what is drawn lacks", () => {
    const text = mixed("theta: normal(mu, 1)").replace(
      "mu: real[K] ~ normal(0, 1)",
      "mu: real[K] ~ mixture(theta: normal(0, 1))",
    );
    expect(codesOf(text)).toEqual(["H0406"]);
    expect(codesOf(mixed("each: normal(0, 1)"))).toEqual(["H0302"]);
  });

  test("of components that are mixtures over another dimension is not built", () => {
    expect(codesOf(mixed("theta: mixture(open: normal(mu, 1))"))).toEqual(["H0299"]);
  });
});
