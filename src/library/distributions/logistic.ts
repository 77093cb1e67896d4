/** The logistic distribution. */

import type { Distribution } from "../distribution.ts";
import { stretched } from "../non-centring.ts";
import { positive, real } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";
import { symmetricTails } from "../tails.ts";

export const logistic: Distribution = {
  name: "logistic",
  doc: "A bell a little heavier than the normal, whose cdf is the sigmoid; student_t where outliers are far.",
  support: () => ({ kind: "real" }),
  signatures: [
    { parameters: [real("loc", "where it is centred"), positive("scale", "the sd is 1.81 times this")] },
  ],
  // log p(x) = log σ(z) + log σ(−z) − log s, z = (x − μ) / s
  logDensity: (b, x, p) => {
    const { loc, scale } = pick(p, "loc", "scale");
    const z = b.div(b.sub(x, loc), scale);
    return b.neg(b.add(b.add(b.softplus(z), b.softplus(b.neg(z))), b.log(scale)));
  },
  // x = μ + s log(u / (1 − u))
  sample: (b, noise, p) => {
    const { loc, scale } = pick(p, "loc", "scale");
    const u = noise.uniform(valueShape(p));
    return b.add(loc, b.mul(scale, b.sub(b.log(u), b.log1p(b.neg(u)))));
  },
  reparameterised: true,
  mean: (_, p) => pick(p, "loc").loc,
  // π² s² / 3
  variance: (b, p) => b.mul(Math.PI ** 2 / 3, b.square(pick(p, "scale").scale)),
  cdf: (x, p) => {
    const { loc, scale } = pick(p, "loc", "scale");
    return 1 / (1 + Math.exp(-(x - loc) / scale));
  },
  // log P(Z ≤ z) = log σ(z), and z is the difference of both tails' logarithms
  tails: symmetricTails(
    {
      logCdf: (b, z) => b.neg(b.softplus(b.neg(z))),
      quantile: (b, logCdf, logSurvival) => b.sub(logCdf, logSurvival),
      survival: (z) => 1 / (1 + Math.exp(z)),
    },
    "loc",
    "scale",
  ),
  nonCentring: stretched("loc", "scale"),
  // z − 2 log σ(z) − 1
  crps: (y, p) => {
    const { loc, scale } = pick(p, "loc", "scale");
    const away = Math.abs(y - loc) / scale;
    return scale * (away + 2 * Math.log1p(Math.exp(-away)) - 1);
  },
  example: { loc: -0.3, scale: 0.6 },
};
