/** Density 1 wherever a latent may lie: no distribution, but what a prior left out amounts to. */

import { Bug } from "../../diagnostic/bug.ts";
import { bounds, type Support } from "../../shape/support.ts";
import type { Distribution } from "../distribution.ts";

export const flat: Distribution = {
  name: "flat",
  doc: "Density 1 on the declared scale, improper where that has no end; a wide normal is as vague and can be simulated.",
  support: () => ({ kind: "real" }),
  on: flatOn,
  signatures: [{ parameters: [] }],
  logDensity: (b, x) => b.constant(0, x.shape),
  sample: () => {
    throw new Bug("an improper prior has no draws");
  },
  reparameterised: false,
  mean: null,
  variance: null,
  example: {},
};

// log p(x) = 0 in the support. Vectors and matrices are made to lie in theirs.
function flatOn(support: Support): Distribution {
  const limits = bounds(support);
  return {
    ...flat,
    support: () => support,
    logDensity: (b, x) => {
      const density = b.constant(0, x.shape);
      if (limits === null || support.kind === "real") return density;
      return b.select(b.and(b.ge(x, limits.low), b.le(x, limits.high)), density, -Infinity);
    },
  };
}
