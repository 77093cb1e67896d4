/** How many of several tries succeed. */

import type { Builder, Tensor } from "../../tensor/builder.ts";
import { binomialDraw } from "../binomial-draw.ts";
import { binomialTails } from "../count-tails.ts";
import type { Arguments, Distribution } from "../distribution.ts";
import { logGammaRatio } from "../gamma-ratio.ts";
import { count, real, unit } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";
import { incompleteBeta } from "../special.ts";
import { onSupport } from "../support-mask.ts";

function successProbability(b: Builder, p: Arguments): Tensor {
  return p.logits === undefined ? pick(p, "p").p : b.sigmoid(p.logits);
}

// m log q, nought where m is, whatever q
function times(b: Builder, m: Tensor, q: Tensor): Tensor {
  const some = b.gt(m, 0);
  return b.select(some, b.mul(m, b.log(b.select(some, q, 1))), 0);
}

const tries = count("n", "how many tries there are");

export const binomial: Distribution = {
  name: "binomial",
  doc: "How many of n tries succeed; bernoulli is one try, poisson has no bound.",
  support: () => ({ kind: "count" }),
  signatures: [
    { parameters: [tries, unit("p", "the probability of a success")] },
    { parameters: [tries, real("logits", "log p/(1 − p)")], keywordOnly: true },
  ],
  // log p(k) = log C(n, k) + k log p + (n − k) log(1 − p), k = 0, …, n; C(n, k) by the lesser of k and n − k
  logDensity: (b, x, p) => {
    const { n } = pick(p, "n");
    const inside = b.and(b.and(b.ge(x, 0), b.le(x, n)), b.eq(b.floor(x), x));
    return onSupport(b, x, inside, 0, (successes) => {
      const all = b.select(inside, n, 0);
      const failures = b.sub(all, successes);
      const few = b.min(successes, failures);
      const ways = b.sub(logGammaRatio(b, b.add(b.sub(all, few), 1), few), b.lgamma(b.add(few, 1)));
      if (p.logits !== undefined) {
        const [yes, no] = [b.softplus(b.neg(p.logits)), b.softplus(p.logits)];
        return b.sub(ways, b.add(b.mul(successes, yes), b.mul(failures, no)));
      }
      const { p: probability } = pick(p, "p");
      const wide = b.select(inside, probability, 0.5);
      return b.add(ways, b.add(times(b, successes, wide), times(b, failures, b.sub(1, wide))));
    });
  },
  sample: (b, noise, p) => binomialDraw(b, noise, pick(p, "n").n, successProbability(b, p), valueShape(p)),
  reparameterised: false,
  mean: (b, p) => b.mul(pick(p, "n").n, successProbability(b, p)),
  variance: (b, p) => {
    const probability = successProbability(b, p);
    return b.mul(pick(p, "n").n, b.mul(probability, b.sub(1, probability)));
  },
  // I(1 − p; n − ⌊k⌋, ⌊k⌋ + 1)
  cdf: (x, p) => {
    const { n } = pick(p, "n");
    const failure = p.logits === undefined ? 1 - pick(p, "p").p : 1 / (1 + Math.exp(p.logits));
    if (x < 0) return 0;
    return x >= n ? 1 : incompleteBeta(failure, n - Math.floor(x), Math.floor(x) + 1);
  },
  tails: {
    ...binomialTails(
      (p) => pick(p, "n").n,
      (b, p) => {
        if (p.logits !== undefined) return { x: b.sigmoid(p.logits), rest: b.sigmoid(b.neg(p.logits)) };
        const { p: probability } = pick(p, "p");
        return { x: probability, rest: b.sub(1, probability) };
      },
    ),
    survival: (x, p) => {
      const { n } = pick(p, "n");
      const success = p.logits === undefined ? pick(p, "p").p : 1 / (1 + Math.exp(-p.logits));
      if (x < 0) return 1;
      return x >= n ? 0 : incompleteBeta(success, Math.floor(x) + 1, n - Math.floor(x));
    },
  },
  example: { n: 12, p: 0.35 },
};
