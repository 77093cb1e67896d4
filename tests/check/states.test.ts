import { describe, expect, test } from "vitest";
import { discreteLatents, reached, usesOf } from "../../src/check/states.ts";
import { accepted, codesOf, onlyMistake, program, underlined } from "./programs.ts";

const parts = {
  dim: "dim Kind = { small, large }",
  data: 'data schools "schools.csv" { school: School[School]  town: Town[School] }\ndata "s.csv" { school: School[N]  y: real[N]  v: real[N] }',
  prior:
    "share: simplex[Kind] ~ dirichlet(1)  mu: real[Kind] ~ normal(0, 1)  z: Kind[N] ~ categorical(share)  k: Kind[Town] ~ categorical(share)  o: bool[N] ~ bernoulli(0.1)",
};
const withLikelihood = (likelihood: string) => program({ ...parts, likelihood });

/** Of each response: the latents it depends on, and the dimensions that decide which value. */
function found(likelihood: string) {
  const { of, obstacles } = usesOf(accepted(withLikelihood(likelihood)));
  expect(obstacles).toEqual([]);
  return [...of].map(([{ response }, uses]) => [
    response.name,
    uses.map((use) => [use.latent.name, reached(use).map(({ name }) => name)]),
  ]);
}

describe("what responses depend on", () => {
  test("discrete latents are labels and bools", () =>
    expect(
      discreteLatents(accepted(withLikelihood("y ~ normal(mu[z] + mu[k[town[school]]] + o, 1)"))).map(
        ({ name }) => name,
      ),
    ).toEqual(["z", "k", "o"]));

  test("through local quantities, comparisons, conditions and indices of indices", () => {
    expect(
      found(
        "m = mu[z]  y ~ normal(m + where(o, 1, 0), 1 + (z == small))  v ~ normal(mu[k[town][school]], 1)",
      ),
    ).toEqual([
      [
        "y",
        [
          ["z", ["N"]],
          ["o", ["N"]],
        ],
      ],
      ["v", [["k", ["N"]]]],
    ]);
  });

  test("a response without one is not there", () =>
    expect(found("y ~ normal(mu[z] + mu[k[town[school]]] + o, 1)  v ~ normal(mu[small], 1)")).toHaveLength(
      1,
    ));
});

describe("obstacles are underlined", () => {
  const rest = " + mu[k[town[school]]] + o";
  test.each([
    [`y ~ normal(mu[z]${rest} - sum(mu[z] over N), 1)`, "sum(mu[z] over N)"],
    [`y ~ normal(cumsum(mu[z] over N)${rest}, 1)`, "cumsum(mu[z] over N)"],
    [`y ~ normal(lag(mu[z] over N, 1, start = 0)${rest}, 1)`, "lag(mu[z] over N, 1, start = 0)"],
    [`y ~ normal(mu[z]${rest} + mu[k[town][school]] + mu[k[ant]], 1)`, "k"],
    [`m: real[N] = mu[z] + 0.5 * lag(m over N, 1, start = 0)  y ~ normal(m${rest}, 1)`, "z"],
  ])("%s", (likelihood, at) => {
    const mistake = onlyMistake(withLikelihood(likelihood).replace("k[ant]", 'k["ant"]'));
    expect([mistake.code, underlined(mistake)]).toEqual(["H0416", at]);
  });

  test("the prior is in the way", () => {
    const prior = `${parts.prior}  c: real[N] ~ normal(mu[z], 1)`;
    const likelihood = "y ~ normal(c + mu[k[town[school]]] + o, 1)";
    expect(codesOf(program({ ...parts, prior, likelihood }))).toEqual(["H0416"]);
    const quantity = `${parts.prior}  c = mu[z]`;
    expect(codesOf(program({ ...parts, prior: quantity, likelihood }))).toEqual(["H0416"]);
  });
});
