import { describe, expect, test } from "vitest";
import { constantOf, numberIn } from "../../src/check/constants.ts";
import { parse } from "../../src/syntax/parse.ts";
import { codesOf, expression, program } from "./programs.ts";

function written(text: string) {
  const { syntax } = parse({ name: "t", text: `infer map { steps = ${text} }` });
  const [block] = syntax?.blocks ?? [];
  const option = block?.kind === "infer" ? block.options[0] : undefined;
  return option === undefined ? null : numberIn(option.value);
}

describe("constants", () => {
  test("are calculated, functions included", () => {
    expect(constantOf(expression("-(1 + 2) * 4 / 8 ^ 1"))).toBe(-1.5);
    expect(constantOf(expression("where(2 > 1, log(exp(3)), 0)"))).toBeNull();
    expect(constantOf(expression("sqrt(16) + sigmoid(0)"))).toBe(4.5);
    expect(constantOf(expression("2 * b"))).toBeNull();
  });

  test("count by their value as a support", () => {
    expect(codesOf(program({ likelihood: "y ~ normal(x @ w + b * s, 1 - 0.5)" }))).toEqual([]);
    expect(codesOf(program({ likelihood: "y ~ normal(x @ w + b * s, 0.5 - 1)" }))).toEqual(["H0401"]);
  });

  test("options and widths may be calculated too", () => {
    expect(written("2 * (1_000 + 24)")).toBe(2048);
    expect(written("-3")).toBe(-3);
    expect(written("b")).toBeNull();
  });
});
