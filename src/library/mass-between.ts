/** The probability of what lies between two bounds, as a graph; counts include their bounds. */

import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Arguments, Tails } from "./distribution.ts";
import { logDifference } from "./log-space.ts";

/** What the probability is made of. */
export type Masses = Pick<Tails, "logCdf" | "logSurvival" | "whole">;

/** The bounds that are given. */
export interface Ends {
  readonly low: Tensor | null;
  readonly high: Tensor | null;
}

/** The greatest value below the bound: P(X ≥ low) is P(X > this). */
export function beneath(b: Builder, tails: Masses, low: Tensor): Tensor {
  return tails.whole === true ? b.sub(b.neg(b.floor(b.neg(low))), 1) : low;
}

/** log P(low ≤ X ≤ high), measured from the tail that the interval lies in, where the numbers are small. */
export function logMassBetween(b: Builder, tails: Masses, { low, high }: Ends, p: Arguments): Tensor {
  if (low === null) return high === null ? b.constant(0) : tails.logCdf(b, high, p);
  const from = beneath(b, tails, low);
  const above = tails.logSurvival(b, from, p);
  if (high === null) return above;
  const below = tails.logCdf(b, from, p);
  const upper = b.gt(below, above);
  const greater = b.select(upper, above, tails.logCdf(b, high, p));
  return logDifference(b, greater, b.select(upper, tails.logSurvival(b, high, p), below));
}
