import { describe, expect, test } from "vitest";
import { eliminations, isOrder, summation, tooManyStates } from "../../src/check/summation.ts";
import { accepted, codesOf, onlyMistake, program, underlined } from "./programs.ts";

const share = "share: simplex[Kind] ~ dirichlet(1)  mu: real[Kind] ~ normal(0, 1)";
const text = (
  prior: string,
  likelihood: string,
  more: { dim?: string; data?: string; infer?: string } = {},
) =>
  program({
    dim: "dim Kind = { small, large }",
    data: 'data "s.csv" { school: School[N]  y: real[N]  v: real[N] }',
    prior: `${share}  ${prior}`,
    likelihood,
    ...more,
  });

/** By latent: what it takes and what it meets. */
function order(source: string) {
  const checked = accepted(source);
  const sums = summation(checked);
  const found = eliminations(sums, [...sums.uses.keys()]);
  if (!isOrder(found)) throw new Error(found.why);
  return found.map(({ summed, takes, beside }) => [
    summed.latent.name,
    takes.map(({ from }) => (from.kind === "latent" ? from.name : from.response.name)),
    beside.map(({ latent }) => latent.name),
  ]);
}

describe("the order", () => {
  test("a latent takes every response that depends on it", () =>
    expect(
      order(text("z: Kind[N] ~ categorical(share)", "y ~ normal(mu[z], 1)  v ~ normal(-mu[z], 1)")),
    ).toEqual([["z", ["y", "v"], []]]));

  test("what has a value for each row goes before what rows share", () =>
    expect(
      order(
        text(
          "k: Kind[School] ~ categorical(share)  one: Kind ~ categorical(share)  z: bool[N] ~ bernoulli(0.1)",
          "y ~ normal(mu[k[school]] + z + mu[one], 1)  v ~ normal(mu[k[school]], 1)",
        ),
      ),
    ).toEqual([
      ["z", ["y"], ["k", "one"]],
      ["k", ["v", "z"], ["one"]],
      ["one", ["k"], []],
    ]));

  test("latents that two responses tie together", () =>
    expect(
      order(
        text(
          "a: Kind[N] ~ categorical(share)  c: Kind[N] ~ categorical(share)",
          "y ~ normal(mu[a] + mu[c], 1)  v ~ normal(mu[c], 1)",
        ),
      ),
    ).toEqual([
      ["a", ["y"], ["c"]],
      ["c", ["v", "a"], []],
    ]));

  test("latents along different dimensions that meet have none", () => {
    const mistake = onlyMistake(
      text(
        "a: Kind[N] ~ categorical(share)  c: Kind[D] ~ categorical(share)",
        "y ~ normal(mu[a] * mu[c], 1)  v ~ normal(0, 1)",
        { data: 'data "s.json" { y: real[N, D]  v: real[N] }' },
      ),
    );
    expect([mistake.code, underlined(mistake)]).toEqual(["H0416", "c"]);
  });
});

describe("the number of values", () => {
  const many = (count: number) =>
    text("z: Kind[N] ~ categorical(share)", "y ~ normal(mu[z], 1)  v ~ normal(0, 1)", {
      dim: `dim Kind = ${count}`,
    });
  test("is at most 64", () => {
    expect(codesOf(many(64))).toContain("H0213");
    expect(codesOf(many(64))).not.toContain("H0416");
    expect(codesOf(many(65))).toEqual(["H0416"]);
  });

  test("counts those that meet together", () => {
    const meet = (likelihood: string) =>
      codesOf(
        text("z: Kind[N] ~ categorical(share)  o: bool[N] ~ bernoulli(0.1)", likelihood, {
          dim: "dim Kind = 40",
        }),
      );
    expect(meet("y ~ normal(mu[z] + o, 1)  v ~ normal(0, 1)")).toEqual(["H0416"]);
    expect(meet("y ~ normal(mu[z], 1)  v ~ normal(o, 1)")).not.toContain("H0416");
  });

  test("is looked at again when the data says how many labels there are", () => {
    const checked = accepted(
      text(
        "z: School[N] ~ categorical(w)  w: simplex[School] ~ dirichlet(1)",
        "y ~ normal(1, 1)  v ~ normal(0, 1)",
      )
        .replace("z: School[N] ~ categorical(w)  w: simplex[School] ~ dirichlet(1)", "")
        .replace(
          share,
          "w: simplex[School] ~ dirichlet(1)  m: real[School] ~ normal(0, 1)  z: School[N] ~ categorical(w)",
        )
        .replace("normal(1, 1)", "normal(m[z] + m[school], 1)"),
    );
    expect(tooManyStates(checked, new Map([["School", 64]]))).toBeNull();
    expect(tooManyStates(checked, new Map([["School", 65]]))?.code).toBe("H0416");
  });
});

describe("batches", () => {
  const infer = "infer vi { batch = 10 }";
  test("of rows with values of their own are sound, of rows that share them are not", () => {
    const own = text("z: Kind[N] ~ categorical(share)", "y ~ normal(mu[z], 1)  v ~ normal(0, 1)", { infer });
    expect(codesOf(own)).not.toContain("H0508");
    const shared = text(
      "z: Kind[School] ~ categorical(share)",
      "y ~ normal(mu[z[school]], 1)  v ~ normal(0, 1)",
      { infer },
    );
    expect(codesOf(shared)).toEqual(["H0508"]);
  });
});
