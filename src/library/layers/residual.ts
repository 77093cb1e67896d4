/** The residual connection: He, Zhang, Ren & Sun, "Deep residual learning for image recognition" (2016). */

import { printDimensions } from "../../shape/print.ts";
import type { Layer } from "../layer.ts";

export const residual: Layer = {
  name: "residual",
  doc: "Adds what enters its layers to what leaves them; the last of them has the width of what enters.",
  parameters: [],
  body: true,
  linear: true,
  shape: ({ input, inner }) => {
    const given = inner ?? [];
    const same =
      given.length === input.dimensions.length && given.every((d, axis) => d === input.dimensions[axis]);
    if (same && input.support.kind !== "label") return { output: input.dimensions, weights: [] };
    return {
      wants: `layers that give ${printDimensions(input.dimensions) || "one number"}, as what enters them`,
      found: printDimensions(given) || "one number",
      help: "end it in a dense without a width, which gives back what entered",
    };
  },
  // y = x + layers(x)
  apply: (b, x, { inner }) => b.add(x, inner(x)),
};
