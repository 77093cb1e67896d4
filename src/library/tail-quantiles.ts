/**
 * Where both tails of a gamma, a beta or a count have given sizes, as graphs: by Newton's steps on the logarithm of the smaller tail,
 * which is concave in log x or in the logit of x, from a start beyond which Chernoff's bound leaves less; counts by halving.
 */

import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Arguments, Tails } from "./distribution.ts";
import { logBetaDensity, logIncompleteBeta } from "./incomplete-beta.ts";
import { logGammaDensity, logIncompleteGamma } from "./incomplete-gamma.ts";

const steps = 8;

/** The x with these log P(a, x) and log Q(a, x). */
export function gammaQuantile(b: Builder, logCdf: Tensor, logSurvival: Tensor, a: Tensor): Tensor {
  const lower = b.le(logCdf, logSurvival);
  const wanted = b.min(b.select(lower, logCdf, logSurvival), -Math.LN2);
  // P(X ≤ a − √2aL) ≤ e⁻ᴸ, P(a, x) ≤ xᵃ / Γ(a + 1), and P(X > a + √2aL + L) ≤ e⁻ᴸ
  const spread = b.sqrt(b.mul(-2, b.mul(a, wanted)));
  const power = b.div(b.add(wanted, b.lgamma(b.add(a, 1))), a);
  const left = b.max(power, b.log(b.max(b.sub(a, spread), 1e-300)));
  const right = b.log(b.sub(b.add(a, spread), wanted));
  let s = b.select(lower, left, right);
  for (let step = 0; step < steps; step += 1) {
    const x = b.exp(s);
    const { below, above } = logIncompleteGamma(b, a, x);
    const log = b.select(lower, below, above);
    const away = b.mul(b.sub(log, wanted), b.exp(b.sub(log, logGammaDensity(b, a, x))));
    s = b.select(lower, b.sub(s, away), b.add(s, away));
  }
  return b.exp(s);
}

/** The x with these log I(x; a, b) and log I(1 − x; b, a). */
export function betaQuantile(
  b: Builder,
  logCdf: Tensor,
  logSurvival: Tensor,
  alpha: Tensor,
  beta: Tensor,
): Tensor {
  const lower = b.le(logCdf, logSurvival);
  const wanted = b.min(b.select(lower, logCdf, logSurvival), -Math.LN2);
  // The upper tail is the lower one with a and b exchanged.
  const s = lowerLogit(b, wanted, b.select(lower, alpha, beta), b.select(lower, beta, alpha));
  return b.sigmoid(b.select(lower, s, b.neg(s)));
}

/** With m = a/(a + b): P(X ≤ σ(s)) ≤ e⁻ᴸ where a log m + b log(1 − m) − a s + (a + b) log(1 + eˢ) = L. */
function lowerLogit(b: Builder, wanted: Tensor, alpha: Tensor, beta: Tensor): Tensor {
  const total = b.add(alpha, beta);
  const centre = b.add(b.mul(alpha, b.log(b.div(alpha, total))), b.mul(beta, b.log(b.div(beta, total))));
  let s = b.div(b.add(centre, wanted), alpha);
  for (let step = 0; step < steps; step += 1) {
    const gap = b.add(b.sub(b.add(centre, wanted), b.mul(alpha, s)), b.mul(total, b.softplus(s)));
    s = b.add(s, b.div(gap, b.sub(alpha, b.mul(total, b.sigmoid(s)))));
  }
  for (let step = 0; step < steps; step += 1) {
    const share = { x: b.sigmoid(s), rest: b.sigmoid(b.neg(s)) };
    const log = logIncompleteBeta(b, alpha, beta, share).below;
    const slope = b.exp(b.sub(log, logBetaDensity(b, alpha, beta, share)));
    s = b.sub(s, b.mul(b.sub(log, wanted), slope));
  }
  return s;
}

const halvings = 24;

/** The least whole number with P(X ≤ k) as large as given, up to sixteen million. */
export function wholeQuantile(
  b: Builder,
  { logCdf: cdf, logSurvival: survival }: Pick<Tails, "logCdf" | "logSurvival">,
  logCdf: Tensor,
  logSurvival: Tensor,
  p: Arguments,
): Tensor {
  const lower = b.le(logCdf, logSurvival);
  let below = b.constant(-1, logCdf.shape, logCdf.dtype);
  for (let step = halvings - 1; step >= 0; step -= 1) {
    const k = b.add(below, 2 ** step);
    const short = b.select(lower, b.lt(cdf(b, k, p), logCdf), b.gt(survival(b, k, p), logSurvival));
    below = b.select(short, k, below);
  }
  return b.add(below, 1);
}
