/** Counts of rare events. */

import type { Builder, Tensor } from "../../tensor/builder.ts";
import { poissonTails } from "../count-tails.ts";
import type { Arguments, Distribution } from "../distribution.ts";
import { poissonDraw } from "../draws.ts";
import { positive, real } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";
import { lowerGamma, upperGamma } from "../special.ts";
import { onSupport } from "../support-mask.ts";

function rateOf(b: Builder, p: Arguments): Tensor {
  return p.log_rate === undefined ? pick(p, "rate").rate : b.exp(p.log_rate);
}

export const poisson: Distribution = {
  name: "poisson",
  doc: "Counts whose variance is their mean; neg_binomial where they vary more.",
  support: () => ({ kind: "count" }),
  signatures: [
    { parameters: [positive("rate", "the expected count")] },
    { parameters: [real("log_rate", "the logarithm of the expected count")], keywordOnly: true },
  ],
  // log p(k) = k log λ − λ − log k!, k = 0, 1, …
  logDensity: (b, x, p) => {
    const logRate = p.log_rate ?? b.log(pick(p, "rate").rate);
    const rate = rateOf(b, p);
    const inside = b.and(b.ge(x, 0), b.eq(b.floor(x), x));
    return onSupport(b, x, inside, 0, (count) =>
      b.sub(b.sub(b.mul(count, logRate), rate), b.lgamma(b.add(count, 1))),
    );
  },
  sample: (b, noise, p) => poissonDraw(b, noise, rateOf(b, p), valueShape(p)),
  reparameterised: false,
  mean: rateOf,
  variance: rateOf,
  // Q(⌊k⌋ + 1, λ)
  cdf: (x, p) => {
    const rate = p.log_rate === undefined ? pick(p, "rate").rate : Math.exp(p.log_rate);
    return x < 0 ? 0 : upperGamma(Math.floor(x) + 1, rate);
  },
  tails: {
    ...poissonTails(rateOf),
    survival: (x, p) => {
      const rate = p.log_rate === undefined ? pick(p, "rate").rate : Math.exp(p.log_rate);
      return x < 0 ? 1 : lowerGamma(Math.floor(x) + 1, rate);
    },
  },
  example: { rate: 3.5 },
};
