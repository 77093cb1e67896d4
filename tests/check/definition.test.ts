import { describe, expect, test } from "vitest";
import { printType } from "../../src/shape/print.ts";
import { accepted, codesOf, onlyMistake, program } from "./programs.ts";

const defined = (text: string) => program({ likelihood: `${text}  y ~ normal(x @ w + b, s)` });

describe("definitions", () => {
  test("have the type of their expression", () => {
    const [m] = accepted(defined("m = exp(x @ w)")).likelihood;
    expect(m?.kind === "deterministic" && printType(m.type)).toBe("positive[N]");
  });

  test("stand in the prior too, where they are reported", () => {
    const text = program({
      prior: "w: real[D] ~ normal(0, 1)  b ~ normal(0, 1)  s: positive ~ half_normal(1)  v = s ^ 2",
    });
    expect(accepted(text).prior.at(-1)?.name).toBe("v");
  });

  test("a declared type must agree: support, dimensions and their order", () => {
    expect(codesOf(defined("m: positive[N] = exp(y)"))).not.toContain("H0309");
    expect(onlyMistake(defined("m: positive[N] = y")).code).toBe("H0309");
    expect(onlyMistake(defined("m: real[D, N] = x")).code).toBe("H0309");
    expect(onlyMistake(defined("m: real[N] = b")).code).toBe("H0309");
  });

  test("a weight cannot be defined, and a name only once", () => {
    expect(codesOf(defined("f.weight = 3"))).toEqual(["H0210"]);
    expect(codesOf(defined("b = 3"))).toEqual(["H0205"]);
  });
});
