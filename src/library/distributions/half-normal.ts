/** The normal distribution's upper half. */

import { crpsOfSized } from "../crps.ts";
import type { Distribution } from "../distribution.ts";
import { erf } from "../../tensor/special/erf.ts";
import { standardNormal } from "../normal-tails.ts";
import { multiplied } from "../non-centring.ts";
import { positive } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";
import { erfc } from "../special.ts";
import { onSupport } from "../support-mask.ts";
import { halfTails } from "../tails.ts";

const halfLogTwoOverPi = 0.5 * Math.log(2 / Math.PI);

export const halfNormal: Distribution = {
  name: "half_normal",
  doc: "The upper half of a normal at zero: a prior for scales; half_cauchy has heavier tails.",
  support: () => ({ kind: "positive" }),
  signatures: [{ parameters: [positive("sd", "the standard deviation of the whole normal")] }],
  // log p(x) = ½ log(2/π) − log σ − ½ (x/σ)², x ≥ 0
  logDensity: (b, x, p) => {
    const { sd } = pick(p, "sd");
    return onSupport(b, x, b.ge(x, 0), 1, (inside) =>
      b.sub(b.mul(-0.5, b.square(b.div(inside, sd))), b.sub(b.log(sd), halfLogTwoOverPi)),
    );
  },
  // x = σ |ε|
  sample: (b, noise, p) => b.mul(pick(p, "sd").sd, b.abs(noise.normal(valueShape(p)))),
  reparameterised: true,
  mean: (b, p) => b.mul(Math.sqrt(2 / Math.PI), pick(p, "sd").sd),
  variance: (b, p) => b.mul(1 - 2 / Math.PI, b.square(pick(p, "sd").sd)),
  cdf: (x, p) => (x <= 0 ? 0 : erf(x / (pick(p, "sd").sd * Math.SQRT2))),
  tails: halfTails(standardNormal, "sd"),
  nonCentring: multiplied("sd"),
  // E[X; X ≤ y] / E X = 1 − e^(−y²/2s²)
  crps: (y, p) => {
    const { sd } = pick(p, "sd");
    const z = Math.max(0, y) / sd;
    return crpsOfSized(y, {
      cdf: 1 - erfc(z / Math.SQRT2),
      mean: sd * Math.sqrt(2 / Math.PI),
      share: -Math.expm1(-0.5 * z * z),
      gini: Math.SQRT2 - 1,
    });
  },
  example: { sd: 1.3 },
};
