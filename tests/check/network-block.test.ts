import { describe, expect, test } from "vitest";
import { sizeOf } from "../../src/shape/dimension.ts";
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

  test("heads stand side by side in one dimension, which has their names", () => {
    const heads = "network f: real[D] -> { mean: real, scale: positive } { dense }";
    const checked = accepted(
      networkProgram({ network: heads, likelihood: "y ~ normal(f(x).mean, s * f(x).scale)" }),
    );
    const out = checked.dimensions.find(({ id }) => id === "f.out");
    expect(out?.labels).toEqual(["mean", "scale"]);
    expect(out && sizeOf(out, new Map())).toBe(2);
    expect(checked.networks[0]?.layers[0]?.weights.map(({ type }) => printType(type))).toEqual([
      "real[D, out]",
      "real[out]",
    ]);
  });

  test.each([
    ["count[D] -> real { dense }", "H0304"],
    ["real[D] -> count { dense }", "H0304"],
    ["real[D] -> { a: real, a: real } { dense }", "H0205"],
    ["real[D] -> { a: real, b: bool } { dense }", "H0304"],
  ])("%s: %s", (text, code) => expect(codesOf(network(text))).toEqual([code]));

  test("dimensions are those of the data", () => {
    expect(onlyMistake(network("real[DD] -> real { dense }")).help).toBe("did you mean D?");
  });
});
