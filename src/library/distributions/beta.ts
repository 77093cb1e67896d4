/** The beta distribution. */

import { crpsOfSized, logBeta } from "../crps.ts";
import type { Distribution } from "../distribution.ts";
import { gammaDraw } from "../draws.ts";
import { positive } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";
import { incompleteBeta } from "../special.ts";
import { onSupport } from "../support-mask.ts";
import { betaTails } from "../beta-tails.ts";

export const beta: Distribution = {
  name: "beta",
  doc: "A probability after a − 1 successes and b − 1 failures; uniform(0, 1) is beta(1, 1), dirichlet has more parts.",
  support: () => ({ kind: "unit" }),
  signatures: [
    {
      parameters: [positive("a", "pulls towards 1"), positive("b", "pulls towards 0; the mean is a/(a + b)")],
    },
  ],
  // log p(x) = (α − 1) log x + (β − 1) log(1 − x) − log B(α, β), 0 < x < 1
  logDensity: (b, x, p) => {
    const { a: alpha, b: beta } = pick(p, "a", "b");
    const logBeta = b.sub(b.add(b.lgamma(alpha), b.lgamma(beta)), b.lgamma(b.add(alpha, beta)));
    return onSupport(b, x, b.and(b.gt(x, 0), b.lt(x, 1)), 0.5, (inside) =>
      b.sub(
        b.add(b.mul(b.sub(alpha, 1), b.log(inside)), b.mul(b.sub(beta, 1), b.log1p(b.neg(inside)))),
        logBeta,
      ),
    );
  },
  // g / (g + h) of gammas
  sample: (b, noise, p) => {
    const { a: alpha, b: beta } = pick(p, "a", "b");
    const shape = valueShape(p);
    const success = gammaDraw(b, noise, alpha, shape);
    return b.div(success, b.add(success, gammaDraw(b, noise, beta, shape)));
  },
  reparameterised: false,
  mean: (b, p) => {
    const { a: alpha, b: beta } = pick(p, "a", "b");
    return b.div(alpha, b.add(alpha, beta));
  },
  // αβ / ((α + β)² (α + β + 1))
  variance: (b, p) => {
    const { a: alpha, b: beta } = pick(p, "a", "b");
    const total = b.add(alpha, beta);
    return b.div(b.mul(alpha, beta), b.mul(b.square(total), b.add(total, 1)));
  },
  cdf: (x, p) => {
    const { a: alpha, b: beta } = pick(p, "a", "b");
    return incompleteBeta(x, alpha, beta);
  },
  tails: {
    ...betaTails,
    survival: (x, p) => {
      const { a: alpha, b: beta } = pick(p, "a", "b");
      return incompleteBeta(1 - x, beta, alpha);
    },
  },
  // Weighed by its size it is beta(a + 1, b); its Gini coefficient is 2 B(2a, 2b) / (a B(a, b)²).
  crps: (y, p) => {
    const { a: alpha, b: beta } = pick(p, "a", "b");
    return crpsOfSized(y, {
      cdf: incompleteBeta(y, alpha, beta),
      mean: alpha / (alpha + beta),
      share: incompleteBeta(y, alpha + 1, beta),
      gini: (2 / alpha) * Math.exp(logBeta(2 * alpha, 2 * beta) - 2 * logBeta(alpha, beta)),
    });
  },
  example: { a: 2.2, b: 3.1 },
};
