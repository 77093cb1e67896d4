/** The distribution of eᶻ for a normal z. */

import { crpsOfSized } from "../crps.ts";
import type { Distribution } from "../distribution.ts";
import { stretched } from "../non-centring.ts";
import { standardNormal } from "../normal-tails.ts";
import { positive, real } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";
import { logMassBetween } from "../mass-between.ts";
import { momentsFrom, type Partial } from "../tail-moments.ts";
import { exponentialOf, symmetricTails } from "../tails.ts";
import { normalCdf } from "../special.ts";
import { onSupport } from "../support-mask.ts";

const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

const tails = exponentialOf(symmetricTails(standardNormal, "mean_log", "sd_log"));

/** E (Xⁿ; …) = exp(nμ + ½ n²σ²) P(…) of the one with mean μ + nσ² of the logarithm. */
const partial: Partial = (b, n, ends, p) => {
  const { mean_log: mean, sd_log: sd } = pick(p, "mean_log", "sd_log");
  const shift = b.mul(n, b.square(sd));
  const moved = { mean_log: b.add(mean, shift), sd_log: sd };
  return {
    logFactor: b.mul(n, b.add(mean, b.mul(0.5, shift))),
    logMass: logMassBetween(b, tails, ends, moved),
  };
};

export const lognormal: Distribution = {
  name: "lognormal",
  doc: "What many factors multiplied give; gamma has a lighter upper tail.",
  support: () => ({ kind: "positive" }),
  signatures: [
    {
      parameters: [
        real("mean_log", "the mean of log x"),
        positive("sd_log", "the standard deviation of log x"),
      ],
    },
  ],
  // log p(x) = −½ z² − log σ − log x − ½ log 2π, z = (log x − μ) / σ, x > 0
  logDensity: (b, x, p) => {
    const { mean_log: mean, sd_log: sd } = pick(p, "mean_log", "sd_log");
    return onSupport(b, x, b.gt(x, 0), 1, (inside) => {
      const log = b.log(inside);
      const bell = b.mul(-0.5, b.square(b.div(b.sub(log, mean), sd)));
      return b.sub(b.sub(bell, log), b.add(b.log(sd), halfLogTwoPi));
    });
  },
  // x = exp(μ + σ ε)
  sample: (b, noise, p) => {
    const { mean_log: mean, sd_log: sd } = pick(p, "mean_log", "sd_log");
    return b.exp(b.add(mean, b.mul(sd, noise.normal(valueShape(p)))));
  },
  reparameterised: true,
  // exp(μ + ½ σ²)
  mean: (b, p) => {
    const { mean_log: mean, sd_log: sd } = pick(p, "mean_log", "sd_log");
    return b.exp(b.add(mean, b.mul(0.5, b.square(sd))));
  },
  // (exp σ² − 1) exp(2μ + σ²)
  variance: (b, p) => {
    const { mean_log: mean, sd_log: sd } = pick(p, "mean_log", "sd_log");
    const square = b.square(sd);
    return b.mul(b.expm1(square), b.exp(b.add(b.mul(2, mean), square)));
  },
  cdf: (x, p) => {
    const { mean_log: mean, sd_log: sd } = pick(p, "mean_log", "sd_log");
    return x <= 0 ? 0 : normalCdf((Math.log(x) - mean) / sd);
  },
  tails: { ...tails, moments: momentsFrom(partial) },
  nonCentring: stretched("mean_log", "sd_log"),
  // Weighed by its size it is lognormal(μ + σ², σ).
  crps: (y, p) => {
    const { mean_log: mean, sd_log: sd } = pick(p, "mean_log", "sd_log");
    const z = y <= 0 ? -Infinity : (Math.log(y) - mean) / sd;
    return crpsOfSized(y, {
      cdf: normalCdf(z),
      mean: Math.exp(mean + 0.5 * sd * sd),
      share: normalCdf(z - sd),
      gini: 2 * normalCdf(sd / Math.SQRT2) - 1,
    });
  },
  example: { mean_log: 0.3, sd_log: 0.5 },
};
