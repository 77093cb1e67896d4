import { describe, expect, test } from "vitest";
import { accepted, codesOf, networkProgram, onlyMistake } from "./programs.ts";

const network = (layers: string) =>
  networkProgram({ network: `network f: real[D] -> real { ${layers} dense }` });

describe("a layer's arguments", () => {
  test("stand in order or by name", () => {
    for (const layer of ["dense(7, relu)", "dense(width = 7, activation = relu)", "dense(relu, width = 7)"]) {
      const [first] = accepted(network(`hidden: ${layer}`)).networks[0]?.layers ?? [];
      expect([first?.output[0]?.size, first?.activation?.name]).toEqual([7, "relu"]);
    }
  });

  test("the last layer may have an activation, and no width", () => {
    const text = networkProgram({ network: "network f: real[D] -> real { dense(9)  dense(softplus) }" });
    expect(accepted(text).networks[0]?.layers[1]?.activation?.name).toBe("softplus");
  });

  test.each([
    ["dense(0)", "H0308"],
    ["dense(2.5)", "H0308"],
    ["dense(relu)", "H0308"],
    ["dense(3, 4)", "H0202"],
    ["dense(3, relu, tanh)", "H0304"],
    ["dense(3, width = 4)", "H0304"],
    ["dense(widht = 4)", "H0304"],
    ["dense(3, rellu)", "H0202"],
    ["dens(3)", "H0202"],
    ["dropout", "H0304"],
    ["dropout(1)", "H0304"],
    ["dropout(-0.1)", "H0304"],
    ["dropout(0.1, 0.2)", "H0304"],
    ["residual { dense(3) }", "H0308"],
    ["residual", "H0304"],
    ["residual { }", "H0304"],
    ["residual(3) { dense }", "H0304"],
    ["conv(3)", "H0304"],
    ["conv(3, 0.5)", "H0304"],
    ["max_pool", "H0304"],
    ["flatten(2)", "H0304"],
    ["batch_norm", "H0202"],
    ["dense { dense(3) }", "H0304"],
    ["bias: dense(3)", "H0211"],
  ])("%s: %s", (layer, code) => expect(codesOf(network(layer))).toEqual([code]));

  test("an activation alone is no layer", () =>
    expect(onlyMistake(network("relu")).notes[0]).toContain("dense(50, relu)"));
});

test("batch normalisation is refused with its reason, and another layer offered", () => {
  const { notes, edits } = onlyMistake(network("BatchNorm"));
  expect(notes[0]).toContain("no product over rows");
  expect(edits.map(({ text }) => text)).toEqual(["layer_norm"]);
});
