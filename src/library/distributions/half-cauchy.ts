/** The Cauchy distribution's upper half. */

import type { Distribution } from "../distribution.ts";
import { cotangent } from "../draws.ts";
import { multiplied } from "../non-centring.ts";
import { positive } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";
import { standardStudent } from "../student-tails.ts";
import { onSupport } from "../support-mask.ts";
import { halfTails } from "../tails.ts";

export const halfCauchy: Distribution = {
  name: "half_cauchy",
  doc: "The upper half of a Cauchy at zero: a prior for scales of hierarchies; half_normal where the scale is known to be moderate.",
  support: () => ({ kind: "positive" }),
  signatures: [{ parameters: [positive("scale", "its median")] }],
  // log p(x) = log(2/π) − log s − log(1 + (x/s)²), x ≥ 0
  logDensity: (b, x, p) => {
    const { scale } = pick(p, "scale");
    return onSupport(b, x, b.ge(x, 0), 1, (inside) =>
      b.neg(b.add(b.log1p(b.square(b.div(inside, scale))), b.log(b.mul(Math.PI / 2, scale)))),
    );
  },
  // x = s cot(πu / 2): the tail is at small u, which has more digits
  sample: (b, noise, p) =>
    b.mul(pick(p, "scale").scale, cotangent(b, b.mul(Math.PI / 2, noise.uniform(valueShape(p))))),
  reparameterised: true,
  mean: null,
  variance: null,
  cdf: (x, p) => (x <= 0 ? 0 : (2 / Math.PI) * Math.atan(x / pick(p, "scale").scale)),
  // Student's with one degree of freedom.
  tails: halfTails(
    standardStudent(
      (b) => b.constant(1),
      (z) => Math.atan2(1, z) / Math.PI,
    ),
    "scale",
  ),
  nonCentring: multiplied("scale"),
  example: { scale: 0.9 },
};
