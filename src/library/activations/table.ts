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
  {
    name: "gelu",
    doc: "x Φ(x), Φ the normal distribution function: a smooth relu (Hendrycks & Gimpel, 2016).",
    apply: (b, x) => b.mul(x, b.mul(0.5, b.add(1, b.erf(b.mul(Math.SQRT1_2, x))))),
  },
  {
    name: "silu",
    doc: "x/(1 + exp(−x)), also called swish: a smooth relu (Elfwing, Uchibe & Doya, 2018).",
    apply: (b, x) => b.mul(x, b.sigmoid(x)),
  },
  {
    name: "elu",
    doc: "x, and exp(x) − 1 where x is below 0 (Clevert, Unterthiner & Hochreiter, 2016).",
    // max(x, 0) + expm1(min(x, 0)): the exponential is taken only where it is small
    apply: (b, x) => b.add(b.max(x, 0), b.expm1(b.min(x, 0))),
  },
);
