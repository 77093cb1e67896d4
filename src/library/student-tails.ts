/**
 * Student's t distribution's tails as graphs, to full relative accuracy however far out, with derivatives in the degrees of freedom too:
 * with t = √ν sinh s the density of s is a power of cosh s, whose integral falls like one from any s ≥ 0 on.
 */

import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Arguments, Between, Moments, Values } from "./distribution.ts";
import { logGammaRatio } from "./gamma-ratio.ts";
import { logOneMinusExp } from "./log-space.ts";
import { logMassBetween, type Masses } from "./mass-between.ts";
import { logStudent } from "./student.ts";
import { fallOf, logIntegral } from "./tail-integral.ts";
import type { Halved } from "./tails.ts";

/** log P(T ≤ z) */
export function logStudentCdf(b: Builder, z: Tensor, df: Tensor): Tensor {
  const lower = b.le(z, 0);
  const small = logTail(b, sinhInverse(b, b.div(b.select(lower, b.neg(z), z), b.sqrt(df))), df);
  // At 0 either branch is ½; each is given arguments at which its derivative is finite.
  return b.select(lower, small, logOneMinusExp(b, b.select(lower, -1, small)));
}

/** log P(0 ≤ T ≤ z) for z ≥ 0: near 0 by what is added to nothing, not by what is taken from ½. */
export function logStudentWithin(b: Builder, z: Tensor, df: Tensor): Tensor {
  const near = b.lt(z, 0.5);
  const far = b.sub(logOneMinusExp(b, b.add(Math.LN2, logStudentCdf(b, b.neg(b.max(z, 0.5)), df))), Math.LN2);
  return b.select(near, logNear(b, b.min(z, 0.5), df), far);
}

/** The z with these logarithms of P(T ≤ z) and P(T > z), by Newton's steps on log P(T > √ν sinh s), which is concave in s. */
export function studentQuantile(b: Builder, logCdf: Tensor, logSurvival: Tensor, df: Tensor): Tensor {
  const lower = b.le(logCdf, logSurvival);
  const wanted = b.min(b.select(lower, logCdf, logSurvival), -Math.LN2);
  // P(T > z) ≤ ½ cosh⁻ᵛ s gives a start on the far side of the root.
  const power = b.div(b.sub(-Math.LN2, wanted), df);
  let s = b.add(power, b.log1p(b.sqrt(b.neg(b.expm1(b.mul(-2, power))))));
  for (let step = 0; step < 8; step += 1) {
    const log = logTail(b, s, df);
    s = b.add(s, b.mul(b.sub(log, wanted), b.exp(b.sub(log, logDensity(b, s, df)))));
  }
  const z = b.mul(b.sqrt(df), b.mul(0.5, b.sub(b.exp(s), b.exp(b.neg(s)))));
  return b.select(lower, b.neg(z), z);
}

/** As a distribution at 0 and of width 1; `df` finds the degrees of freedom. */
export function standardStudent(
  df: (b: Builder, p: Arguments) => Tensor,
  survival: (z: number, p: Values) => number,
): Halved {
  return {
    logCdf: (b, z, p) => logStudentCdf(b, z, df(b, p)),
    logWithin: (b, z, p) => logStudentWithin(b, z, df(b, p)),
    quantile: (b, logCdf, logSurvival, p) => studentQuantile(b, logCdf, logSurvival, df(b, p)),
    survival,
  };
}

/**
 * Of Z between bounds, ν > 2: E (Z; …) = g(α) − g(β), g(z) = (ν + z²) t(z) / (ν − 1); E (Z²; …) = ν (ν − 1)/(ν − 2) P(α ≤ Z′ ≤ β) − ν P(…),
 * Z′ √(ν/(ν − 2)) having ν − 2 degrees of freedom. NaN for fewer.
 */
export function studentMoments(b: Builder, { low, high, logMass }: Between, df: Tensor): Moments {
  const enough = b.gt(df, 2);
  const nu = b.select(enough, df, 3);
  const fewer = b.sub(nu, 2);
  const part = (z: Tensor | null): Tensor => {
    if (z === null) return b.constant(0);
    const density = b.exp(b.sub(logStudent(b, z, nu), logMass));
    return b.div(b.mul(b.add(nu, b.square(z)), density), b.sub(nu, 1));
  };
  const mean = b.sub(part(low), part(high));
  const narrowed = (z: Tensor | null) => z && b.mul(z, b.sqrt(b.div(fewer, nu)));
  const own: Masses = {
    logCdf: (_, z) => logStudentCdf(b, z, fewer),
    logSurvival: (_, z) => logStudentCdf(b, b.neg(z), fewer),
  };
  const inside = logMassBetween(b, own, { low: narrowed(low), high: narrowed(high) }, {});
  const share = b.exp(b.sub(inside, logMass));
  const square = b.sub(b.mul(b.div(b.mul(nu, b.sub(nu, 1)), fewer), share), nu);
  const variance = b.max(b.sub(square, b.square(mean)), 0);
  return { mean: b.select(enough, mean, NaN), variance: b.select(enough, variance, NaN) };
}

/** log cosh s = s − log 2 + log(1 + e⁻²ˢ) */
function logCosh(b: Builder, s: Tensor): Tensor {
  return b.add(b.sub(s, Math.LN2), b.log1p(b.exp(b.mul(-2, s))));
}

/** log Γ((ν + 1)/2) / (√π Γ(ν/2)) − ν log cosh s: the density of s. */
function logDensity(b: Builder, s: Tensor, df: Tensor): Tensor {
  const constant = b.sub(logGammaRatio(b, b.mul(0.5, df), 0.5), 0.5 * Math.log(Math.PI));
  return b.sub(constant, b.mul(df, logCosh(b, s)));
}

/** log P(T > √ν sinh s), s ≥ 0: the density of s times ∫ (cosh(s + w) / cosh s)⁻ᵛ dw. */
function logTail(b: Builder, s: Tensor, df: Tensor): Tensor {
  const tanh = b.tanh(s);
  const d = fallOf(b, b.mul(df, tanh), b.mul(df, b.sub(1, b.square(tanh))), b.reciprocal(df), (w) => ({
    phi: b.mul(df, b.sub(logCosh(b, s), logCosh(b, b.add(s, w)))),
    slope: b.neg(b.mul(df, b.tanh(b.add(s, w)))),
  }));
  const integral = logIntegral(b, d, (w, wide) => {
    const [from, power] = [wide(s) as Tensor, wide(df)];
    const shrink = (at: Tensor) => b.log1p(b.exp(b.mul(-2, at)));
    return b.neg(b.mul(power, b.add(w, b.sub(shrink(b.add(from, w)), shrink(from)))));
  });
  return b.add(logDensity(b, s, df), integral);
}

/** arsinh x for x ≥ 0: log(1 + (x + x² / (1 + √(1 + x²)))) */
function sinhInverse(b: Builder, x: Tensor): Tensor {
  const root = b.sqrt(b.add(1, b.square(x)));
  return b.log1p(b.add(x, b.div(b.square(x), b.add(1, root))));
}

/** Gauss's nodes on 0 … 1 and their weights, eight of them. */
const gauss = [
  [0.01985507175123188, 0.05061426814518813],
  [0.10166676129318664, 0.11119051722668724],
  [0.2372337950418355, 0.15685332293894363],
  [0.4082826787521751, 0.181341891689181],
  [0.5917173212478249, 0.181341891689181],
  [0.7627662049581645, 0.15685332293894363],
  [0.8983332387068134, 0.11119051722668724],
  [0.9801449282487681, 0.05061426814518813],
] as const;

/** log of s ∫₀¹ (density of s u) du: for z ≤ ½ it is all but flat. */
function logNear(b: Builder, z: Tensor, df: Tensor): Tensor {
  const s = sinhInverse(b, b.div(z, b.sqrt(df)));
  const sum = gauss
    .map(([u, weight]) => b.mul(weight, b.exp(logDensity(b, b.mul(u, s), df))))
    .reduce((total, term) => b.add(total, term));
  return b.add(b.log(s), b.log(sum));
}
