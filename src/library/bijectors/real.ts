/** The reals, as they are. */

import type { Bijector } from "../bijector.ts";

export const real: Bijector = {
  name: "real",
  doc: "x = u",
  forward: (_, u) => u,
  inverse: (_, x) => x,
  logDeterminant: (b, u) => b.constant(0, u.shape, u.dtype),
};
