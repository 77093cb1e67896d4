/** Layers and their gradients where they run: compiled, in f32 and f64, as the interpreter has them. */

import { describe, expect, test } from "vitest";
import { at } from "../../src/tensor/axes.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import { gradient } from "../../src/tensor/differentiate.ts";
import { both, expectNear, plain, programOf, wasm } from "../lower/compare.ts";
import { draws, type LayerCase, layerCases, made, product } from "./layer-cases.ts";

function graphOf(layerCase: LayerCase, float: "f32" | "f64") {
  const { given, apply } = made(layerCase);
  const b = createBuilder(float);
  const inputs = Object.fromEntries(
    Object.entries(given).map(([name, { shape, dtype }]) => [name, b.input(name, shape, dtype ?? float)]),
  );
  const y = apply(b, inputs);
  const loss = b.sum(b.mul(y, b.literal(draws(product(y.shape), 9), y.shape, float)));
  const wrt = Object.entries(inputs).flatMap(([name, x]) => (given[name]?.dtype ? [] : [x]));
  return b.finish([y, ...gradient(b, loss, wrt)]);
}

// Planted: the pixel of a window looked up one channel further; a gradient added at the row after its own.
describe.each(["f64", "f32"] as const)("%s", (float) => {
  test.each(layerCases)("$name of $input to $width, size $size", async (layerCase) => {
    const graph = graphOf(layerCase, float);
    const values = Object.values(made(layerCase).given).map(({ values: numbers, dtype }) =>
      dtype === undefined && float === "f32" ? Float32Array.from(numbers) : Float64Array.from(numbers),
    );
    for (const runtime of [wasm, plain]) {
      const [wanted, found] = await both(programOf(graph), values, runtime);
      expect(wanted.length).toBeGreaterThan(1);
      wanted.forEach((numbers, i) => {
        const scale = Math.max(...numbers.map(Math.abs), 0);
        expectNear(at(found, i), numbers, float === "f64" ? 1e-12 : 1e-5, scale);
      });
    }
  });
});
