import { describe, expect, test } from "vitest";
import { codesOf, networkProgram, onlyMistake, program } from "./programs.ts";

const mean = (text: string) => onlyMistake(program({ likelihood: `y ~ normal(x @ w + b + ${text}, s)` }));

describe("names in expressions", () => {
  test("an unknown one is told once, with the nearest", () => {
    const text = program({ likelihood: "y ~ normal(x @ ww + b * ww, s)" });
    expect(codesOf(text).filter((code) => code === "H0201")).toHaveLength(1);
    expect(mean("sx").help).toBe("did you mean x or s?");
    expect(mean("completely").edits).toEqual([]);
  });

  test("what is no value says what it is", () => {
    expect(mean("D").title).toBe("D is a dimension, not a value");
    expect(mean("normal").title).toBe("normal is a distribution, not a value");
    expect(mean("exp").title).toBe("exp is a function, not a value");
    expect(mean("b(2)").title).toBe("b is a latent, not a function");
    expect(mean("normal(0, 1)").code).toBe("H0210");
    expect(mean("expp(2)").help).toBe("did you mean exp?");
  });

  test("three namespaces: a latent may be called beta, sum or D", () => {
    const text = program({
      prior: "beta: real[D] ~ normal(0, 1)  sum ~ normal(0, 1)  D: positive ~ half_normal(1)",
      likelihood: "y ~ normal(sum(x * beta over D) + sum, D)",
    });
    expect(codesOf(text)).toEqual([]);
  });

  test("a network's weights have names, once they have priors", () => {
    expect(codesOf(networkProgram({ likelihood: "y ~ normal(f(x) + f.out.bias, s)" }))).toEqual([]);
    expect(onlyMistake(networkProgram({ likelihood: "y ~ normal(f(x) + f.out.bais, s)" })).help).toBe(
      "did you mean f.out.bias?",
    );
    expect(onlyMistake(networkProgram({ likelihood: "y ~ normal(f, s)" })).help).toBe("apply it: f(x)");
    expect(codesOf(networkProgram({ likelihood: "y ~ normal(f(x).mean, s)" }))).toEqual(["H0209"]);
  });

  test("a name is declared before it is used", () => {
    const text = program({
      prior: "w: real[D] ~ normal(0, s)  b ~ normal(b, 1)  s: positive ~ half_normal(1)",
    });
    expect(codesOf(text)).toEqual(["H0204", "H0204"]);
  });
});
