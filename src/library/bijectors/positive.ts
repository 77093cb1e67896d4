/** The positive numbers, by their logarithm. */

import { type Bijector, elementwise } from "../bijector.ts";

export const positive: Bijector = {
  ...elementwise,
  name: "positive",
  doc: "x = exp(u)",
  forward: (b, u) => b.exp(u),
  inverse: (b, x) => b.log(x),
  // log |d exp(u) / du| = u
  logDeterminant: (_, u) => u,
};
