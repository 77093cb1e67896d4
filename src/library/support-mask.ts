/** Densities that end somewhere: −∞ beyond, without a NaN in the gradient ("double where", as the jax documentation calls it). */

import type { Builder, Tensor } from "../tensor/builder.ts";

/**
 * `formula(x)` where `inside`, −∞ elsewhere. Outside, the formula is evaluated at `safe`: a cotangent of zero times a
 * derivative of infinity would otherwise be NaN.
 */
export function onSupport(
  b: Builder,
  x: Tensor,
  inside: Tensor,
  safe: number,
  formula: (x: Tensor) => Tensor,
): Tensor {
  return b.select(inside, formula(b.select(inside, x, safe)), -Infinity);
}
