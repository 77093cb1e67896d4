import { describe, expect, test } from "vitest";
import { printType } from "../../src/shape/print.ts";
import { accepted, codesOf, networkProgram, onlyMistake } from "./programs.ts";

const network = (text: string) => networkProgram({ network: `network f: ${text}` });

describe("networks", () => {
  test("layers introduce dimensions, and weights run over them", () => {
    const checked = accepted(network("real[D] -> real { hidden: dense(5, tanh)  dense(4, relu)  dense }"));
    expect(checked.dimensions.slice(2).map(({ id, name, origin, size }) => [id, name, origin, size])).toEqual(
      [
        ["f.hidden", "hidden", "layer", 5],
        ["f.layer2", "layer2", "layer", 4],
      ],
    );
    const layers = checked.networks[0]?.layers ?? [];
    expect(
      layers.map(({ label, weights }) => [label, ...weights.map(({ type }) => printType(type))]),
    ).toEqual([
      ["hidden", "real[D, hidden]", "real[hidden]"],
      ["layer2", "real[hidden, layer2]", "real[layer2]"],
      ["out", "real[layer2]", "real"],
    ]);
    expect(layers.map(({ activation }) => activation?.name ?? null)).toEqual(["tanh", "relu", null]);
  });

  test("an output with a dimension has it in the last layer's weights", () => {
    const text = networkProgram({
      data: "data { x: real[N, D]  y: Class[N] }",
      network: "network f: real[D] -> real[Class] { dense }",
      prior: "f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1)",
      likelihood: "y ~ categorical(logits = f(x))",
    });
    const [only] = accepted(text).networks[0]?.layers ?? [];
    expect(only?.weights.map(({ type }) => printType(type))).toEqual(["real[D, Class]", "real[Class]"]);
  });

  test("the last width is the network's, every other one is written", () => {
    expect(codesOf(network("real[D] -> real { dense(5)  dense(1) }"))).toEqual(["H0308"]);
    expect(codesOf(network("real[D] -> real { dense  dense }"))).toEqual(["H0308"]);
  });

  test("labels stand once, also the ones that are given", () => {
    expect(codesOf(network("real[D] -> real { a: dense(5)  a: dense(5)  dense }"))).toEqual(["H0205"]);
    expect(codesOf(network("real[D] -> real { out: dense(5)  dense }"))).toEqual(["H0205"]);
  });

  test("at least one layer", () => expect(codesOf(network("real[D] -> real { }"))).toEqual(["H0304"]));

  test.each([
    "real -> real { dense }",
    "real[N, D] -> real { dense }",
    "real[D] -> positive { dense }",
    "real[D] -> real[N, D] { dense }",
    "real[D] -> { mean: real, scale: positive } { dense }",
  ])("not built yet: %s", (text) => expect(codesOf(network(text))).toEqual(["H0299"]));

  test("dimensions are those of the data", () => {
    expect(onlyMistake(network("real[DD] -> real { dense }")).help).toBe("did you mean D?");
  });
});
