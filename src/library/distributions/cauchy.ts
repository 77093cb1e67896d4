/** The Cauchy distribution: student_t with one degree of freedom. */

import type { Distribution } from "../distribution.ts";
import { cotangent } from "../draws.ts";
import { stretched } from "../non-centring.ts";
import { positive, real } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";
import { standardStudent } from "../student-tails.ts";
import { symmetricTails } from "../tails.ts";

export const cauchy: Distribution = {
  name: "cauchy",
  doc: "Tails so heavy that it has no mean; student_t with 3 to 7 degrees of freedom samples better.",
  support: () => ({ kind: "real" }),
  half: { name: "half_cauchy", centre: "loc" },
  signatures: [
    { parameters: [real("loc", "its median"), positive("scale", "half of it lies this far from loc")] },
  ],
  // log p(x) = −log π s − log(1 + z²), z = (x − μ) / s
  logDensity: (b, x, p) => {
    const { loc, scale } = pick(p, "loc", "scale");
    const z = b.div(b.sub(x, loc), scale);
    return b.neg(b.add(b.log1p(b.square(z)), b.log(b.mul(Math.PI, scale))));
  },
  // x = μ + s cot πu
  sample: (b, noise, p) => {
    const { loc, scale } = pick(p, "loc", "scale");
    return b.add(loc, b.mul(scale, cotangent(b, b.mul(Math.PI, noise.uniform(valueShape(p))))));
  },
  reparameterised: true,
  mean: null,
  variance: null,
  // ½ + atan(z) / π, as an angle so that the lower tail keeps its digits
  cdf: (x, p) => {
    const { loc, scale } = pick(p, "loc", "scale");
    return Math.atan2(scale, loc - x) / Math.PI;
  },
  // Student's with one degree of freedom.
  tails: symmetricTails(
    standardStudent(
      (b) => b.constant(1),
      (z) => Math.atan2(1, z) / Math.PI,
    ),
    "loc",
    "scale",
  ),
  nonCentring: stretched("loc", "scale"),
  example: { loc: 0.5, scale: 1.2 },
};
