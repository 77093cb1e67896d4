import { describe, expect, test } from "vitest";
import { printExpr } from "../../src/check/print.ts";
import { printType } from "../../src/shape/print.ts";
import { codesOf, expression, networkProgram, onlyMistake, program } from "./programs.ts";

const schools = {
  dim: "dim Colour = { red, green }",
  data: "data { x: real[N, D]  y: real[N]  school: School[N]  colour: Colour[N] }",
  prior:
    "w: real[D] ~ normal(0, 1)  b ~ normal(0, 1)  s: positive ~ half_normal(1)  theta: real[School] ~ normal(b, s)  hue: real[Colour] ~ normal(0, 1)",
};

describe("expressions", () => {
  test("align by name, the left operand's dimensions first", () => {
    expect(printType(expression("w * y").type)).toBe("real[D, N]");
    expect(printType(expression("y * w").type)).toBe("real[N, D]");
    expect(printType(expression("b + x").type)).toBe("real[N, D]");
  });

  test("parentheses leave no trace", () =>
    expect(printExpr(expression("((b)) * (s + 1)"))).toBe("(b * (s + 1))"));

  test("labels index, and compare with labels", () => {
    expect(printType(expression("theta[school]", schools).type)).toBe("real[N]");
    expect(printExpr(expression("hue[red]", schools))).toBe('hue[Colour."red"]');
    expect(printExpr(expression("colour == green", schools))).toBe('(colour == Colour."green")');
    expect(printExpr(expression('"green" != colour', schools))).toBe('(Colour."green" != colour)');
    const mean = (text: string) =>
      program({ ...schools, likelihood: `y ~ normal(x @ w + theta[school] + hue[colour] + ${text}, s)` });
    expect(codesOf(mean("(colour == school)"))).toEqual(["H0316"]);
    expect(codesOf(mean("(colour < red)"))).toEqual(["H0316"]);
    expect(codesOf(mean("hue[blue]"))).toEqual(["H0209"]);
    expect(codesOf(mean("theta[colour]"))).toEqual(["H0310"]);
  });

  test("a size is that of the layer, in the prior of its weights only", () => {
    expect(codesOf(networkProgram())).toEqual([]);
    expect(codesOf(program({ likelihood: "y ~ normal(x @ w + b, s / fan_in)" }))).toEqual(["H0212"]);
  });

  test("a number by labels needs a dimension that has them", () => {
    expect(codesOf(program({ likelihood: "y ~ normal(x @ w + b * { low: 1, high: 2 }, s)" }))).toEqual([
      "H0319",
    ]);
  });

  test("keywords are for distributions", () => {
    expect(onlyMistake(program({ likelihood: "y ~ normal(exp(x = b) + x @ w, s)" })).code).toBe("H0304");
  });
});
