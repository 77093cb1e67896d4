/** The Weibull distribution: a power of an exponential. */

import type { Builder, Tensor } from "../../tensor/builder.ts";
import { lgamma } from "../../tensor/special/lgamma.ts";
import { crpsOfSized } from "../crps.ts";
import type { Arguments, Distribution } from "../distribution.ts";
import { positive } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";
import { powerMoment } from "../gamma-tails.ts";
import { lowerGamma } from "../special.ts";
import { momentsFrom } from "../tail-moments.ts";
import { waitingTails } from "../tails.ts";
import { onSupport } from "../support-mask.ts";

// E (x/s)ⁿ = Γ(1 + n/k)
function moment(b: Builder, p: Arguments, n: number): Tensor {
  return b.exp(b.lgamma(b.add(1, b.div(n, pick(p, "shape").shape))));
}

export const weibull: Distribution = {
  name: "weibull",
  doc: "Survival times whose hazard rises (shape above 1) or falls with age; exponential where it does neither.",
  support: () => ({ kind: "positive" }),
  signatures: [
    {
      parameters: [
        positive("shape", "how the hazard changes with age: as age^(shape − 1)"),
        positive("scale", "63 % do not outlive it"),
      ],
    },
  ],
  // log p(x) = log k − log s + (k − 1) t − exp(k t), t = log(x/s), x > 0
  logDensity: (b, x, p) => {
    const { shape, scale } = pick(p, "shape", "scale");
    const logScale = b.log(scale);
    return onSupport(b, x, b.gt(x, 0), 1, (inside) => {
      const t = b.sub(b.log(inside), logScale);
      const hazard = b.add(b.sub(b.log(shape), logScale), b.mul(b.sub(shape, 1), t));
      return b.sub(hazard, b.exp(b.mul(shape, t)));
    });
  },
  // x = s (−log u)^(1/k)
  sample: (b, noise, p) => {
    const { shape, scale } = pick(p, "shape", "scale");
    const wait = b.neg(b.log(noise.uniform(valueShape(p))));
    return b.mul(scale, b.exp(b.div(b.log(wait), shape)));
  },
  reparameterised: true,
  mean: (b, p) => b.mul(pick(p, "scale").scale, moment(b, p, 1)),
  variance: (b, p) =>
    b.mul(b.square(pick(p, "scale").scale), b.sub(moment(b, p, 2), b.square(moment(b, p, 1)))),
  cdf: (x, p) => {
    const { shape, scale } = pick(p, "shape", "scale");
    return x <= 0 ? 0 : -Math.expm1(-((x / scale) ** shape));
  },
  // H(x) = (x/s)ᵏ
  tails: {
    moments: momentsFrom((b, n, ends, p) => {
      const { shape, scale } = pick(p, "shape", "scale");
      return powerMoment(b, n, ends, scale, shape);
    }),
    ...waitingTails(
      (b, x, p) => {
        const { shape, scale } = pick(p, "shape", "scale");
        return b.exp(b.mul(shape, b.sub(b.log(x), b.log(scale))));
      },
      (b, hazard, p) => {
        const { shape, scale } = pick(p, "shape", "scale");
        return b.mul(scale, b.exp(b.div(b.log(hazard), shape)));
      },
      (x, p) => {
        const { shape, scale } = pick(p, "shape", "scale");
        return x <= 0 ? 1 : Math.exp(-((x / scale) ** shape));
      },
    ),
  },
  // E X = s Γ(1 + 1/k); (X/s)ᵏ weighed by X is gamma(1 + 1/k, 1).
  crps: (y, p) => {
    const { shape, scale } = pick(p, "shape", "scale");
    const hazard = (Math.max(0, y) / scale) ** shape;
    const power = 1 + 1 / shape;
    return crpsOfSized(y, {
      cdf: -Math.expm1(-hazard),
      mean: scale * Math.exp(lgamma(power)),
      share: lowerGamma(power, hazard),
      gini: -Math.expm1(-Math.LN2 / shape),
    });
  },
  example: { shape: 1.7, scale: 0.9 },
};
