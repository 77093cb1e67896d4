/** A bounded interval, by the logit of the place in it. */

import { Bug } from "../../diagnostic/bug.ts";
import type { Support } from "../../shape/support.ts";
import { type Bijector, elementwise } from "../bijector.ts";
import { logSigmoidSlope } from "./unit.ts";

function bounds(support: Support): { readonly low: number; readonly high: number } {
  if (support.kind !== "interval") throw new Bug(`the interval's bijector was given ${support.kind}`);
  return support;
}

export const interval: Bijector = {
  ...elementwise,
  name: "interval",
  doc: "x = low + (high − low) / (1 + exp(−u))",
  forward: (b, u, support) => {
    const { low, high } = bounds(support);
    return b.add(b.mul(high - low, b.sigmoid(u)), low);
  },
  // u = log(x − low) − log(high − x)
  inverse: (b, x, support) => {
    const { low, high } = bounds(support);
    return b.sub(b.log(b.sub(x, low)), b.log(b.sub(high, x)));
  },
  // log(high − low) + log σ′(u)
  logDeterminant: (b, u, support) => {
    const { low, high } = bounds(support);
    return b.add(logSigmoidSlope(b, u), Math.log(high - low));
  },
};
