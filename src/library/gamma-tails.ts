/** The tails of distributions made of a gamma: of its multiples, its reciprocal and its powers. */

import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Tails } from "./distribution.ts";
import { logIncompleteGamma, type LogTails } from "./incomplete-gamma.ts";
import { type Ends, logMassBetween, type Masses } from "./mass-between.ts";
import { pick } from "./rows.ts";
import { momentsFrom } from "./tail-moments.ts";
import { gammaQuantile } from "./tail-quantiles.ts";
import { least } from "./tails.ts";

/** Those of the parameters `shape` and `rate`, but for the plain survival. */
export const gammaTails: Omit<Tails, "survival"> = {
  logCdf: (b, x, p) => standard(b, pick(p, "shape").shape, b.mul(pick(p, "rate").rate, x)).below,
  logSurvival: (b, x, p) => standard(b, pick(p, "shape").shape, b.mul(pick(p, "rate").rate, x)).above,
  quantile: (b, logCdf, logSurvival, p) =>
    b.div(gammaQuantile(b, logCdf, logSurvival, pick(p, "shape").shape), pick(p, "rate").rate),
  // E (Xⁿ; …) = Γ(α + n) / Γ(α) βⁿ P(…) of the one with shape α + n
  moments: momentsFrom((b, n, ends, p) => {
    const { shape, rate } = pick(p, "shape", "rate");
    const moved = b.add(shape, n);
    return {
      logFactor: b.sub(b.sub(b.lgamma(moved), b.lgamma(shape)), b.mul(n, b.log(rate))),
      logMass: logMassBetween(b, gammaTails, ends, { shape: moved, rate }),
    };
  }),
};

/** Those of the parameters `shape` and `scale` of the reciprocal, likewise. */
export const inverseGammaTails: Omit<Tails, "survival"> = {
  logCdf: (b, x, p) => standard(b, pick(p, "shape").shape, reciprocalOf(b, x, pick(p, "scale").scale)).above,
  logSurvival: (b, x, p) =>
    standard(b, pick(p, "shape").shape, reciprocalOf(b, x, pick(p, "scale").scale)).below,
  quantile: (b, logCdf, logSurvival, p) =>
    b.div(pick(p, "scale").scale, gammaQuantile(b, logSurvival, logCdf, pick(p, "shape").shape)),
  // E (Xⁿ; …) = βⁿ Γ(α − n) / Γ(α) P(…) of the one with shape α − n, NaN where that is none
  moments: momentsFrom((b, n, ends, p) => {
    const { shape, scale } = pick(p, "shape", "scale");
    const enough = b.gt(shape, n);
    const moved = b.select(enough, b.sub(shape, n), 1);
    const logFactor = b.add(b.sub(b.lgamma(moved), b.lgamma(shape)), b.mul(n, b.log(scale)));
    return {
      logFactor: b.select(enough, logFactor, NaN),
      logMass: logMassBetween(b, inverseGammaTails, ends, { shape: moved, scale }),
    };
  }),
};

/** E (Xⁿ; …) of s G^(1/k), G exponential: sⁿ Γ(1 + n/k) P(…) of a gamma of that shape. */
export function powerMoment(b: Builder, n: number, { low, high }: Ends, scale: Tensor, power: Tensor) {
  const shape = b.add(1, b.div(n, power));
  const hazard = (x: Tensor | null): Tensor | null =>
    x && b.exp(b.mul(power, b.sub(b.log(b.max(x, least)), b.log(scale))));
  const own: Masses = {
    logCdf: (_, x) => standard(b, shape, x).below,
    logSurvival: (_, x) => standard(b, shape, x).above,
  };
  return {
    logFactor: b.add(b.mul(n, b.log(scale)), b.lgamma(shape)),
    logMass: logMassBetween(b, own, { low: hazard(low), high: hazard(high) }, {}),
  };
}

function standard(b: Builder, shape: Tensor, x: Tensor): LogTails {
  return logIncompleteGamma(b, shape, b.max(x, least));
}

function reciprocalOf(b: Builder, x: Tensor, scale: Tensor): Tensor {
  return b.div(scale, b.max(x, least));
}
