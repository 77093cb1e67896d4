/** The fully connected layer. */

import type { Layer } from "../layer.ts";
import { pick } from "../rows.ts";
import { activation } from "./parameters.ts";
import { vectorsOnly } from "./inputs.ts";

export const dense: Layer = {
  name: "dense",
  doc: "Every output is a weighted sum of every input plus a bias.",
  parameters: [
    {
      name: "width",
      kind: "width",
      required: false,
      doc: "how many outputs; the last layer's is the network's",
    },
    activation,
  ],
  body: false,
  linear: true,
  shape: ({ input, width }) => {
    if (input.support.kind === "label" || input.dimensions.length > 1) return vectorsOnly("dense", input);
    const fan = { fanIn: input.dimensions, fanOut: width };
    return {
      output: width,
      weights: [
        { role: "weight", dimensions: [...input.dimensions, ...width], ...fan },
        { role: "bias", dimensions: width, ...fan },
      ],
    };
  },
  // y = x W + b, x [rows, in], W [in, …out], b […out]; an input of one number has x [rows], W […out]
  apply: (b, x, { weights }) => {
    const { weight, bias } = pick(weights, "weight", "bias");
    const contract = x.shape.length === 1 ? ([[], []] as const) : ([[1], [0]] as const);
    const product = b.dot(x, weight, contract);
    const axes = bias.shape.map((_, axis) => axis + 1);
    return b.add(product, bias.shape.length === 0 ? bias : b.broadcast(bias, product.shape, axes));
  },
};
