import { describe, expect, test } from "vitest";
import { printType } from "../../src/shape/print.ts";
import { accepted, codesOf, expression, networkProgram, onlyMistake, program } from "./programs.ts";

const typeOf = (text: string) => printType(expression(text).type);

describe("functions", () => {
  test("are elementwise, and their supports follow", () => {
    expect(typeOf("exp(x)")).toBe("positive[N, D]");
    expect(typeOf("sigmoid(b)")).toBe("unit");
    expect(typeOf("sqrt(s)")).toBe("positive");
    expect(typeOf("where(b > 0, s, 1)")).toBe("positive");
    expect(typeOf("max(w, y)")).toBe("real[D, N]");
  });

  test("want their number of operands, numbers, and a bool as a condition", () => {
    expect(onlyMistake(program({ likelihood: "y ~ normal(log(x @ w, b), s)" })).code).toBe("H0304");
    expect(codesOf(program({ likelihood: "y ~ normal(where(b, x @ w, 1), s)" }))).toEqual(["H0306"]);
    const labels = program({
      data: "data { x: real[N, D]  y: real[N]  g: G[N] }",
      likelihood: "y ~ normal(x @ w + b + exp(g), s)",
    });
    expect(codesOf(labels)).toEqual(["H0303"]);
  });
});

describe("reductions", () => {
  test("take a dimension away", () => {
    expect(typeOf("sum(x over N)")).toBe("real[D]");
    expect(typeOf("mean(exp(x) over D)")).toBe("positive[N]");
    expect(typeOf("sd(x over N)")).toBe("nonnegative[D]");
    expect(typeOf("max(x over D)")).toBe("real[N]");
    expect(typeOf("logsumexp(x over D)")).toBe("real[N]");
  });

  test("a dimension that is not there, or none, is a mistake that names those that are", () => {
    const absent = onlyMistake(program({ likelihood: "y ~ normal(x @ w + sum(w over N) + b, s)" }));
    expect([absent.code, absent.help]).toEqual(["H0305", "name the dimension: sum(w over D)"]);
    const none = onlyMistake(program({ likelihood: "y ~ normal(sum(x * w) + b, s)" }));
    expect(none.help).toBe("name the dimension: sum(x * w over N) or sum(x * w over D)");
    expect(codesOf(program({ likelihood: "y ~ normal(x @ w + exp(b over D), s)" }))).toEqual(["H0304"]);
  });
});

describe("a network applied", () => {
  test("is lifted over the dimensions its input lacks", () => {
    const text = networkProgram({
      data: "data { x: real[Day, N, D]  y: real[Day, N] }",
    });
    const [observation] = accepted(text).likelihood;
    const mean = observation?.kind === "observation" ? observation.distribution.arguments["mean"] : undefined;
    expect(mean && printType(mean.type)).toBe("real[Day, N]");
  });

  test("gives its output's dimension last", () => {
    const text = networkProgram({
      data: "data { x: real[N, D]  y: Class[N] }",
      network: "network f: real[D] -> real[Class] { dense }",
      prior: "f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1)",
      likelihood: "y ~ categorical(logits = f(x))",
    });
    expect(codesOf(text)).toEqual([]);
  });

  test("wants one argument that has its input's dimension", () => {
    const wrong = onlyMistake(networkProgram({ likelihood: "y ~ normal(f(y), s)" }));
    expect([wrong.code, wrong.primaryText]).toEqual(["H0307", "y is real[N], without [D]"]);
    expect(codesOf(networkProgram({ likelihood: "y ~ normal(f(x, y), s)" }))).toEqual(["H0307"]);
  });

  test("an example and an output cannot share a dimension", () => {
    const text = networkProgram({
      data: "data { x: real[N, D, K]  y: real[N, K] }",
      network: "network f: real[D] -> real[K] { dense }",
      likelihood: "y ~ normal(f(x), s)",
    });
    expect(codesOf(text)).toEqual(["H0301"]);
  });
});
