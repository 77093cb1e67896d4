/** The normal distribution. */

import type { Distribution } from "../distribution.ts";
import { positive, real } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";
import { normalCdf } from "../special.ts";

const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

export const normal: Distribution = {
  name: "normal",
  doc: "The bell curve; its tails are light, so use student_t where outliers are expected.",
  support: () => ({ kind: "real" }),
  signatures: [
    { parameters: [real("mean", "where it is centred"), positive("sd", "its standard deviation")] },
  ],
  // log p(x) = −½ ((x − μ) / σ)² − log σ − ½ log 2π
  logDensity: (b, x, p) => {
    const { mean, sd } = pick(p, "mean", "sd");
    const z = b.div(b.sub(x, mean), sd);
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
  // KL = log(σ / s) + (s² + (m − μ)²) / 2σ² − ½, q = normal(m, s)
  klFromNormal: (b, m, s, p) => {
    const { mean, sd } = pick(p, "mean", "sd");
    const spread = b.add(b.square(b.div(s, sd)), b.square(b.div(b.sub(m, mean), sd)));
    return b.sub(b.add(b.mul(0.5, spread), b.log(sd)), b.add(b.log(s), 0.5));
  },
  example: { mean: 0.7, sd: 1.3 },
};
