/** Tails of whole families: distributions moved and stretched, and waits for an event, known by their hazard. */

import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Arguments, Tails, Values } from "./distribution.ts";
import { logOneMinusExp } from "./log-space.ts";
import { pick } from "./rows.ts";

/** A distribution at 0 and of width 1 that is its own mirror image, so that P(X > x) = P(X ≤ −x). */
export interface Symmetric {
  readonly logCdf: (b: Builder, z: Tensor) => Tensor;
  readonly quantile: (b: Builder, logCdf: Tensor, logSurvival: Tensor) => Tensor;
  /** P(Z > z) in plain numbers. */
  readonly survival: (z: number) => number;
}

/** The tails of centre + width · Z. */
export function symmetricTails(standard: Symmetric, centre: string, width: string): Tails {
  const standardised = (b: Builder, x: Tensor, p: Arguments): Tensor =>
    b.div(b.sub(x, pick(p, centre)[centre] as Tensor), pick(p, width)[width] as Tensor);
  return {
    logCdf: (b, x, p) => standard.logCdf(b, standardised(b, x, p)),
    logSurvival: (b, x, p) => standard.logCdf(b, b.neg(standardised(b, x, p))),
    quantile: (b, logCdf, logSurvival, p) => {
      const z = standard.quantile(b, logCdf, logSurvival);
      return b.add(pick(p, centre)[centre] as Tensor, b.mul(pick(p, width)[width] as Tensor, z));
    },
    survival: (x, p) =>
      standard.survival((x - (pick(p, centre)[centre] as number)) / (pick(p, width)[width] as number)),
  };
}

/** The least positive number that bounds at 0 count as: its logarithm is finite in f32 too. */
const least = 1e-37;

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
