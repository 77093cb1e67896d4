/** A vector of weights for each label: a dense layer on one-hot inputs, without the multiplications by nought. */

import { printType } from "../../shape/print.ts";
import type { Layer } from "../layer.ts";
import { pick } from "../rows.ts";

export const embedding: Layer = {
  name: "embedding",
  doc: "Looks up a vector of weights for each label of a category.",
  parameters: [
    {
      name: "width",
      kind: "width",
      required: false,
      doc: "how many numbers a label gets; the last layer's is the network's",
    },
  ],
  body: false,
  linear: true,
  shape: ({ input, width }) => {
    const { support, dimensions } = input;
    if (support.kind !== "label") {
      const help = "let the network take labels, network e: School -> real, or write dense";
      return { wants: "labels", found: printType(input), help };
    }
    // One label is looked up at a time, so that one weight makes an output: fan_in is 1.
    const weight = {
      role: "weight",
      dimensions: [support.dimension, ...width],
      fanIn: [],
      fanOut: width,
    };
    return { output: [...dimensions, ...width], weights: [weight] };
  },
  // y = W[x]
  apply: (b, x, { weights }) => b.gather(pick(weights, "weight").weight, x),
};
