/** Student's t distribution, with a place and a scale. */

import { crpsOfStudent } from "../crps.ts";
import type { Distribution } from "../distribution.ts";
import { studentDraw } from "../draws.ts";
import { stretched } from "../non-centring.ts";
import { positive, real } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";
import { studentCdf } from "../special.ts";
import { logStudent } from "../student.ts";
import { standardStudent, studentMoments } from "../student-tails.ts";
import { symmetricTails } from "../tails.ts";

export const studentT: Distribution = {
  name: "student_t",
  doc: "A bell with heavy tails, for data with outliers; normal where there are none.",
  support: () => ({ kind: "real" }),
  half: { name: "half_student_t", centre: "loc" },
  signatures: [
    {
      parameters: [
        positive("df", "degrees of freedom: moments below it exist; 30 is almost normal"),
        real("loc", "where it is centred"),
        positive("scale", "stretches it; the sd is greater"),
      ],
    },
  ],
  // log p(x) = log t(z | ν) − log s, z = (x − μ) / s
  logDensity: (b, x, p) => {
    const { df, loc, scale } = pick(p, "df", "loc", "scale");
    return b.sub(logStudent(b, b.div(b.sub(x, loc), scale), df), b.log(scale));
  },
  sample: (b, noise, p) => {
    const { df, loc, scale } = pick(p, "df", "loc", "scale");
    return b.add(loc, b.mul(scale, studentDraw(b, noise, df, valueShape(p))));
  },
  reparameterised: false,
  // μ, ν > 1
  mean: (b, p) => {
    const { df, loc } = pick(p, "df", "loc");
    return b.select(b.gt(df, 1), loc, NaN);
  },
  // s² ν / (ν − 2), ν > 2; infinite down to ν = 1
  variance: (b, p) => {
    const { df, scale } = pick(p, "df", "scale");
    const finite = b.mul(b.square(scale), b.div(df, b.sub(df, 2)));
    return b.select(b.gt(df, 2), finite, b.select(b.gt(df, 1), b.constant(Infinity), NaN));
  },
  cdf: (x, p) => {
    const { df, loc, scale } = pick(p, "df", "loc", "scale");
    return studentCdf((x - loc) / scale, df);
  },
  tails: symmetricTails(
    {
      ...standardStudent(
        (_, p) => pick(p, "df").df,
        (z, p) => studentCdf(-z, pick(p, "df").df),
      ),
      moments: (b, between, p) => studentMoments(b, between, pick(p, "df").df),
    },
    "loc",
    "scale",
  ),
  nonCentring: stretched("loc", "scale"),
  crps: (y, p) => {
    const { df, loc, scale } = pick(p, "df", "loc", "scale");
    return scale * crpsOfStudent((y - loc) / scale, df);
  },
  example: { df: 5, loc: 0.4, scale: 1.1 },
};
