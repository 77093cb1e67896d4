/** Tails of whole families: distributions moved and stretched, and waits for an event, known by their hazard. */

import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Arguments, Between, Moments, Tails, Values } from "./distribution.ts";
import { logOneMinusExp } from "./log-space.ts";
import { pick } from "./rows.ts";

/** A distribution at 0 and of width 1 that is its own mirror image, so that P(X > x) = P(X ≤ −x). `p` are all arguments, place and width too. */
export interface Symmetric {
  readonly logCdf: (b: Builder, z: Tensor, p: Arguments) => Tensor;
  readonly quantile: (b: Builder, logCdf: Tensor, logSurvival: Tensor, p: Arguments) => Tensor;
  /** P(Z > z) in plain numbers. */
  readonly survival: (z: number, p: Values) => number;
  readonly moments?: (b: Builder, between: Between, p: Arguments) => Moments;
}

/** The tails of centre + width · Z. */
export function symmetricTails(standard: Symmetric, centre: string, width: string): Tails {
  const of = (p: Arguments) => ({
    centre: pick(p, centre)[centre] as Tensor,
    width: pick(p, width)[width] as Tensor,
  });
  const standardised = (b: Builder, x: Tensor, p: Arguments): Tensor =>
    b.div(b.sub(x, of(p).centre), of(p).width);
  const { moments } = standard;
  return {
    logCdf: (b, x, p) => standard.logCdf(b, standardised(b, x, p), p),
    logSurvival: (b, x, p) => standard.logCdf(b, b.neg(standardised(b, x, p)), p),
    quantile: (b, logCdf, logSurvival, p) => {
      const z = standard.quantile(b, logCdf, logSurvival, p);
      return b.add(of(p).centre, b.mul(of(p).width, z));
    },
    survival: (x, p) =>
      standard.survival((x - (pick(p, centre)[centre] as number)) / (pick(p, width)[width] as number), p),
    ...(moments && {
      moments: (b, { low, high, logMass }, p) => {
        const end = (x: Tensor | null) => x && standardised(b, x, p);
        const { mean, variance } = moments(b, { low: end(low), high: end(high), logMass }, p);
        return {
          mean: b.add(of(p).centre, b.mul(of(p).width, mean)),
          variance: b.mul(b.square(of(p).width), variance),
        };
      },
    }),
  };
}

/** One of which the upper half is taken. */
export interface Halved extends Symmetric {
  /** log P(0 ≤ Z ≤ z), to full relative accuracy near 0 too. */
  readonly logWithin: (b: Builder, z: Tensor, p: Arguments) => Tensor;
}

/** The tails of width · |Z|. */
export function halfTails(standard: Halved, width: string): Tails {
  const of = (p: Arguments) => pick(p, width)[width] as Tensor;
  const { moments } = standard;
  return {
    logCdf: (b, x, p) => b.add(Math.LN2, standard.logWithin(b, b.div(b.max(x, least), of(p)), p)),
    logSurvival: (b, x, p) => b.add(Math.LN2, standard.logCdf(b, b.neg(b.div(b.max(x, 0), of(p))), p)),
    quantile: (b, _, logSurvival, p) => {
      const above = b.sub(logSurvival, Math.LN2);
      return b.mul(of(p), standard.quantile(b, logOneMinusExp(b, above), above, p));
    },
    survival: (x, p) => 2 * standard.survival(Math.max(0, x) / (pick(p, width)[width] as number), p),
    ...(moments && {
      moments: (b, { low, high, logMass }, p) => {
        const between = {
          low: low === null ? b.constant(0) : b.div(low, of(p)),
          high: high && b.div(high, of(p)),
          logMass: b.sub(logMass, Math.LN2),
        };
        const { mean, variance } = moments(b, between, p);
        return { mean: b.mul(of(p), mean), variance: b.mul(b.square(of(p)), variance) };
      },
    }),
  };
}

/** The least positive number that bounds at 0 count as: its logarithm is finite in f32 too. */
export const least = 1e-37;

/** A wait with cumulative hazard H: P(X > x) = exp(−H(x)). `inverse` gives the x of a hazard. */
export function waitingTails(
  hazard: (b: Builder, x: Tensor, p: Arguments) => Tensor,
  inverse: (b: Builder, hazard: Tensor, p: Arguments) => Tensor,
  survival: (x: number, p: Values) => number,
): Tails {
  const to = (b: Builder, x: Tensor, p: Arguments): Tensor => b.neg(hazard(b, b.max(x, least), p));
  return {
    logCdf: (b, x, p) => logOneMinusExp(b, to(b, x, p)),
    logSurvival: to,
    quantile: (b, logCdf, logSurvival, p) => {
      const early = b.lt(logCdf, logSurvival);
      const small = b.log1p(b.neg(b.exp(b.select(early, logCdf, -1))));
      return inverse(b, b.neg(b.select(early, small, logSurvival)), p);
    },
    survival,
  };
}

/** The tails of eᶻ, those of z given. */
export function exponentialOf(tails: Tails): Tails {
  const log = (b: Builder, x: Tensor): Tensor => b.log(b.max(x, least));
  return {
    logCdf: (b, x, p) => tails.logCdf(b, log(b, x), p),
    logSurvival: (b, x, p) => tails.logSurvival(b, log(b, x), p),
    quantile: (b, logCdf, logSurvival, p) => b.exp(tails.quantile(b, logCdf, logSurvival, p)),
    survival: (x, p) => (x <= 0 ? 1 : tails.survival(Math.log(x), p)),
  };
}
