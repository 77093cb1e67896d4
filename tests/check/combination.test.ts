import { describe, expect, test } from "vitest";
import { accepted, codesOf, latent, onlyMistake, program, underlined } from "./programs.ts";

const drawn = (latent: string) =>
  program({
    prior: `w: real[D] ~ normal(0, 1)  b ~ normal(0, 1)  p: unit ~ beta(1, 1)  s: positive ~ half_normal(1)  ${latent}`,
    likelihood: "y ~ normal(x @ w + b + q, s + p)",
  });

describe("a distribution made of others", () => {
  test("keeps its parts' arguments behind their names", () => {
    const call = latent(accepted(drawn("q: positive ~ truncated(normal(1, s), low = 0)")), "q").distribution;
    expect(Object.keys(call.arguments)).toEqual(["normal.mean", "normal.sd", "low"]);
    expect(call.signature.parameters.map(({ name }) => name)).toEqual(Object.keys(call.arguments));
  });

  test("nests, and takes its numbers in order or by name", () => {
    const text =
      "q: interval(-1, 2) ~ mixture(p: truncated(normal(0, 1), -1, 2), 1 - p: truncated(laplace(0, s), high = 2, low = -1))";
    expect(Object.keys(latent(accepted(drawn(text)), "q").distribution.arguments)).toEqual([
      "1.weight",
      "1.truncated.normal.mean",
      "1.truncated.normal.sd",
      "1.truncated.low",
      "1.truncated.high",
      "2.weight",
      "2.truncated.laplace.loc",
      "2.truncated.laplace.scale",
      "2.truncated.high",
      "2.truncated.low",
    ]);
  });

  test("mixes with weights that sum to one, however they are written", () => {
    for (const weights of [
      ["0.25", "3 / 4"],
      ["1 - p", "p"],
      ["p", "(1 - p)"],
    ]) {
      const [one = "", two = ""] = weights;
      expect(codesOf(drawn(`q ~ mixture(${one}: normal(0, 1), ${two}: normal(0, 9))`))).toEqual([]);
    }
  });

  test("stands right of data, its bounds data or latents", () => {
    const data = "data { x: real[N, D]  y: positive[N]  c: positive[N]  k: count[N] }";
    const likelihood =
      "y ~ censored(weibull(s, exp(x @ w + b)), high = c)  k ~ zero_inflated(sigmoid(b), poisson(s))";
    accepted(program({ data, likelihood }));
  });
});

describe("what does not fit", () => {
  test.each([
    ["q ~ truncated()", "truncated needs a distribution", "truncated"],
    ["q ~ truncated(normal(0, 1))", "truncated needs low, high or both", "truncated"],
    ["q ~ truncated(low = 0, normal(0, 1))", "truncated takes its distribution first", "low = 0"],
    ["q ~ truncated(normal(0, 1), lo = 0)", "truncated has no parameter lo", "lo"],
    ["q ~ truncated(normal(0, 1), 0, low = 1)", "truncated is given low twice", "low = 1"],
    ["q ~ truncated(normal(0, 1), 0, 1, 2)", "truncated is given an argument too many", "2"],
    [
      "q ~ truncated(normal(0, 1), low = s)",
      "truncated needs numbers as the bounds of a latent",
      "truncated",
    ],
    [
      "q ~ truncated(normal(0, 1), low = 1)",
      "truncated with one bound other than 0 gives a range that no type has",
      "truncated",
    ],
    [
      "q ~ censored(normal(0, 1), low = 1)",
      "censored is how data is seen, and a latent is not seen",
      "censored",
    ],
    [
      "q ~ truncated(von_mises(0, 1), low = 1)",
      "truncated needs both tails of von_mises, which I do not have",
      "von_mises",
    ],
    [
      "q ~ mixture(normal(0, 1), normal(0, 2))",
      "mixture needs a weight before each distribution",
      "normal(0, 1)",
    ],
    ["q ~ mixture(1: normal(0, 1))", "mixture needs two distributions or more, or a simplex of weights", "1"],
    [
      "q ~ mixture(0.5: normal(0, 1), 0.4: normal(0, 2))",
      "mixture has weights that sum to 0.9, not 1",
      "0.5",
    ],
    ["q ~ mixture(p: normal(0, 1), p: normal(0, 2))", "mixture needs weights that sum to 1", "p"],
    [
      "q ~ mixture(0.5: normal(0, 1), 0.5: gamma(1, 2))",
      "mixture mixes real values with positive ones",
      "gamma",
    ],
    ["q ~ mixture(0.5: bernoulli(p), 0.5: bernoulli(s))", "mixture mixes numbers only", "bernoulli"],
    [
      "q ~ zero_inflated(0.5, normal(0, 1))",
      "zero_inflated needs a distribution of counts, and normal is none",
      "normal",
    ],
    ["q ~ zero_inflated(poisson(1))", "zero_inflated needs p", "zero_inflated"],
    ["q ~ zero_inflated(poisson(1), 0.5)", "zero_inflated takes its distribution last", "0.5"],
  ])("%s", (text, title, place) => {
    const mistake = onlyMistake(drawn(text));
    expect(mistake.title).toBe(title);
    expect(mistake.code).toBe("H0406");
    expect(underlined(mistake)).toBe(place);
  });

  test("a mistake inside a part is told as anywhere, once", () => {
    expect(codesOf(drawn("q ~ mixture(0.5: normal(0, b), 0.5: norml(0, 1))"))).toEqual(["H0202"]);
    const mistake = onlyMistake(drawn("q: positive ~ truncated(normal(0, b), low = 0)"));
    expect(mistake.title).toBe("the scale of normal must be positive");
  });

  test("a weight lies between 0 and 1", () => {
    expect(onlyMistake(drawn("q ~ mixture(s: normal(0, 1), 1 - s: normal(0, 2))")).code).toBe("H0401");
  });
});
