/** The double exponential distribution. */

import type { Distribution } from "../distribution.ts";
import { stretched } from "../non-centring.ts";
import { positive, real } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";
import { symmetricTails } from "../tails.ts";

const halfLogTwoPiE = 0.5 * Math.log(2 * Math.PI * Math.E);

export const laplace: Distribution = {
  name: "laplace",
  doc: "A sharp peak with exponential tails: its mode is the lasso; horseshoe spares the large effects.",
  support: () => ({ kind: "real" }),
  signatures: [
    { parameters: [real("loc", "where it is centred"), positive("scale", "the mean distance from loc")] },
  ],
  // log p(x) = −|x − μ| / s − log 2s
  logDensity: (b, x, p) => {
    const { loc, scale } = pick(p, "loc", "scale");
    return b.sub(b.neg(b.abs(b.div(b.sub(x, loc), scale))), b.log(b.mul(2, scale)));
  },
  // The difference of two exponentials: x = μ + s (log u − log v)
  sample: (b, noise, p) => {
    const { loc, scale } = pick(p, "loc", "scale");
    const shape = valueShape(p);
    return b.add(loc, b.mul(scale, b.sub(b.log(noise.uniform(shape)), b.log(noise.uniform(shape)))));
  },
  reparameterised: true,
  mean: (_, p) => pick(p, "loc").loc,
  variance: (b, p) => b.mul(2, b.square(pick(p, "scale").scale)),
  cdf: (x, p) => {
    const { loc, scale } = pick(p, "loc", "scale");
    const z = (x - loc) / scale;
    return z < 0 ? 0.5 * Math.exp(z) : 1 - 0.5 * Math.exp(-z);
  },
  // KL = E|x − μ| / s + log 2s − H(q), with E|x − μ| = t √(2/π) exp(−d²/2t²) + d erf(d / √2 t), d = m − μ, q = normal(m, t)
  klFromNormal: (b, q, p) => {
    const { loc, scale } = pick(p, "loc", "scale");
    const d = b.sub(q.mean, loc);
    const z = b.div(d, q.sd);
    const bell = b.mul(b.mul(q.sd, Math.sqrt(2 / Math.PI)), b.exp(b.mul(-0.5, b.square(z))));
    const distance = b.add(bell, b.mul(d, b.erf(b.mul(z, Math.SQRT1_2))));
    const cross = b.add(b.div(distance, scale), b.log(b.mul(2, scale)));
    return b.sub(cross, b.add(q.logSd, halfLogTwoPiE));
  },
  // P(Z ≤ z) = ½ eᶻ below 0, 1 − ½ e⁻ᶻ above
  tails: symmetricTails(
    {
      logCdf: (b, z) => {
        const far = b.exp(b.neg(b.max(z, 0)));
        return b.select(b.le(z, 0), b.sub(z, Math.LN2), b.log1p(b.mul(-0.5, far)));
      },
      quantile: (b, logCdf, logSurvival) =>
        b.select(b.le(logCdf, logSurvival), b.add(logCdf, Math.LN2), b.neg(b.add(logSurvival, Math.LN2))),
      survival: (z) => (z < 0 ? 1 - 0.5 * Math.exp(z) : 0.5 * Math.exp(-z)),
    },
    "loc",
    "scale",
  ),
  nonCentring: stretched("loc", "scale"),
  // |z| + e^−|z| − ¾
  crps: (y, p) => {
    const { loc, scale } = pick(p, "loc", "scale");
    const away = Math.abs(y - loc) / scale;
    return scale * (away + Math.exp(-away) - 0.75);
  },
  example: { loc: 0.4, scale: 0.8 },
};
