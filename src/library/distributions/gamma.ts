/** The gamma distribution. */

import { crpsOfSized, logBeta } from "../crps.ts";
import type { Distribution } from "../distribution.ts";
import { gammaDraw } from "../draws.ts";
import { positive } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";
import { lowerGamma, upperGamma } from "../special.ts";
import { onSupport } from "../support-mask.ts";
import { gammaTails } from "../gamma-tails.ts";

export const gamma: Distribution = {
  name: "gamma",
  doc: "Waiting for several events: the conjugate prior of a rate or a precision; lognormal has a heavier tail.",
  support: () => ({ kind: "positive" }),
  signatures: [
    {
      parameters: [
        positive("shape", "the mean times the rate: below 1 it is infinite at zero"),
        positive("rate", "one over the scale"),
      ],
    },
  ],
  // log p(x) = α log β − log Γ(α) + (α − 1) log x − β x, x > 0
  logDensity: (b, x, p) => {
    const { shape, rate } = pick(p, "shape", "rate");
    const constant = b.sub(b.mul(shape, b.log(rate)), b.lgamma(shape));
    return onSupport(b, x, b.gt(x, 0), 1, (inside) =>
      b.add(constant, b.sub(b.mul(b.sub(shape, 1), b.log(inside)), b.mul(rate, inside))),
    );
  },
  sample: (b, noise, p) => {
    const { shape, rate } = pick(p, "shape", "rate");
    return b.div(gammaDraw(b, noise, shape, valueShape(p)), rate);
  },
  reparameterised: false,
  mean: (b, p) => {
    const { shape, rate } = pick(p, "shape", "rate");
    return b.div(shape, rate);
  },
  variance: (b, p) => {
    const { shape, rate } = pick(p, "shape", "rate");
    return b.div(shape, b.square(rate));
  },
  // P(α, βx)
  cdf: (x, p) => {
    const { shape, rate } = pick(p, "shape", "rate");
    return lowerGamma(shape, rate * x);
  },
  // P(α, βx) and Q(α, βx)
  tails: {
    ...gammaTails,
    survival: (x, p) => {
      const { shape, rate } = pick(p, "shape", "rate");
      return upperGamma(shape, rate * x);
    },
  },
  // Weighed by its size it is gamma(α + 1, β); its Gini coefficient is 1 / (α B(½, α)).
  crps: (y, p) => {
    const { shape, rate } = pick(p, "shape", "rate");
    return crpsOfSized(y, {
      cdf: lowerGamma(shape, rate * y),
      mean: shape / rate,
      share: lowerGamma(shape + 1, rate * y),
      gini: Math.exp(-Math.log(shape) - logBeta(0.5, shape)),
    });
  },
  example: { shape: 2.5, rate: 1.5 },
};
