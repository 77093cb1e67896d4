/** The distribution of 1/g for g of a gamma distribution. */

import { crpsOfSized } from "../crps.ts";
import type { Distribution } from "../distribution.ts";
import { gammaDraw } from "../draws.ts";
import { positive } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";
import { incompleteBeta, lowerGamma, upperGamma } from "../special.ts";
import { onSupport } from "../support-mask.ts";
import { inverseGammaTails } from "../gamma-tails.ts";

export const inverseGamma: Distribution = {
  name: "inverse_gamma",
  doc: "The reciprocal of a gamma: the conjugate prior of a variance; it keeps away from zero.",
  support: () => ({ kind: "positive" }),
  signatures: [
    {
      parameters: [
        positive("shape", "how fast the upper tail falls: moments below it exist"),
        positive("scale", "stretches it"),
      ],
    },
  ],
  // log p(x) = α log β − log Γ(α) − (α + 1) log x − β/x, x > 0
  logDensity: (b, x, p) => {
    const { shape, scale } = pick(p, "shape", "scale");
    const constant = b.sub(b.mul(shape, b.log(scale)), b.lgamma(shape));
    return onSupport(b, x, b.gt(x, 0), 1, (inside) =>
      b.sub(constant, b.add(b.mul(b.add(shape, 1), b.log(inside)), b.div(scale, inside))),
    );
  },
  sample: (b, noise, p) => {
    const { shape, scale } = pick(p, "shape", "scale");
    return b.div(scale, gammaDraw(b, noise, shape, valueShape(p)));
  },
  reparameterised: false,
  // β / (α − 1), α > 1
  mean: (b, p) => {
    const { shape, scale } = pick(p, "shape", "scale");
    return b.select(b.gt(shape, 1), b.div(scale, b.sub(shape, 1)), Infinity);
  },
  // β² / ((α − 1)² (α − 2)), α > 2
  variance: (b, p) => {
    const { shape, scale } = pick(p, "shape", "scale");
    const mean = b.div(scale, b.sub(shape, 1));
    return b.select(b.gt(shape, 2), b.div(b.square(mean), b.sub(shape, 2)), Infinity);
  },
  // Q(α, β/x)
  cdf: (x, p) => {
    const { shape, scale } = pick(p, "shape", "scale");
    return x <= 0 ? 0 : upperGamma(shape, scale / x);
  },
  tails: {
    ...inverseGammaTails,
    survival: (x, p) => {
      const { shape, scale } = pick(p, "shape", "scale");
      return x <= 0 ? 1 : lowerGamma(shape, scale / x);
    },
  },
  // Weighed by its size it is inverse_gamma(α − 1, β), and the Gini coefficient 2 P(X < X*) − 1 is of two gammas' shares.
  crps: (y, p) => {
    const { shape, scale } = pick(p, "shape", "scale");
    if (!(shape > 1)) return Number.NaN;
    const below = (a: number): number => (y <= 0 ? 0 : upperGamma(a, scale / y));
    return crpsOfSized(y, {
      cdf: below(shape),
      mean: scale / (shape - 1),
      share: below(shape - 1),
      gini: 2 * incompleteBeta(0.5, shape - 1, shape) - 1,
    });
  },
  example: { shape: 5, scale: 3 },
};
