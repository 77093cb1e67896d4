/** The shape of a bijector's row: from the unconstrained reals onto a support. Stan's transforms. */

import type { Support } from "../shape/support.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";

export interface Bijector {
  readonly name: string;
  readonly doc: string;
  /** unconstrained → constrained, elementwise. */
  readonly forward: (b: Builder, u: Tensor, support: Support) => Tensor;
  /** constrained → unconstrained. */
  readonly inverse: (b: Builder, x: Tensor, support: Support) => Tensor;
  /** log |d forward / du|, elementwise. */
  readonly logDeterminant: (b: Builder, u: Tensor, support: Support) => Tensor;
}
