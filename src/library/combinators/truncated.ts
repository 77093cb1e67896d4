/** A distribution known to lie between bounds: its density divided by the probability of what is left. */

import type { Support } from "../../shape/support.ts";
import type { Builder, Tensor } from "../../tensor/builder.ts";
import { boundFault, boundParameters, cdfBetween, endsOf, supportBetween } from "../bounds.ts";
import { type Combinator, partOf, refused } from "../combinator.ts";
import type { Arguments, Distribution, Moments, Tails } from "../distribution.ts";
import { logSum } from "../log-space.ts";
import { beneath, type Ends, logMassBetween } from "../mass-between.ts";
import { valueShape } from "../rows.ts";

export const truncated: Combinator = {
  name: "truncated",
  doc: "A distribution cut off at one bound or two and scaled up; censored where values beyond are counted but not told.",
  form: "truncated(d, low = …, high = …)",
  takes: "one, first",
  parameters: boundParameters,
  optional: true,
  combine: ([d], given) => {
    if (d === undefined) return refused("needs a distribution");
    const fault = boundFault(d, given);
    if (fault !== null) return fault;
    const values = Object.values(given.values);
    if (!given.observed && values.includes(null)) {
      return refused(
        "needs numbers as the bounds of a latent",
        "its type must say where it lies; draw a share: unit ~ …, and scale it",
      );
    }
    const support = supportBetween(d.support(null), given, given.observed);
    if (support === null) {
      return refused(
        "with one bound other than 0 gives a range that no type has",
        "give the other bound too, or add the bound to a positive latent",
      );
    }
    if (d.tails === undefined) return refused(`needs the tails of ${d.name}`);
    return { distribution: between(d, d.tails, support), fault: null };
  },
};

function between(d: Distribution, tails: Tails, support: Support): Distribution {
  const own = (p: Arguments): Arguments => partOf(p, d.name);
  const logMass = (b: Builder, p: Arguments): Tensor => logMassBetween(b, tails, endsOf(p), own(p));
  const { moments } = tails;
  const moment = (of: keyof Moments) =>
    moments === undefined
      ? null
      : (b: Builder, p: Arguments) => moments(b, { ...endsOf(p), logMass: logMass(b, p) }, own(p))[of];
  return {
    name: "truncated",
    doc: `${d.name}, cut off`,
    support: () => support,
    signatures: [],
    // log p(x) = log d(x) − log P(low ≤ X ≤ high), low ≤ x ≤ high
    logDensity: (b, x, p) => {
      const ends = endsOf(p);
      const inside = within(b, x, ends);
      const safe = b.select(inside, x, middle(b, ends));
      return b.select(inside, b.sub(d.logDensity(b, safe, own(p)), logMass(b, p)), -Infinity);
    },
    // By inversion from both tails: P(X ≤ x) = P(X ≤ low) + u · mass, P(X > x) = P(X > high) + (1 − u) · mass
    sample: (b, noise, p) => {
      const { low, high } = endsOf(p);
      const u = noise.uniform(valueShape(p));
      const mass = logMass(b, p);
      const [share, rest] = [b.add(b.log(u), mass), b.add(b.log1p(b.neg(u)), mass)];
      const logCdf = low === null ? share : logSum(b, share, tails.logCdf(b, beneath(b, tails, low), own(p)));
      const logSurvival = high === null ? rest : logSum(b, rest, tails.logSurvival(b, high, own(p)));
      const x = tails.quantile(b, logCdf, logSurvival, own(p));
      const above =
        low === null ? x : b.max(x, tails.whole === true ? b.add(beneath(b, tails, low), 1) : low);
      return high === null ? above : b.min(above, tails.whole === true ? b.floor(high) : high);
    },
    reparameterised: false,
    mean: moment("mean"),
    variance: moment("variance"),
    cdf: (x, p) => cdfBetween(d, x, p.low ?? -Infinity, p.high ?? Infinity, partOf(p, d.name)),
    example: {},
  };
}

function within(b: Builder, x: Tensor, { low, high }: Ends): Tensor {
  if (low === null) return high === null ? b.eq(x, x) : b.le(x, high);
  return high === null ? b.ge(x, low) : b.and(b.ge(x, low), b.le(x, high));
}

/** Some value between the bounds. */
function middle(b: Builder, { low, high }: Ends): Tensor {
  if (low === null) return high === null ? b.constant(0) : b.sub(high, 1);
  return high === null ? b.add(low, 1) : b.mul(0.5, b.add(low, high));
}
