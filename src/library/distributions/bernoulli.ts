/** A coin's toss. */

import type { Builder, Tensor } from "../../tensor/builder.ts";
import type { Arguments, Distribution } from "../distribution.ts";
import { real, unit } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";

function successProbability(b: Builder, p: Arguments): Tensor {
  return p.logits === undefined ? pick(p, "p").p : b.sigmoid(p.logits);
}

export const bernoulli: Distribution = {
  name: "bernoulli",
  doc: "One yes or no; binomial counts several.",
  support: () => ({ kind: "bool" }),
  signatures: [
    { parameters: [unit("p", "the probability of 1")] },
    { parameters: [real("logits", "log p/(1 − p)")], keywordOnly: true },
  ],
  // log p(1) = log p = −softplus(−ℓ), log p(0) = log(1 − p) = −softplus(ℓ)
  logDensity: (b, x, p) => {
    const one = b.eq(x, 1);
    const inside = b.or(one, b.eq(x, 0));
    if (p.logits !== undefined) {
      const logits = p.logits;
      return b.select(inside, b.neg(b.softplus(b.select(one, b.neg(logits), logits))), -Infinity);
    }
    const probability = pick(p, "p").p;
    return b.select(inside, b.log(b.select(one, probability, b.sub(1, probability))), -Infinity);
  },
  sample: (b, noise, p) => {
    const probability = successProbability(b, p);
    return b.cast(b.lt(noise.uniform(valueShape(p)), probability), "i32");
  },
  reparameterised: false,
  mean: successProbability,
  variance: (b, p) => {
    const probability = successProbability(b, p);
    return b.mul(probability, b.sub(1, probability));
  },
  probabilities: (b, p) => {
    const one = successProbability(b, p);
    const column = [...one.shape, 1];
    return b.concat([b.reshape(b.sub(1, one), column), b.reshape(one, column)], one.shape.length);
  },
  // −softplus(ℓ), −softplus(−ℓ)
  logProbabilities: (b, p) => {
    const logs =
      p.logits === undefined
        ? [b.log(b.sub(1, pick(p, "p").p)), b.log(pick(p, "p").p)]
        : [b.neg(b.softplus(p.logits)), b.neg(b.softplus(b.neg(p.logits)))];
    const shape = valueShape(p);
    return b.concat(
      logs.map((log) => b.reshape(log, [...shape, 1])),
      shape.length,
    );
  },
  cdf: (x, p) => {
    const one = p.logits === undefined ? pick(p, "p").p : 1 / (1 + Math.exp(-p.logits));
    return x < 0 ? 0 : x < 1 ? 1 - one : 1;
  },
  example: { p: 0.3 },
};
