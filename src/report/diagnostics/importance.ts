/** What k̂ says of an approximation (Yao, Vehtari, Simpson and Gelman 2018, "Yes, but did it work?"). */

import { significant } from "../number.ts";
import type { Check } from "./checks.ts";
import { paretoShape } from "./pareto.ts";

const limit = 0.7;

/** Of log p − log q, one a draw of q. */
export function importance(logRatios: Float64Array): Check<"khat"> {
  if (areEqual(logRatios))
    return {
      name: "khat",
      value: null,
      limit,
      ok: true,
      seen: "the importance ratios are all one number",
      meaning: "the approximation is the posterior itself",
      advice: null,
    };
  const shape = paretoShape(logRatios);
  const about = { name: "khat", value: Number.isFinite(shape) ? shape : null, limit } as const;
  const seen = `k̂ of the importance ratios is ${significant(shape, 2)}`;
  if (shape <= limit)
    return {
      ...about,
      ok: true,
      seen,
      meaning: "the approximation is near enough for weights to correct it",
      advice: null,
    };
  return {
    ...about,
    ok: false,
    seen: Number.isNaN(shape) ? "the density is not finite at some draws" : seen,
    meaning:
      "much of the posterior lies where the approximation hardly reaches: do not believe its sds and tails",
    advice:
      "fit `nuts` where it is affordable; predictions may still be good: `hunch evaluate` on data held out",
  };
}

/** But for their rounding. */
function areEqual(values: Float64Array): boolean {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (Number.isNaN(value)) return false;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high - low <= 1e-11 * (1 + Math.abs(high));
}
