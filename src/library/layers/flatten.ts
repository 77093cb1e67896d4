/** All of an example's dimensions become one. */

import type { Layer } from "../layer.ts";
import { numbersOnly } from "./inputs.ts";

export const flatten: Layer = {
  name: "flatten",
  doc: "Lays an example's numbers out along one dimension, the last of its dimensions fastest.",
  parameters: [],
  body: false,
  linear: true,
  shape: ({ input, derive }) =>
    input.support.kind === "label" || input.dimensions.length === 0
      ? numbersOnly(input)
      : { output: [derive(null, { kind: "sum", terms: [input.dimensions] })], weights: [] },
  apply: (b, x) => {
    const [rows = 1, ...example] = x.shape;
    return b.reshape(x, [rows, example.reduce((count, size) => count * size, 1)]);
  },
};
