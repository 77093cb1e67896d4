/** One label of several. */

import type { Builder, Tensor } from "../../tensor/builder.ts";
import type { Arguments, Distribution } from "../distribution.ts";
import { event, eventDimension } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";

/** log p of every label, event axis last: the logits less their logsumexp. */
function logProbabilities(b: Builder, p: Arguments): Tensor {
  if (p.logits === undefined) return b.log(pick(p, "probabilities").probabilities);
  const { shape } = p.logits;
  const normaliser = b.logsumexp(p.logits, [shape.length - 1]);
  return b.sub(p.logits, b.broadcast(normaliser, shape, leading(shape.length - 1)));
}

function leading(count: number): readonly number[] {
  return Array.from({ length: count }, (_, axis) => axis);
}

export const categorical: Distribution = {
  name: "categorical",
  doc: "One label of a dimension; ordered_logistic where the labels have an order.",
  support: () => ({ kind: "label", dimension: eventDimension }),
  signatures: [
    { parameters: [event("probabilities", "simplex", "of each label, summing to 1")] },
    { parameters: [event("logits", "real", "log probabilities up to a constant")], keywordOnly: true },
  ],
  // log p(k) = ℓₖ − log Σⱼ exp ℓⱼ. The label is picked by comparing, so that a label out of range gives −∞.
  logDensity: (b, x, p) => {
    const scores = p.logits ?? pick(p, "probabilities").probabilities;
    const events = scores.shape[scores.shape.length - 1] ?? 0;
    const shape = [...x.shape, events];
    const axes = leading(x.shape.length);
    const wide = scores.shape.length === 1 ? b.broadcast(scores, shape, [x.shape.length]) : scores;
    const chosen = b.eq(b.broadcast(x, shape, axes), b.iota(shape, x.shape.length, x.dtype));
    const score = b.sum(b.select(chosen, wide, 0), [x.shape.length]);
    const inside = b.and(b.ge(x, 0), b.lt(x, events));
    const log =
      p.logits === undefined
        ? b.log(b.select(inside, score, 1))
        : b.sub(score, b.logsumexp(wide, [x.shape.length]));
    return b.select(inside, log, -Infinity);
  },
  // Gumbel's trick: argmaxₖ ℓₖ − log(−log uₖ); the last of equals, which have probability zero.
  sample: (b, noise, p) => {
    const logs = logProbabilities(b, p);
    const shape = valueShape(p);
    const axis = shape.length - 1;
    const scores = b.sub(logs, b.log(b.neg(b.log(noise.uniform(shape)))));
    const best = b.broadcast(b.reduceMax(scores, [axis]), shape, leading(axis));
    return b.cast(b.reduceMax(b.select(b.ge(scores, best), b.iota(shape, axis), 0), [axis]), "i32");
  },
  reparameterised: false,
  mean: null,
  variance: null,
  probabilities: (b, p) =>
    p.logits === undefined ? pick(p, "probabilities").probabilities : b.exp(logProbabilities(b, p)),
  logProbabilities,
  example: { probabilities: [0.2, 0.5, 0.3] },
};
