/** Student's t distribution's upper half. */

import type { Builder, Tensor } from "../../tensor/builder.ts";
import type { Arguments, Distribution } from "../distribution.ts";
import { studentDraw } from "../draws.ts";
import { multiplied } from "../non-centring.ts";
import { positive } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";
import { incompleteBeta, studentCdf } from "../special.ts";
import { logStudent } from "../student.ts";
import { standardStudent, studentMoments } from "../student-tails.ts";
import { onSupport } from "../support-mask.ts";
import { halfTails } from "../tails.ts";

// E x = 2 s √(ν/π) Γ((ν + 1)/2) / (Γ(ν/2) (ν − 1)), ν > 1
function finiteMean(b: Builder, p: Arguments): Tensor {
  const { df, scale } = pick(p, "df", "scale");
  const gammas = b.exp(b.sub(b.lgamma(b.mul(0.5, b.add(df, 1))), b.lgamma(b.mul(0.5, df))));
  const root = b.mul(2, b.sqrt(b.div(df, Math.PI)));
  return b.div(b.mul(b.mul(scale, root), gammas), b.sub(df, 1));
}

export const halfStudentT: Distribution = {
  name: "half_student_t",
  doc: "The upper half of a student_t at zero: a prior for scales between half_cauchy (df = 1) and half_normal.",
  support: () => ({ kind: "positive" }),
  signatures: [
    {
      parameters: [
        positive("df", "degrees of freedom: moments below it exist"),
        positive("scale", "stretches it"),
      ],
    },
  ],
  // log p(x) = log 2 + log t(x/s | ν) − log s, x ≥ 0
  logDensity: (b, x, p) => {
    const { df, scale } = pick(p, "df", "scale");
    return onSupport(b, x, b.ge(x, 0), 1, (inside) =>
      b.sub(logStudent(b, b.div(inside, scale), df), b.sub(b.log(scale), Math.LN2)),
    );
  },
  sample: (b, noise, p) => {
    const { df, scale } = pick(p, "df", "scale");
    return b.mul(scale, b.abs(studentDraw(b, noise, df, valueShape(p))));
  },
  reparameterised: false,
  mean: (b, p) => b.select(b.gt(pick(p, "df").df, 1), finiteMean(b, p), Infinity),
  // s² ν / (ν − 2) − (E x)², ν > 2
  variance: (b, p) => {
    const { df, scale } = pick(p, "df", "scale");
    const square = b.mul(b.square(scale), b.div(df, b.sub(df, 2)));
    return b.select(b.gt(df, 2), b.sub(square, b.square(finiteMean(b, p))), Infinity);
  },
  cdf: (x, p) => {
    const { df, scale } = pick(p, "df", "scale");
    const square = (x / scale) ** 2;
    // P(|T| ≤ t) = I(t²/(ν + t²); ½, ν/2)
    return x <= 0 ? 0 : incompleteBeta(square / (df + square), 0.5, 0.5 * df);
  },
  tails: halfTails(
    {
      ...standardStudent(
        (_, p) => pick(p, "df").df,
        (z, p) => studentCdf(-z, pick(p, "df").df),
      ),
      moments: (b, between, p) => studentMoments(b, between, pick(p, "df").df),
    },
    "scale",
  ),
  nonCentring: multiplied("scale"),
  example: { df: 6, scale: 0.8 },
};
