/** What `truncated` and `censored` share: two bounds, and the probability of what lies between, as a graph and in plain numbers. */

import { listNames } from "../shape/print.ts";
import { bounds, isDiscrete, type Support } from "../shape/support.ts";
import { type Combined, type Given, refused } from "./combinator.ts";
import type { Arguments, Distribution, Values } from "./distribution.ts";
import { distributions } from "./distributions/table.ts";
import type { Ends } from "./mass-between.ts";
import { real } from "./parameters.ts";

export const boundParameters = [real("low", "the least value"), real("high", "the greatest value")];

export function endsOf({ low, high }: Arguments): Ends {
  return { low: low ?? null, high: high ?? null };
}

/** What is wrong with the bounds, or with a distribution in their place. */
export function boundFault(d: Distribution, { values }: Given): Combined | null {
  const { low, high } = values;
  if (low === undefined && high === undefined) return refused("needs low, high or both");
  if (low !== null && high !== null && low !== undefined && high !== undefined && low >= high) {
    return refused(
      "has its low bound at its high one, or above",
      `exchange them: low = ${high}, high = ${low}`,
    );
  }
  const support = d.support(null);
  const whole = support.kind === "count" ? { low: 0, high: Infinity } : bounds(support);
  if (whole !== null && ((low ?? Infinity) <= whole.low || (high ?? -Infinity) >= whole.high)) {
    const side = (low ?? Infinity) <= whole.low ? "low" : "high";
    return refused(`has a ${side} bound that cuts nothing off ${d.name}`, "leave it out");
  }
  if (d.tails !== undefined) return null;
  const lacking = [...distributions.values()]
    .filter((row) => row.tails === undefined && row.on === undefined && row.event === undefined)
    .filter((row) => row.probabilities === undefined)
    .map((row) => row.name);
  return refused(
    `needs both tails of ${d.name}, which I do not have`,
    `every distribution of numbers has them but ${listNames(lacking, "and")}`,
    0,
  );
}

/**
 * Where a distribution cut off at these bounds lies. With one bound other than 0 no element type is it: null, or what holds
 * it where `loose`. A bound that is not known yet cuts nothing off.
 */
export function supportBetween(support: Support, { values }: Given, loose: boolean): Support | null {
  if (isDiscrete(support)) return support;
  const whole = bounds(support);
  if (whole === null) return null;
  const low = Math.max(whole.low, values.low ?? -Infinity);
  const high = Math.min(whole.high, values.high ?? Infinity);
  if (low === 0 && high === 1) return { kind: "unit" };
  if (Number.isFinite(low) && Number.isFinite(high)) return { kind: "interval", low, high };
  if (high === Infinity && (low === 0 || (low > 0 && loose))) return { kind: "positive" };
  return low === -Infinity && (high === Infinity || loose)
    ? { kind: "real" }
    : loose
      ? { kind: "real" }
      : null;
}

/** P(X ≤ x | low ≤ X ≤ high) in plain numbers, measured likewise. */
export function cdfBetween(d: Distribution, x: number, low: number, high: number, p: Values): number {
  const { cdf, tails } = d;
  if (cdf === undefined || tails === undefined || x < low) return 0;
  if (x >= high) return 1;
  const from = tails.whole === true ? Math.ceil(low) - 1 : low;
  const below = (at: number): number => (at === Infinity ? 1 : at === -Infinity ? 0 : cdf(at, p));
  const above = (at: number): number => (at === Infinity ? 0 : at === -Infinity ? 1 : tails.survival(at, p));
  return below(from) > above(from)
    ? (above(from) - above(x)) / (above(from) - above(high))
    : (below(x) - below(from)) / (below(high) - below(from));
}
