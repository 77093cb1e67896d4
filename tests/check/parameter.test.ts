import { describe, expect, test } from "vitest";
import { fits } from "../../src/check/parameter.ts";
import { codesOf, expression, onlyMistake, program } from "./programs.ts";

const scale = (text: string, parts = {}) =>
  onlyMistake(program({ likelihood: `y ~ normal(x @ w + b * s, ${text})`, ...parts }));

describe("a parameter's support", () => {
  test("the scale of normal must be positive, and the declaration is shown", () => {
    const mistake = scale("b");
    expect([mistake.code, mistake.title]).toEqual(["H0401", "the scale of normal must be positive"]);
    expect(mistake.primaryText).toBe("b is real, declared at line 5");
    expect(mistake.labels.map(({ text }) => text)).toEqual(["b is real"]);
    expect(mistake.help).toBe("declare `b: positive ~ half_normal(1)`, or write softplus(b)");
  });

  test("constants count by their value, ends included for a probability", () => {
    const unit = { kind: "unit" } as const;
    expect([0, 0.5, 1, 2, -1].map((value) => fits(expression(`${value}`), unit))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(fits(expression("2"), { kind: "count" })).toBe(true);
    expect(fits(expression("2.5"), { kind: "count" })).toBe(false);
    expect(fits(expression("s"), { kind: "count" })).toBe(false);
    expect(fits(expression("s"), { kind: "nonnegative" })).toBe(true);
    expect(fits(expression("s"), { kind: "interval", low: 0, high: 1 })).toBe(false);
  });
});

describe("a parameter's dimensions", () => {
  test("are among those of what is drawn", () => {
    const mistake = onlyMistake(program({ likelihood: "y ~ normal(x * w + b, s)" }));
    expect([mistake.title, mistake.help]).toEqual([
      "x * w + b has D, which y lacks",
      "write x @ w, which also sums over D",
    ]);
    expect(codesOf(program({ likelihood: "y ~ normal(x @ w + b, s * exp(y))" }))).toEqual([]);
  });

  test("a vector parameter has the labels' dimension", () => {
    const parts = {
      data: "data { x: real[N, D]  y: Class[N] }",
      prior: "w: real[D] ~ normal(0, 1)  v: real[Class] ~ normal(0, 1)",
    };
    expect(codesOf(program({ ...parts, likelihood: "y ~ categorical(logits = x @ w * v)" }))).toEqual([]);
    expect(
      codesOf(program({ ...parts, likelihood: "y ~ categorical(logits = v + sum(x * w over D))" })),
    ).toEqual([]);
    expect(
      codesOf(
        program({
          ...parts,
          prior: "w: real[D] ~ normal(0, 1)",
          likelihood: "y ~ categorical(logits = x @ w)",
        }),
      ),
    ).toEqual(["H0317"]);
  });
});
