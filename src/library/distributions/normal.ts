/** The normal distribution. */

import type { Distribution } from "../distribution.ts";
import { stretched } from "../non-centring.ts";
import { standardNormal } from "../normal-tails.ts";
import { positive, real } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";
import { normalCdf } from "../special.ts";
import { symmetricTails } from "../tails.ts";

const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

export const normal: Distribution = {
  name: "normal",
  doc: "The bell curve; its tails are light, so use student_t where outliers are expected.",
  support: () => ({ kind: "real" }),
  half: { name: "half_normal", centre: "mean" },
  signatures: [
    { parameters: [real("mean", "where it is centred"), positive("sd", "its standard deviation")] },
  ],
  // log p(x) = −½ ((x − μ) / σ)² − log σ − ½ log 2π
  logDensity: (b, x, p) => {
    const { mean, sd } = pick(p, "mean", "sd");
    const z = b.mul(b.sub(x, mean), b.reciprocal(sd));
    return b.sub(b.mul(-0.5, b.square(z)), b.add(b.log(sd), halfLogTwoPi));
  },
  // x = μ + σ ε
  sample: (b, noise, p) => {
    const { mean, sd } = pick(p, "mean", "sd");
    return b.add(mean, b.mul(sd, noise.normal(valueShape(p))));
  },
  reparameterised: true,
  mean: (_, p) => pick(p, "mean").mean,
  variance: (b, p) => b.square(pick(p, "sd").sd),
  cdf: (x, p) => {
    const { mean, sd } = pick(p, "mean", "sd");
    return normalCdf((x - mean) / sd);
  },
  tails: symmetricTails(standardNormal, "mean", "sd"),
  // KL = log(σ / s) + (s² + (m − μ)²) / 2σ² − ½, q = normal(m, s)
  klFromNormal: (b, q, p) => {
    const { mean, sd } = pick(p, "mean", "sd");
    const scale = b.reciprocal(sd);
    const spread = b.add(b.square(b.mul(q.sd, scale)), b.square(b.mul(b.sub(q.mean, mean), scale)));
    return b.add(b.sub(b.mul(0.5, spread), q.logSd), b.sub(b.log(sd), 0.5));
  },
  nonCentring: stretched("mean", "sd"),
  // z (2Φ(z) − 1) + 2 φ(z) − 1/√π
  crps: (y, p) => {
    const { mean, sd } = pick(p, "mean", "sd");
    const z = (y - mean) / sd;
    const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
    return sd * (z * (2 * normalCdf(z) - 1) + 2 * density - 1 / Math.sqrt(Math.PI));
  },
  example: { mean: 0.7, sd: 1.3 },
};
