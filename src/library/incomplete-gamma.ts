/**
 * The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P(a, x) as graphs, by their logarithms, each to full relative
 * accuracy however small, with derivatives in a and x: of gamma's tails, inverse_gamma's and poisson's.
 */

import type { Builder, Tensor } from "../tensor/builder.ts";
import { logOneMinusExp } from "./log-space.ts";
import { fallOf, logIntegral } from "./tail-integral.ts";

/** Logarithms of what lies below and above. */
export interface LogTails {
  readonly below: Tensor;
  readonly above: Tensor;
}

/** log P(a, x) and log Q(a, x), a and x positive: the smaller is integrated, the other is the rest. */
export function logIncompleteGamma(b: Builder, a: Tensor, x: Tensor): LogTails {
  const right = b.ge(x, a);
  // Each is given arguments at which it is the smaller.
  const below = logLower(b, a, b.select(right, a, x));
  const above = logUpper(b, a, b.select(right, x, a));
  return {
    below: b.select(right, logOneMinusExp(b, above), below),
    above: b.select(right, above, logOneMinusExp(b, below)),
  };
}

/** log xᵃ e⁻ˣ / Γ(a): the density of log x. */
export function logGammaDensity(b: Builder, a: Tensor, x: Tensor): Tensor {
  return b.sub(b.sub(b.mul(a, b.log(x)), x), b.lgamma(a));
}

/** With t = x e⁻ʷ: P(a, x) = xᵃ e⁻ˣ / Γ(a) · ∫ exp(−a w + x (1 − e⁻ʷ)) dw, x ≤ a */
function logLower(b: Builder, a: Tensor, x: Tensor): Tensor {
  const d = fallOf(b, b.sub(a, x), x, b.reciprocal(a), (w) => ({
    phi: b.neg(b.add(b.mul(a, w), b.mul(x, b.expm1(b.neg(w))))),
    slope: b.sub(b.mul(x, b.exp(b.neg(w))), a),
  }));
  const integral = logIntegral(b, d, (w, wide) =>
    b.neg(b.add(b.mul(wide(a), w), b.mul(wide(x), b.expm1(b.neg(w))))),
  );
  return b.add(logGammaDensity(b, a, x), integral);
}

/** With t = x + w: Q(a, x) = xᵃ⁻¹ e⁻ˣ / Γ(a) · ∫ exp((a − 1) log(1 + w/x) − w) dw, x ≥ a */
function logUpper(b: Builder, a: Tensor, x: Tensor): Tensor {
  const power = b.sub(a, 1);
  const concave = b.max(power, 0);
  const ratio = b.div(concave, x);
  const d = fallOf(b, b.sub(1, ratio), b.div(ratio, x), 0, (w) => ({
    phi: b.sub(b.mul(concave, b.log1p(b.div(w, x))), w),
    slope: b.sub(b.div(concave, b.add(x, w)), 1),
  }));
  const integral = logIntegral(b, d, (w, wide) => b.sub(b.mul(wide(power), b.log1p(b.div(w, wide(x)))), w));
  return b.add(b.sub(logGammaDensity(b, a, x), b.log(x)), integral);
}
