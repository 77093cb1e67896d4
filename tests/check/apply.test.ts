import { describe, expect, test } from "vitest";
import { printType } from "../../src/shape/print.ts";
import { accepted, codesOf, networkProgram, onlyMistake, underlined } from "./programs.ts";

const heads = (likelihood: string) =>
  networkProgram({
    network: "network f: real[D] -> { mean: real, scale: positive } { hidden: dense(3, tanh)  dense }",
    prior: "f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1)",
    likelihood,
  });

describe("a network with heads", () => {
  test("gives a value of each head's own support", () => {
    const checked = accepted(heads("m = f(x).mean  y ~ normal(m, f(x).scale)"));
    const [m] = checked.likelihood;
    expect(m?.kind === "deterministic" && printType(m.type)).toBe("real[N]");
  });

  test("is used by its heads", () => {
    const bare = onlyMistake(heads("y ~ normal(f(x), 1)"));
    expect([bare.code, underlined(bare), bare.help]).toEqual([
      "H0210",
      "f(x)",
      "write f(x).mean or f(x).scale",
    ]);
    const wrong = onlyMistake(heads("y ~ normal(f(x).mena, f(x).scale)"));
    expect([wrong.code, wrong.help]).toEqual(["H0209", "did you mean mean?"]);
  });

  test("a head that may be negative is no scale", () =>
    expect(codesOf(heads("y ~ normal(f(x).scale, f(x).mean)"))).toEqual(["H0401"]));
});

describe("a network of labels", () => {
  const rents = (likelihood: string) =>
    networkProgram({
      data: "data { x: real[N, D]  y: real[N]  street: Street[N]  town: Town[N] }",
      network: "network f: Street -> real { embedding(2)  dense }",
      prior: "f.weight ~ normal(0, 1 / sqrt(fan_in))  f.bias ~ normal(0, 1)  s: positive ~ half_normal(1)",
      likelihood,
    });

  test("takes labels of its dimension and no others", () => {
    const checked = accepted(rents("y ~ normal(f(street), s)"));
    expect(checked.networks[0]?.layers[0]?.weights.map(({ type }) => printType(type))).toEqual([
      "real[Street, layer1]",
    ]);
    expect(codesOf(rents("y ~ normal(f(town), s)"))).toEqual(["H0307"]);
    expect(codesOf(rents("y ~ normal(f(x), s)"))).toEqual(["H0307"]);
  });
});

test("a single number is lifted over all its dimensions", () => {
  const text = networkProgram({
    data: "data { x: real[N, D]  y: real[N, D] }",
    network: "network f: real -> real { hidden: dense(3, tanh)  dense }",
  });
  const [statement] = accepted(text).likelihood;
  const mean = statement?.kind === "observation" ? statement.distribution.arguments["mean"] : undefined;
  expect(mean && printType(mean.type)).toBe("real[N, D]");
});
