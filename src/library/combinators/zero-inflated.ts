/** Counts with zeros of two kinds: never, with probability p, or a count that happens to be none (Lambert 1992). */

import type { Arguments, Distribution } from "../distribution.ts";
import { type Combinator, partOf, refused } from "../combinator.ts";
import { logSum } from "../log-space.ts";
import { unit } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";

export const zeroInflated: Combinator = {
  name: "zero_inflated",
  doc: "Counts with more zeros than their distribution has: with probability p there is nothing to count.",
  form: "zero_inflated(p, d)",
  takes: "one, last",
  parameters: [unit("p", "the probability of a zero that is no count")],
  optional: false,
  combine: ([d]) => {
    if (d === undefined) return refused("needs a distribution");
    return d.support(null).kind === "count"
      ? { distribution: inflated(d), fault: null }
      : refused(
          `needs a distribution of counts, and ${d.name} is none`,
          "write zero_inflated(p, poisson(…))",
          0,
        );
  },
};

function inflated(d: Distribution): Distribution {
  const own = (p: Arguments): Arguments => partOf(p, d.name);
  const { mean, variance } = d;
  return {
    name: "zero_inflated",
    doc: `${d.name} with more zeros`,
    support: d.support,
    signatures: [],
    // p(0) = p + (1 − p) d(0), p(k) = (1 − p) d(k)
    logDensity: (b, x, p) => {
      const zero = pick(p, "p").p;
      const counted = b.add(b.log1p(b.neg(zero)), d.logDensity(b, x, own(p)));
      return b.select(b.eq(x, 0), logSum(b, b.log(zero), counted), counted);
    },
    sample: (b, noise, p) =>
      b.select(b.lt(noise.uniform(valueShape(p)), pick(p, "p").p), 0, d.sample(b, noise, own(p))),
    reparameterised: false,
    mean: mean && ((b, p) => b.mul(b.sub(1, pick(p, "p").p), mean(b, own(p)))),
    // (1 − p) (σ² + p μ²)
    variance:
      mean &&
      variance &&
      ((b, p) => {
        const zero = pick(p, "p").p;
        const spread = b.add(variance(b, own(p)), b.mul(zero, b.square(mean(b, own(p)))));
        return b.mul(b.sub(1, zero), spread);
      }),
    cdf: (x, p) => {
      const zero = pick(p, "p").p;
      return x < 0 ? 0 : zero + (1 - zero) * (d.cdf?.(x, partOf(p, d.name)) ?? Number.NaN);
    },
    example: {},
  };
}
