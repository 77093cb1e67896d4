/**
 * Layer normalisation: Ba, Kiros & Hinton, "Layer normalization" (2016), each example by itself. Without the gain and offset
 * that papers add: the next layer's weights do what these would, and would not be told apart from them by data.
 */

import type { Layer } from "../layer.ts";
import { numbersOnly } from "./inputs.ts";

export const layerNorm: Layer = {
  name: "layer_norm",
  doc: "Each example's numbers less their mean, by their standard deviation (divisor n, 1e-5 added to the variance).",
  parameters: [],
  body: false,
  linear: false,
  shape: ({ input }) =>
    input.support.kind === "label" || input.dimensions.length === 0
      ? numbersOnly(input)
      : { output: input.dimensions, weights: [] },
  // (x − x̄) / √(Σ (x − x̄)² / n + 1e-5), over all of an example's dimensions
  apply: (b, x) => {
    const axes = x.shape.flatMap((_, axis) => (axis === 0 ? [] : [axis]));
    const count = x.shape.slice(1).reduce((product, size) => product * size, 1);
    const mean = b.div(b.sum(x, axes), count);
    const deviation = b.sub(x, b.broadcast(mean, x.shape, [0]));
    const variance = b.div(b.sum(b.square(deviation), axes), count);
    const scale = b.div(1, b.sqrt(b.add(variance, 1e-5)));
    return b.mul(deviation, b.broadcast(scale, x.shape, [0]));
  },
};
