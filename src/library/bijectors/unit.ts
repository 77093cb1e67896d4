/** The unit interval, by its logit. */

import type { Builder, Tensor } from "../../tensor/builder.ts";
import { type Bijector, elementwise } from "../bijector.ts";

/** log σ′(u) = log σ(u) + log σ(−u) = −softplus(−u) − softplus(u) */
export function logSigmoidSlope(b: Builder, u: Tensor): Tensor {
  return b.neg(b.add(b.softplus(b.neg(u)), b.softplus(u)));
}

export const unit: Bijector = {
  ...elementwise,
  name: "unit",
  doc: "x = 1 / (1 + exp(−u))",
  forward: (b, u) => b.sigmoid(u),
  inverse: (b, x) => b.sub(b.log(x), b.log1p(b.neg(x))),
  logDeterminant: logSigmoidSlope,
};
