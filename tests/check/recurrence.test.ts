import { describe, expect, test } from "vitest";
import { lagsOf, lagsWithin } from "../../src/check/recurrence.ts";
import { accepted, codesOf, program } from "./programs.ts";

const withQuantity = (definition: string) =>
  program({ likelihood: `${definition}  y ~ normal(x @ w + b + h, s)` });

describe("a name on its own right side", () => {
  test("is a recurrence inside lag, its type declared and its start given", () => {
    expect(codesOf(withQuantity("h: real[N] = y - b * lag(h over N, 1, start = 0)"))).toEqual([]);
    expect(codesOf(withQuantity("h: positive[N] = lag(sqrt(s + h^2) over N, 1, start = s)"))).toEqual([]);
    expect(codesOf(withQuantity("h = y - b * lag(h over N, 1, start = 0)"))).toEqual(["H0204"]);
    expect(codesOf(withQuantity("h: real[N] = y - b * h"))).toEqual(["H0204"]);
    expect(codesOf(withQuantity("h: real[N] = y + lag(y over N, 1, start = h)"))).toEqual(["H0302"]);
    expect(codesOf(withQuantity("h: real[N] = y - b * lag(h over N, 1)"))).toEqual(["H0321"]);
  });

  test("looks back at several expressions where one of them is the name alone", () => {
    const two = "h: real[N] = lag(h over N, 1, start = 0) + lag(h^2 over N, 1, start = 0)";
    expect(codesOf(withQuantity(two))).toEqual([]);
  });

  test("keeps its declared support", () => {
    expect(codesOf(withQuantity("h: positive[N] = lag(h - 1 over N, 1, start = s)"))).toEqual(["H0309"]);
  });

  test("two that need each other are refused", () => {
    const both = "a: real[N] = lag(h over N, 1, start = 0)  h: real[N] = lag(a over N, 1, start = 0)";
    expect(codesOf(withQuantity(both))).toEqual(["H0204"]);
  });

  test("it may look back at several expressions, through a lag within a lag, and not through sums", () => {
    const coded = (value: string) => codesOf(withQuantity(`h: real[N] = ${value}`));
    expect(coded("lag(h^2 over N, 1, start = 0) + lag(exp(h) over N, 1, start = 0)")).toEqual([]);
    expect(coded("lag(lag(h over N, 1, start = 0) over N, 1, start = 0)")).toEqual([]);
    expect(coded("lag(h + lag(h over N, 1) over N, 1, start = 0)")).toEqual(["H0321"]);
    expect(coded("y + lag(cumsum(h over N) over N, 1, start = 0)")).toEqual(["H0299"]);
  });

  test("a latent's prior may look back at the latent", () => {
    const walk = (mean: string) =>
      program({
        prior: `w: real[D] ~ normal(0, 1)  z: real[N] ~ normal(${mean}, 1)`,
        likelihood: "y ~ normal(x @ w + z, 1)",
      });
    expect(codesOf(walk("lag(z over N, 1, start = 0)"))).toEqual([]);
    expect(codesOf(walk("lag(z over N, 1)"))).toEqual(["H0321"]);
    expect(codesOf(walk("z"))).toEqual(["H0204"]);
  });
});

test("the lags of a value at itself are found, those of others are not", () => {
  const text = withQuantity("h: real[N] = lag(y over N, 3, start = 0) - lag(h over N, 2, start = 0)");
  const [statement] = accepted(text).likelihood;
  if (statement?.kind !== "deterministic") throw new Error("no quantity");
  expect(lagsOf("h", statement.value).map(({ by }) => by)).toEqual([2]);
  expect(lagsWithin("h", statement.value).map(({ by }) => by)).toEqual([2]);
});
