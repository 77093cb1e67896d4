/** A distribution seen only between bounds: a value at a bound says that it lies there or beyond (Tobin 1958; survival times). */

import { isDiscrete } from "../../shape/support.ts";
import type { Arguments, Distribution, Tails } from "../distribution.ts";
import { boundFault, boundParameters, endsOf } from "../bounds.ts";
import { type Combinator, partOf, refused } from "../combinator.ts";

export const censored: Combinator = {
  name: "censored",
  doc: "A distribution whose values beyond a bound are told as the bound: survival times cut short; truncated where they are not seen at all.",
  form: "censored(d, low = …, high = …)",
  takes: "one, first",
  parameters: boundParameters,
  optional: true,
  combine: ([d], given) => {
    if (d === undefined) return refused("needs a distribution");
    const fault = boundFault(d, given);
    if (fault !== null) return fault;
    if (!given.observed) {
      return refused(
        "is how data is seen, and a latent is not seen",
        `write ${d.name}(…) alone, or truncated(…)`,
      );
    }
    if (d.tails === undefined || isDiscrete(d.support(null))) return refused(`needs the tails of ${d.name}`);
    return { distribution: seen(d, d.tails), fault: null };
  },
};

function seen(d: Distribution, tails: Tails): Distribution {
  const own = (p: Arguments): Arguments => partOf(p, d.name);
  return {
    name: "censored",
    doc: `${d.name}, seen between bounds`,
    support: d.support,
    signatures: [],
    // log P(X ≥ high) for x ≥ high, log P(X ≤ low) for x ≤ low, log d(x) between
    logDensity: (b, x, p) => {
      const { low, high } = endsOf(p);
      let log = d.logDensity(b, x, own(p));
      if (high !== null) log = b.select(b.ge(x, high), tails.logSurvival(b, high, own(p)), log);
      return low === null ? log : b.select(b.le(x, low), tails.logCdf(b, low, own(p)), log);
    },
    sample: (b, noise, p) => {
      const { low, high } = endsOf(p);
      const whole = d.sample(b, noise, own(p));
      const above = low === null ? whole : b.max(whole, low);
      return high === null ? above : b.min(above, high);
    },
    reparameterised: d.reparameterised,
    mean: null,
    variance: null,
    cdf: (x, p) => {
      if (x < (p.low ?? -Infinity)) return 0;
      return x >= (p.high ?? Infinity) ? 1 : (d.cdf?.(x, partOf(p, d.name)) ?? Number.NaN);
    },
    example: {},
  };
}
