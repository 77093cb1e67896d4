/**
 * The regularised incomplete beta function I(x; a, b) and 1 − I(x; a, b) = I(1 − x; b, a) as graphs, by their logarithms, each to
 * full relative accuracy however small, with derivatives in x, a and b: of beta's tails, binomial's and neg_binomial's.
 */

import type { Builder, Tensor } from "../tensor/builder.ts";
import { logGammaRatio } from "./gamma-ratio.ts";
import type { LogTails } from "./incomplete-gamma.ts";
import { logOneMinusExp } from "./log-space.ts";
import { fallOf, logIntegral } from "./tail-integral.ts";

/** A place between 0 and 1 with what is left to 1: near 1 the latter has the digits. */
export interface Share {
  readonly x: Tensor;
  readonly rest: Tensor;
}

/** log I(x; a, b) and log I(1 − x; b, a), a and b positive: the smaller is integrated, the other is what is left. */
export function logIncompleteBeta(b: Builder, alpha: Tensor, beta: Tensor, { x, rest }: Share): LogTails {
  const total = b.add(alpha, beta);
  const [centre, beyond] = [b.div(alpha, total), b.div(beta, total)];
  const right = b.ge(x, centre);
  // Each is given arguments at which it is the smaller.
  const [left, rightOf] = [b.select(right, centre, x), b.select(right, x, centre)];
  const [leftRest, rightRest] = [b.select(right, beyond, rest), b.select(right, rest, beyond)];
  const below = logLower(b, alpha, beta, { x: left, rest: leftRest });
  const above = logLower(b, beta, alpha, { x: rightRest, rest: rightOf });
  return {
    below: b.select(right, logOneMinusExp(b, above), below),
    above: b.select(right, above, logOneMinusExp(b, below)),
  };
}

/** log xᵃ (1 − x)ᵇ / B(a, b): the density of the logit of x. */
export function logBetaDensity(b: Builder, alpha: Tensor, beta: Tensor, { x, rest }: Share): Tensor {
  const first = b.ge(alpha, beta);
  const [great, small] = [b.select(first, alpha, beta), b.select(first, beta, alpha)];
  const normaliser = b.sub(logGammaRatio(b, great, small), b.lgamma(small));
  return b.add(normaliser, b.add(b.mul(alpha, b.log(x)), b.mul(beta, b.log(rest))));
}

/** With t = x e⁻ʷ: I = xᵃ (1 − x)ᵇ⁻¹ / B · ∫ exp(−a w + (b − 1) log(1 + r (1 − e⁻ʷ))) dw, r = x/(1 − x), x ≤ a/(a + b) */
function logLower(b: Builder, alpha: Tensor, beta: Tensor, { x, rest }: Share): Tensor {
  const odds = b.div(x, rest);
  const power = b.sub(beta, 1);
  const concave = b.max(power, 0);
  const bend = b.mul(concave, odds);
  const d = fallOf(b, b.sub(alpha, bend), b.div(bend, rest), b.reciprocal(alpha), (w) => {
    const grown = b.neg(b.mul(odds, b.expm1(b.neg(w))));
    const growth = b.div(b.mul(bend, b.exp(b.neg(w))), b.add(1, grown));
    return {
      phi: b.sub(b.mul(concave, b.log1p(grown)), b.mul(alpha, w)),
      slope: b.sub(growth, alpha),
    };
  });
  const integral = logIntegral(b, d, (w, wide) => {
    const grown = b.neg(b.mul(wide(odds), b.expm1(b.neg(w))));
    return b.sub(b.mul(wide(power), b.log1p(grown)), b.mul(wide(alpha), w));
  });
  return b.add(b.sub(logBetaDensity(b, alpha, beta, { x, rest }), b.log(rest)), integral);
}
