import { describe, expect, test } from "vitest";
import { accepted, codesOf, latent, onlyMistake, program } from "./programs.ts";

const drawn = (distribution: string) =>
  program({ prior: `w: real[D] ~ normal(0, 1)  b ~ ${distribution}  s: positive ~ half_normal(1)` });

describe("arguments", () => {
  test("stand in order or by name, in any mixture that is clear", () => {
    for (const written of [
      "normal(1, 2)",
      "normal(mean = 1, sd = 2)",
      "normal(sd = 2, mean = 1)",
      "normal(1, sd = 2)",
    ]) {
      const call = latent(accepted(drawn(written)), "b").distribution;
      const values = ["mean", "sd"]
        .map((name) => call.arguments[name])
        .map((e) => e?.kind === "number" && e.value);
      expect(values).toEqual([1, 2]);
    }
  });

  test("a keyword chooses the parameterisation", () => {
    const text = program({
      data: "data { x: real[N, D]  y: bool[N] }",
      prior: "w: real[D] ~ normal(0, 1)",
      likelihood: "y ~ bernoulli(logits = x @ w)",
    });
    const [observation] = accepted(text).likelihood;
    expect(observation?.kind === "observation" && Object.keys(observation.distribution.arguments)).toEqual([
      "logits",
    ]);
  });

  // Planted: a keyword taken to forbid every argument without a name.
  test.each([
    ["binomial(9, 0.5)", []],
    ["binomial(9, logits = x @ w)", []],
    ["binomial(n = 9, logits = x @ w)", []],
    ["binomial(logits = x @ w, n = 9)", []],
    ["binomial(9, 0.5, logits = x @ w)", ["H0406"]],
    ["binomial(logits = x @ w)", ["H0406"]],
    ["binomial(2.5, 0.5)", ["H0401"]],
    ["neg_binomial(3, 2)", []],
    ["neg_binomial(log_mean = x @ w, dispersion = 2)", []],
    ["neg_binomial(3, log_mean = x @ w)", ["H0406"]],
    ["neg_binomial(x @ w, 2)", ["H0401"]],
  ])("of two parameterisations: %s", (written, codes) => {
    const text = program({
      data: "data { x: real[N, D]  y: count[N] }",
      prior: "w: real[D] ~ normal(0, 1)",
      likelihood: `y ~ ${written}`,
    });
    expect(codesOf(text).filter((code) => code !== "H0213")).toEqual(codes);
  });

  test.each([
    ["normal(1)", "normal needs sd"],
    ["normal()", "normal needs mean and sd"],
    ["normal", "normal needs mean and sd"],
    ["normal(1, 2, 3)", "normal takes 2 arguments, not 3"],
    ["normal(1, mean = 2)", "normal is given mean twice"],
    ["normal(sd = 1, sd = 2)", "normal is given sd twice"],
    ["normal(1, scale = 2)", "normal has no parameter scale"],
    ["normal(1, 2 over D)", "normal takes neither weights nor dimensions"],
  ])("%s: %s", (written, title) => expect(onlyMistake(drawn(written)).title).toBe(title));

  test("two parameterisations at once", () => {
    const text = program({
      data: "data { x: real[N, D]  y: bool[N] }",
      prior: "w: real[D] ~ normal(0, 1)",
      likelihood: "y ~ bernoulli(0.5, logits = x @ w)",
    });
    expect(onlyMistake(text).help).toBe("write bernoulli(p) or bernoulli(logits = …)");
  });
});

describe("right of ~", () => {
  test("stands a distribution", () => {
    expect(codesOf(drawn("w + 1"))).toEqual(["H0407"]);
    expect(codesOf(drawn("exp(1)"))).toEqual(["H0407"]);
    expect(onlyMistake(drawn("norml(0, 1)")).help).toBe("did you mean normal?");
    expect(codesOf(drawn("(normal(0, 1))"))).toEqual([]);
  });

  test("arguments are checked even where their number is wrong", () => {
    expect(codesOf(drawn("normal(nowhere)"))).toEqual(["H0406", "H0201"]);
  });
});
