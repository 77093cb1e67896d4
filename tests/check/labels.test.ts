import { describe, expect, test } from "vitest";
import { printType } from "../../src/shape/print.ts";
import { codesOf, expression, onlyMistake, program } from "./programs.ts";

const parts = {
  dim: "dim Colour = { red, green }",
  data: "data { x: real[N, D]  y: real[N]  school: School[N]  n: count[N]  colour: Colour[N] }",
  prior:
    "w: real[D] ~ normal(0, 1)  b ~ normal(0, 1)  s: positive ~ half_normal(1)  theta: real[School, Colour] ~ normal(b, s)",
};
const mean = (text: string) =>
  onlyMistake(program({ ...parts, likelihood: `y ~ normal(x @ w + ${text}, s)` }));

describe("labels", () => {
  test("the index's dimensions take the place of the one it labels", () => {
    expect(printType(expression("theta[school]", parts).type)).toBe("real[N, Colour]");
    expect(printType(expression("theta[school, colour]", parts).type)).toBe("real[N]");
    expect(printType(expression("theta[colour, school]", parts).type)).toBe("real[N]");
  });

  test("an index is a label of a dimension of the array", () => {
    expect(mean("theta[n, colour]").primaryText).toBe("count[N]: no labels");
    expect(mean("w[school]").help).toBeNull();
    expect(mean("theta[schol, colour]").code).toBe("H0201");
    const quoted = codesOf(
      program({ ...parts, likelihood: 'y ~ normal(x @ w + theta["schol", colour], s)' }),
    );
    expect(quoted.filter((code) => code !== "H0213")).toEqual([]);
    expect(
      codesOf(program({ ...parts, likelihood: "y ~ normal(x @ w + theta[school, colour, school], s)" })),
    ).toEqual(["H0310"]);
  });

  test("a misspelt index is an unknown name, not a label", () => {
    const one = { ...parts, prior: parts.prior.replace("[School, Colour]", "[School]") };
    const found = onlyMistake(program({ ...one, likelihood: "y ~ normal(x @ w + theta[schol], s)" }));
    expect([found.code, found.help]).toEqual(["H0201", "did you mean school?"]);
  });
});
