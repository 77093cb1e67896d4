/** The exponential distribution. */

import { crpsOfSized } from "../crps.ts";
import type { Distribution } from "../distribution.ts";
import { positive } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";
import { powerMoment } from "../gamma-tails.ts";
import { momentsFrom } from "../tail-moments.ts";
import { waitingTails } from "../tails.ts";
import { onSupport } from "../support-mask.ts";

export const exponential: Distribution = {
  name: "exponential",
  doc: "The wait for an event that is as likely at any time; weibull where it grows likelier or less likely.",
  support: () => ({ kind: "positive" }),
  signatures: [{ parameters: [positive("rate", "one over the mean")] }],
  // log p(x) = log λ − λ x, x ≥ 0
  logDensity: (b, x, p) => {
    const { rate } = pick(p, "rate");
    return onSupport(b, x, b.ge(x, 0), 1, (inside) => b.sub(b.log(rate), b.mul(rate, inside)));
  },
  // x = −log u / λ
  sample: (b, noise, p) => b.div(b.neg(b.log(noise.uniform(valueShape(p)))), pick(p, "rate").rate),
  reparameterised: true,
  mean: (b, p) => b.reciprocal(pick(p, "rate").rate),
  variance: (b, p) => b.reciprocal(b.square(pick(p, "rate").rate)),
  cdf: (x, p) => (x <= 0 ? 0 : -Math.expm1(-x * pick(p, "rate").rate)),
  // λX is the wait of rate 1.
  tails: {
    moments: momentsFrom((b, n, ends, p) =>
      powerMoment(b, n, ends, b.reciprocal(pick(p, "rate").rate), b.constant(1)),
    ),
    ...waitingTails(
      (b, x, p) => b.mul(pick(p, "rate").rate, x),
      (b, hazard, p) => b.div(hazard, pick(p, "rate").rate),
      (x, p) => Math.exp(-Math.max(0, x) * pick(p, "rate").rate),
    ),
  },
  // E[X; X ≤ y] / E X = 1 − e^(−λy) (1 + λy)
  crps: (y, p) => {
    const { rate } = pick(p, "rate");
    const z = Math.max(0, y) * rate;
    const cdf = -Math.expm1(-z);
    return crpsOfSized(y, { cdf, mean: 1 / rate, share: cdf - z * Math.exp(-z), gini: 0.5 });
  },
  example: { rate: 1.4 },
};
