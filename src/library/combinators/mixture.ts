/** A value that comes from one of several distributions, which one unknown and summed out, element by element. */

import { Bug } from "../../diagnostic/bug.ts";
import { printSupport } from "../../shape/print.ts";
import { sameSupport } from "../../shape/support.ts";
import type { Builder, Tensor } from "../../tensor/builder.ts";
import type { Arguments, Distribution } from "../distribution.ts";
import { type Combinator, partOf, refused } from "../combinator.ts";
import { logSum } from "../log-space.ts";
import { mixedOver } from "../mixture-over.ts";
import { pick, valueShape } from "../rows.ts";

const alike = "write mixture(0.5: normal(0, 1), 0.5: normal(0, 10))";

export const mixture: Combinator = {
  name: "mixture",
  doc: "Each value from one of several distributions, with these probabilities: groups, outliers, a spike and a slab.",
  form: "mixture(w: d, 1 - w: e) or mixture(theta: d)",
  takes: "several, weighted",
  parameters: [],
  optional: false,
  combine: (parts) => {
    const [first, ...others] = parts;
    if (first === undefined) return refused("needs two distributions or more", alike);
    const support = first.support(null);
    const classes = parts.findIndex((part) => part.probabilities !== undefined);
    if (classes >= 0) return refused("mixes numbers only", "mix the probabilities themselves", classes);
    // Its weight is a simplex: the checker sees to it.
    if (others.length === 0) return { distribution: mixedOver(first), fault: null };
    const other = parts.findIndex((part) => !sameSupport(part.support(null), support));
    const [one, two] = [support, parts[other]?.support(null)].map((s) => s && printSupport(s));
    return other < 0
      ? { distribution: mixed(parts), fault: null }
      : refused(`mixes ${one} values with ${two} ones`, "give every part the same support", other);
  },
};

/** A part with its arguments and its weight among those of the whole. */
interface Part {
  readonly of: Distribution;
  readonly weight: Tensor;
  readonly p: Arguments;
}

function mixed(distributions: readonly Distribution[]): Distribution {
  const parts = (p: Arguments): readonly Part[] =>
    distributions.map((of, place) => {
      const own = partOf(p, String(place + 1));
      return { of, weight: pick(own, "weight").weight, p: partOf(own, of.name) };
    });
  const hasMean = distributions.every(({ mean }) => mean !== null);
  const hasVariance = hasMean && distributions.every(({ variance }) => variance !== null);
  return {
    name: "mixture",
    doc: `a mixture of ${distributions.map(({ name }) => name).join(", ")}`,
    support: (distributions[0] as Distribution).support,
    signatures: [],
    // log p(x) = log Σ wₖ dₖ(x)
    logDensity: (b, x, p) =>
      parts(p)
        .map((part) => b.add(b.log(part.weight), part.of.logDensity(b, x, part.p)))
        .reduce((sum, term) => logSum(b, sum, term)),
    // The first part at which the weights so far pass u.
    sample: (b, noise, p) => {
      const u = noise.uniform(valueShape(p));
      let reached = b.constant(0);
      return parts(p)
        .map((part) => {
          const before = reached;
          reached = b.add(reached, part.weight);
          return { before, draw: part.of.sample(b, noise, part.p) };
        })
        .reduce((chosen, next) => ({ ...next, draw: b.select(b.lt(u, next.before), chosen.draw, next.draw) }))
        .draw;
    },
    reparameterised: false,
    mean: hasMean ? (b, p) => meanOf(b, parts(p)) : null,
    variance: hasVariance ? (b, p) => varianceOf(b, parts(p)) : null,
    cdf: (x, p) =>
      distributions.reduce((sum, of, place) => {
        const own = partOf(p, String(place + 1));
        return sum + pick(own, "weight").weight * (of.cdf?.(x, partOf(own, of.name)) ?? Number.NaN);
      }, 0),
    example: {},
  };
}

/** μ = Σ wₖ μₖ */
function meanOf(b: Builder, parts: readonly Part[]): Tensor {
  return weighted(b, parts, ({ of, p }) => momentOf(b, of.mean, p));
}

/** Σ wₖ (σₖ² + (μₖ − μ)²): the law of total variance. */
function varianceOf(b: Builder, parts: readonly Part[]): Tensor {
  const mean = meanOf(b, parts);
  return weighted(b, parts, ({ of, p }) => {
    const away = b.sub(momentOf(b, of.mean, p), mean);
    return b.add(momentOf(b, of.variance, p), b.square(away));
  });
}

function weighted(b: Builder, parts: readonly Part[], value: (part: Part) => Tensor): Tensor {
  return parts.map((part) => b.mul(part.weight, value(part))).reduce((sum, term) => b.add(sum, term));
}

function momentOf(b: Builder, moment: Distribution["mean"], p: Arguments): Tensor {
  if (moment === null) throw new Bug("a mixture has the moments that all of its parts have");
  return moment(b, p);
}
