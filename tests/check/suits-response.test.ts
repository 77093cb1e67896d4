import { describe, expect, test } from "vitest";
import { accepted, codesOf, onlyMistake } from "./programs.ts";

const drawn = (data: string, likelihood: string) => `model Responses
dim K = { a, b, c }
data { ${data} }
prior {
  mu: real[K] ~ normal(0, 1)
  Omega: correlation[K] ~ lkj(2)
  precision: positive ~ gamma(2, 1)
}
likelihood { ${likelihood} }
`;

describe("responses that are vectors and matrices", () => {
  test.each([
    ["y: real[N, K]", "y ~ multi_normal(mu, Omega)"],
    ["y: real[N, K]  x: real[N]", "y ~ multi_normal(mu * x, correlation = Omega, scale = precision)"],
    ["y: positive[K]", "y ~ multi_normal(0, Omega)"],
    ["y: simplex[N, K]", "y ~ dirichlet(precision * exp(mu))"],
    ["y: correlation[N, K]", "y ~ lkj(precision)"],
    ["y: ordered[N, K]", "y ~ normal(mu, precision)"],
  ])("%s with %s", (data, likelihood) => {
    accepted(drawn(data, likelihood));
  });

  // Planted: the rows of a response that is one vector.
  test("have the rows that come apart, and none where one vector is drawn", () => {
    expect(accepted(drawn("y: real[N, K]", "y ~ multi_normal(mu, Omega)")).rows?.name).toBe("N");
    expect(accepted(drawn("y: real[K]", "y ~ multi_normal(mu, Omega)")).rows).toBeNull();
    expect(accepted(drawn("y: correlation[K]", "y ~ lkj(2)")).rows).toBeNull();
  });

  test.each([
    ["y: simplex[N, K]", "y ~ normal(mu, 1)", "H0403", "write y ~ dirichlet(…)"],
    ["y: correlation[N, K]", "y ~ normal(0, 1)", "H0403", "write y ~ lkj(…)"],
    ["y: real[N, K]", "y ~ dirichlet(precision)", "H0412", "declare y: simplex[N, K] if its values are so"],
    ["y: real", "y ~ multi_normal(0, Omega)", "H0414", "give it the dimension of the covariance: y: real[K]"],
    ["y: K[N]", "y ~ markov(2)", "H0299", null],
  ])("%s does not go with %s", (data, likelihood, code, help) => {
    const text = drawn(data, likelihood);
    if (help === null) expect(codesOf(text)).toContain(code);
    else expect([onlyMistake(text).code, onlyMistake(text).help]).toEqual([code, help]);
  });
});
