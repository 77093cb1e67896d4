import { describe, expect, test } from "vitest";
import { printType } from "../../src/shape/print.ts";
import { codesOf, expression, onlyMistake, program, underlined } from "./programs.ts";

const typeOf = (text: string) => printType(expression(text).type);
const mean = (text: string) => onlyMistake(program({ likelihood: `y ~ normal(${text}, s)` }));

describe("arithmetic", () => {
  test.each([
    ["s + s ^ 2", "positive"],
    ["b ^ 2", "nonnegative"],
    ["b ^ 3", "real"],
    ["b ^ -2", "nonnegative"],
    ["s / (1 + s)", "positive"],
    ["1 - sigmoid(b)", "unit"],
    ["sqrt(s + s * b ^ 2)", "positive"],
    ["abs(b) + 0.1", "positive"],
    ["-s", "real"],
    ["s - s", "real"],
    ["b > 0", "bool"],
    ["(b > 0) * s", "nonnegative"],
    ["2 - 1", "real"],
  ])("%s is %s", (text, type) => expect(typeOf(text)).toBe(type));
});

describe("@", () => {
  test("contracts the left operand's last dimension, which the right one must have", () => {
    expect(typeOf("x @ w")).toBe("real[N]");
    expect(typeOf("w @ x")).toBe("real[N]");
    expect(typeOf("w @ w")).toBe("real");
    expect(typeOf("exp(x) @ exp(w)")).toBe("positive[N]");
  });

  test("else both operands are shown, and the operator underlined", () => {
    const mistake = mean("x @ y + b * sum(w over D)");
    expect([mistake.code, underlined(mistake)]).toEqual(["H0301", "@"]);
    expect(mistake.primaryText).toBe("@ contracts x's last dimension, D, which y does not have");
    expect(mistake.labels.map(({ text }) => text)).toEqual(["x: real[N, D]", "y: real[N]"]);
    expect(mean("b @ w + x @ w").primaryText).toContain("has none");
    expect(mean("x @ b + x @ w").help).toContain("with *");
  });

  test("the other way round, where that meets", () => {
    const parts = {
      data: "data { x: real[D, N]  y: real[N] }",
      likelihood: "y ~ normal(x @ w + b, s)",
    };
    expect(onlyMistake(program(parts)).help).toBe("write w @ x: the other way round they meet");
  });
});

describe("literal sizes", () => {
  test("two of them never meet", () => {
    const parts = {
      data: "data { x: real[N, 2]  y: real[N] }",
      prior: "w: real[2] ~ normal(0, 1)  b ~ normal(0, 1)  s: positive ~ half_normal(1)",
    };
    expect(codesOf(program({ ...parts, likelihood: "y ~ normal(sum(x * w over N) + b, s)" }))).toEqual([
      "H0301",
    ]);
    expect(codesOf(program({ ...parts, likelihood: "y ~ normal(x @ w + b, s)" }))).toEqual(["H0301"]);
  });
});
