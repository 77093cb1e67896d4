import { describe, expect, test } from "vitest";
import { allLayers } from "../../src/check/weights.ts";
import { sizeOf } from "../../src/shape/dimension.ts";
import { printDimensions, printType } from "../../src/shape/print.ts";
import { accepted, codesOf, networkProgram, onlyMistake } from "./programs.ts";

const image = (layers: string) =>
  networkProgram({
    data: "data { x: real[N, Row, Column]  y: real[N] }",
    network: `network f: real[Row, Column] -> real { ${layers} }`,
  });
const vector = (layers: string) => networkProgram({ network: `network f: real[D] -> real { ${layers} }` });

describe("layers one after the other", () => {
  const text = image("edges: conv(4, 3, relu)  max_pool(2)  conv(5, 2)  flatten  dense");
  const checked = accepted(text);
  const layers = checked.networks[0]?.layers ?? [];

  test("have names among the layers with weights", () =>
    expect(layers.map(({ label }) => label)).toEqual(["edges", "max_pool", "layer2", "flatten", "out"]));

  test("have sizes that follow from the image's", () => {
    const sizes = new Map([
      ["Row", 9],
      ["Column", 8],
    ]);
    expect(layers.map(({ output }) => output.map((d) => sizeOf(d, sizes)))).toEqual([
      [7, 6, 4],
      [3, 3, 4],
      [2, 2, 5],
      [20],
      [],
    ]);
  });

  test("have weights over windows and channels, and a fan of those", () => {
    const [edges, , second] = layers;
    expect([edges, second].map((layer) => layer?.weights.map(({ type }) => printType(type)))).toEqual([
      ["real[3, 3, edges]", "real[edges]"],
      ["real[2, 2, edges, layer2]", "real[layer2]"],
    ]);
    expect(second?.weights[0] && printDimensions(second.weights[0].fanIn)).toBe("[2, 2, edges]");
    expect(second?.weights[0] && printDimensions(second.weights[0].fanOut)).toBe("[2, 2, layer2]");
  });
});

describe("a residual", () => {
  test("gives what enters it, and numbers the layers in its braces with the others", () => {
    const checked = accepted(vector("dense(4, tanh)  residual { dense(3, silu)  dense }  layer_norm  dense"));
    const layers = allLayers(checked.networks[0]?.layers ?? []);
    expect(layers.map(({ label, output }) => `${label} ${printDimensions(output)}`)).toEqual([
      "layer1 [layer1]",
      "residual [layer1]",
      "layer2 [layer2]",
      "layer3 [layer1]",
      "layer_norm [layer1]",
      "out ",
    ]);
  });

  test("has no width of its own at its end", () =>
    expect(onlyMistake(vector("dense(4)  residual { dense(4) }  dense")).code).toBe("H0308"));

  test("has layers that keep the shape", () =>
    expect(codesOf(image("conv(2, 3)  residual { max_pool(2) }  flatten  dense"))).toEqual(["H0304"]));
});

test.each([
  ["conv(4, 3)  dense", vector],
  ["embedding(4)  dense", vector],
  ["flatten  dense", (layers: string) => vector(layers).replace("real[D] ->", "real ->")],
  ["dense", image],
  ["flatten", image],
  ["conv(4, 3)", image],
])("what does not fit is told once: %s", (layers, of) => expect(codesOf(of(layers))).toEqual(["H0304"]));

test("two weightless layers of one word have no name to share", () =>
  expect(codesOf(image("max_pool(2)  max_pool(2)  flatten  dense"))).toEqual([]));
