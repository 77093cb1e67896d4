/** The activations a layer may end with, elementwise, by name. */

import type { Activation } from "../layer.ts";
import { table } from "../rows.ts";

export const activations: ReadonlyMap<string, Activation> = table<Activation>(
  { name: "identity", doc: "x itself: no activation.", apply: (_, x) => x },
  { name: "relu", doc: "max(x, 0): cheap, and not smooth at 0.", apply: (b, x) => b.max(x, 0) },
  { name: "tanh", doc: "Between −1 and 1, odd and smooth.", apply: (b, x) => b.tanh(x) },
  { name: "sigmoid", doc: "1/(1 + exp(−x)): between 0 and 1.", apply: (b, x) => b.sigmoid(x) },
  {
    name: "softplus",
    doc: "log(1 + exp x): a smooth relu, always positive.",
    apply: (b, x) => b.softplus(x),
  },
);
