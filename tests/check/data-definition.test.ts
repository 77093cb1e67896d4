import { describe, expect, test } from "vitest";
import { printType } from "../../src/shape/print.ts";
import { accepted, codesOf, onlyMistake, program, underlined } from "./programs.ts";

const withItems = (items: string, likelihood = "y ~ normal(x @ w + b + c, s)") =>
  program({
    data: `data "a.csv" { x: real[N, D]  y: real[N]  k: count[N]  n: count  ${items} }`,
    likelihood,
  });

describe("a definition in the data block", () => {
  test("has the type of its value, or the one declared", () => {
    const [table] = accepted(withItems("c = mean(x over D)  m: count[N] = k - 1")).tables;
    expect(table?.definitions.map(({ name, type }) => `${name}: ${printType(type)}`)).toEqual([
      "c: real[N]",
      "m: count[N]",
    ]);
  });

  test("may be a label found through another, a bool, or a response", () => {
    const text = program({
      dim: "dim County = 1..9",
      data: "data { y: real[N]  county: County[N]  state_of: State[County]  state = state_of[county]  high = y > 0  z = exp(y) }",
      prior: "a: real[State] ~ normal(0, 1)",
      likelihood: "z ~ normal(a[state] + high, 1)",
    });
    const checked = accepted(text);
    const [table] = checked.tables;
    expect(table?.definitions.map(({ type }) => printType(type))).toEqual([
      "State[N]",
      "bool[N]",
      "positive[N]",
    ]);
    expect(table?.definitions.map(({ response }) => response)).toEqual([false, false, true]);
    const [observation] = checked.likelihood;
    expect(observation?.kind === "observation" && observation.response.name).toBe("z");
    expect(checked.rows?.name).toBe("N");
  });

  test("cannot have other dimensions than its value, nor be declared twice", () => {
    expect(underlined(onlyMistake(withItems("c: real[D] = y")))).toBe("y");
    expect(codesOf(withItems("c = y  c = y"))).toContain("H0205");
    expect(codesOf(withItems("c = y  b = n"))).toContain("H0410");
  });

  test("knows the data above it and nothing else", () => {
    expect(onlyMistake(withItems("c = d  d = y")).code).toBe("H0204");
    expect(onlyMistake(withItems("c = w")).code).toBe("H0204");
  });
});
