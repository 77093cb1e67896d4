/** Counts that vary more than Poisson's. */

import type { Builder, Tensor } from "../../tensor/builder.ts";
import { negBinomialTails } from "../count-tails.ts";
import type { Arguments, Distribution } from "../distribution.ts";
import { gammaDraw, poissonDraw } from "../draws.ts";
import { logGammaRatio } from "../gamma-ratio.ts";
import { positive, real } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";
import { incompleteBeta } from "../special.ts";
import { onSupport } from "../support-mask.ts";

function meanOf(b: Builder, p: Arguments): Tensor {
  return p.log_mean === undefined ? pick(p, "mean").mean : b.exp(p.log_mean);
}

const dispersion = positive("dispersion", "the variance is mean + mean²/dispersion: large is almost poisson");

export const negBinomial: Distribution = {
  name: "neg_binomial",
  doc: "Counts of variance mean + mean²/dispersion, a poisson whose rate is gamma; poisson where the variance is the mean.",
  support: () => ({ kind: "count" }),
  signatures: [
    { parameters: [positive("mean", "the expected count"), dispersion] },
    {
      parameters: [real("log_mean", "the logarithm of the expected count"), dispersion],
      keywordOnly: true,
    },
  ],
  // log p(k) = log Γ(k + φ) / Γ(φ) − log k! − φ log(1 + eᵈ) − k log(1 + e⁻ᵈ), d = log μ/φ
  logDensity: (b, x, p) => {
    const { dispersion: phi } = pick(p, "dispersion");
    const d = b.sub(p.log_mean ?? b.log(pick(p, "mean").mean), b.log(phi));
    const inside = b.and(b.ge(x, 0), b.eq(b.floor(x), x));
    return onSupport(b, x, inside, 0, (count) => {
      const ways = b.sub(logGammaRatio(b, phi, count), b.lgamma(b.add(count, 1)));
      const failures = b.mul(phi, b.softplus(d));
      return b.sub(ways, b.add(failures, b.mul(count, b.softplus(b.neg(d)))));
    });
  },
  // Poisson of a rate that is gamma(φ, φ/μ)
  sample: (b, noise, p) => {
    const { dispersion: phi } = pick(p, "dispersion");
    const shape = valueShape(p);
    const rate = b.mul(b.div(gammaDraw(b, noise, phi, shape), phi), meanOf(b, p));
    return poissonDraw(b, noise, rate, shape);
  },
  reparameterised: false,
  mean: meanOf,
  variance: (b, p) => {
    const mean = meanOf(b, p);
    return b.add(mean, b.div(b.square(mean), pick(p, "dispersion").dispersion));
  },
  // I(φ/(φ + μ); φ, ⌊k⌋ + 1)
  cdf: (x, p) => {
    const { dispersion: phi } = pick(p, "dispersion");
    const mean = p.log_mean === undefined ? pick(p, "mean").mean : Math.exp(p.log_mean);
    return x < 0 ? 0 : incompleteBeta(phi / (phi + mean), phi, Math.floor(x) + 1);
  },
  tails: {
    ...negBinomialTails(
      (p) => pick(p, "dispersion").dispersion,
      (b, p) => {
        const d = b.sub(p.log_mean ?? b.log(pick(p, "mean").mean), b.log(pick(p, "dispersion").dispersion));
        return { x: b.sigmoid(b.neg(d)), rest: b.sigmoid(d) };
      },
    ),
    survival: (x, p) => {
      const { dispersion: phi } = pick(p, "dispersion");
      const mean = p.log_mean === undefined ? pick(p, "mean").mean : Math.exp(p.log_mean);
      return x < 0 ? 1 : incompleteBeta(mean / (phi + mean), Math.floor(x) + 1, phi);
    },
  },
  example: { mean: 3.2, dispersion: 1.8 },
};
