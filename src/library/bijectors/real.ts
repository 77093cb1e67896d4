/** The reals, as they are. */

import { type Bijector, elementwise } from "../bijector.ts";

export const real: Bijector = {
  ...elementwise,
  name: "real",
  doc: "x = u",
  forward: (_, u) => u,
  inverse: (_, x) => x,
  logDeterminant: (b, u) => b.constant(0, u.shape, u.dtype),
};
