/**
 * Dropout: Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting" (2014), with what is kept
 * scaled up, so that its mean is what enters. No part of a density: only methods that draw noise for it take it.
 */

import type { Layer } from "../layer.ts";

export const dropout: Layer = {
  name: "dropout",
  doc: "Sets each number to nought with probability p while a method trains with noise; elsewhere it changes nothing.",
  parameters: [
    { name: "p", kind: "rate", required: true, doc: "how likely a number is dropped: from 0, below 1" },
  ],
  body: false,
  linear: true,
  shape: ({ input }) =>
    input.support.kind === "label"
      ? {
          wants: "numbers",
          found: input.support.dimension.name,
          help: "write embedding(4) before it: each label becomes a vector",
        }
      : { output: input.dimensions, weights: [] },
  // y = x [u ≥ p] / (1 − p), u uniform
  apply: (b, x, { rate, uniform }) => {
    const u = uniform(x.shape);
    if (u === null || rate === null || rate === 0) return x;
    return b.select(b.ge(u, rate), b.mul(1 / (1 - rate), x), 0);
  },
};
