/** A distribution seen only between bounds: a value at a bound says that it lies there or beyond (Tobin 1958; survival times). */

import type { Builder, Tensor } from "../../tensor/builder.ts";
import { boundFault, boundParameters, endsOf } from "../bounds.ts";
import { type Combinator, partOf, refused } from "../combinator.ts";
import type { Arguments, Distribution, Moments, Tails } from "../distribution.ts";
import { beneath, logMassBetween } from "../mass-between.ts";

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
    if (d.tails === undefined) return refused(`needs the tails of ${d.name}`);
    return { distribution: seen(d, d.tails), fault: null };
  },
};

function seen(d: Distribution, tails: Tails): Distribution {
  const own = (p: Arguments): Arguments => partOf(p, d.name);
  const { moments } = tails;
  const moment = (of: keyof Moments) =>
    moments === undefined
      ? null
      : (b: Builder, p: Arguments): Tensor => seenMoments(b, { ...tails, moments }, p, own(p))[of];
  return {
    name: "censored",
    doc: `${d.name}, seen between bounds`,
    support: d.support,
    signatures: [],
    // log P(X ≥ high) for x ≥ high, log P(X ≤ low) for x ≤ low, log d(x) between
    logDensity: (b, x, p) => {
      const { low, high } = endsOf(p);
      let log = d.logDensity(b, x, own(p));
      if (high !== null)
        log = b.select(b.ge(x, high), tails.logSurvival(b, beneath(b, tails, high), own(p)), log);
      return low === null ? log : b.select(b.le(x, low), tails.logCdf(b, low, own(p)), log);
    },
    sample: (b, noise, p) => {
      const { low, high } = endsOf(p);
      const whole = d.sample(b, noise, own(p));
      const above = low === null ? whole : b.max(whole, low);
      return high === null ? above : b.min(above, high);
    },
    reparameterised: d.reparameterised,
    mean: moment("mean"),
    variance: moment("variance"),
    cdf: (x, p) => {
      if (x < (p.low ?? -Infinity)) return 0;
      return x >= (p.high ?? Infinity) ? 1 : (d.cdf?.(x, partOf(p, d.name)) ?? Number.NaN);
    },
    example: {},
  };
}

/** Of what lies between, and of the bounds as often as X lies beyond: E = low P(X < low) + E (X; low ≤ X ≤ high) + high P(X > high). */
function seenMoments(
  b: Builder,
  tails: Tails & Required<Pick<Tails, "moments">>,
  p: Arguments,
  own: Arguments,
): Moments {
  const { low, high } = endsOf(p);
  const logMass = logMassBetween(b, tails, { low, high }, own);
  const inner = tails.moments(b, { low, high, logMass }, own);
  const mass = b.exp(logMass);
  const parts: (readonly [share: Tensor, mean: Tensor, variance: Tensor])[] = [
    [mass, inner.mean, inner.variance],
  ];
  const none = b.constant(0);
  if (low !== null) parts.push([b.exp(tails.logCdf(b, beneath(b, tails, low), own)), low, none]);
  if (high !== null) parts.push([b.exp(tails.logSurvival(b, high, own)), high, none]);
  const over = (value: (part: (typeof parts)[number]) => Tensor): Tensor =>
    parts.map((part) => b.mul(part[0], value(part))).reduce((sum, term) => b.add(sum, term));
  const mean = over(([, centre]) => centre);
  const variance = over(([, centre, spread]) => b.add(spread, b.square(b.sub(centre, mean))));
  return { mean, variance };
}
