import { describe, expect, test } from "vitest";
import { accepted, codesOf, latent, onlyMistake, program, underlined } from "./programs.ts";

const prior = (text: string) =>
  program({ prior: `w: real[D] ~ normal(0, 10)  b ~ normal(0, 10)  s: positive ~ half_normal(1)  ${text}` });
const codes = (text: string) => codesOf(prior(text)).filter((code) => code !== "H0213");

describe("a uniform lies where its ends say", () => {
  // Planted: the ends of the row's example.
  test.each([
    ["t: interval(-1, 4) ~ uniform(-1, 4)", []],
    ["t: interval(-1, 4) ~ uniform(high = 2 * 2, low = -1)", []],
    ["t: unit ~ uniform(0, 1)", []],
    ["t ~ uniform(0, 1)", ["H0402"]],
    ["t: positive ~ uniform(0, 3)", ["H0402"]],
    ["t: interval(0, 3) ~ uniform(b, 3)", ["H0401"]],
    ["t: interval(0, 3) ~ uniform(3, 0)", ["H0401"]],
    ["t: interval(0, 3) ~ uniform(0)", ["H0406"]],
    ["t: interval(0, 3) ~ uniform(0, 1 / 0)", ["H0401"]],
  ])("%s", (text, wanted) => expect(codes(text)).toEqual(wanted));

  test("and the checked program says so", () => {
    const { distribution } = latent(accepted(prior("t: interval(-1, 4) ~ uniform(-1, 4)")), "t").distribution;
    expect(distribution.support(null)).toEqual({ kind: "interval", low: -1, high: 4 });
  });

  test("an end that is unknown is underlined", () => {
    const mistake = onlyMistake(prior("t: interval(0, 3) ~ uniform(0, b)"));
    expect([underlined(mistake), mistake.title]).toEqual(["b", "the high of uniform must be a number"]);
  });

  test("a response must lie in it", () => {
    const observed = (type: string) =>
      codesOf(
        program({
          data: `data { x: real[N, D]  y: ${type}[N] }`,
          prior: "w: real[D] ~ normal(0, 1)",
          likelihood: "m = x @ w  y ~ uniform(0, 2)",
        }),
      );
    expect(observed("real")).toContain("H0412");
    expect(observed("unit")).not.toContain("H0412");
  });
});

describe("flat", () => {
  test.each([
    ["t ~ flat", ["H0413"]],
    ["t ~ flat()", ["H0413"]],
    ["t: positive ~ flat", ["H0413"]],
    ["t: unit ~ flat", []],
    ["t: interval(1, 2) ~ flat", []],
    ["t: simplex[D] ~ flat", []],
    ["t: correlation[D] ~ flat", []],
    ["t: covariance[D] ~ flat", ["H0413"]],
    ["t ~ flat(1)", ["H0406", "H0413"]],
    ["t: count ~ flat", ["H0416"]],
  ])("%s", (text, wanted) => expect(codes(text).toSorted()).toEqual(wanted));

  test("is no part of a distribution", () => {
    expect(codes("t ~ mixture(0.5: flat, 0.5: normal(0, 1))")).toEqual(["H0406"]);
  });

  test("is no distribution of data", () => {
    expect(codesOf(program({ likelihood: "e = x @ w + b * s  y ~ flat" }))).toContain("H0415");
  });
});
