/** The fully connected layer. */

import type { Layer } from "../layer.ts";
import { pick } from "../rows.ts";

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
    {
      name: "activation",
      kind: "activation",
      required: false,
      doc: "applied to each output; identity if omitted",
    },
  ],
  weights: [
    { role: "weight", axes: ["in", "out"] },
    { role: "bias", axes: ["out"] },
  ],
  // y = x W + b, x [rows, in], W [in, out], b [out]; a scalar out has W [in], b []
  apply: (b, x, weights) => {
    const { weight, bias } = pick(weights, "weight", "bias");
    const product = b.dot(x, weight, [[1], [0]]);
    return b.add(product, bias.shape.length === 0 ? bias : b.broadcast(bias, product.shape, [1]));
  },
};
