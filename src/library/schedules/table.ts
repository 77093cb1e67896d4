/** The schedules of a rate, by name. Each starts at 1. */

import type { Schedule } from "../optimiser.ts";
import { pick, table } from "../rows.ts";

export const schedules: ReadonlyMap<string, Schedule> = table<Schedule>(
  {
    name: "constant",
    doc: "The rate as it is, to the end.",
    parameters: [],
    factor: (b, progress) => b.constant(1, [], progress.dtype),
  },
  {
    name: "cosine",
    doc: "Falls along half a cosine, slowly at both ends: the noise of minibatches and draws dies out.",
    parameters: [{ name: "final", default: 0, low: 0, high: 1, doc: "the factor at the end" }],
    // f + (1 − f) (1 + cos πt) / 2
    factor: (b, progress, options) => {
      const { final } = pick(options, "final");
      return b.add(final, b.mul((1 - final) / 2, b.add(1, b.cos(b.mul(Math.PI, progress)))));
    },
  },
  {
    name: "exponential",
    doc: "Falls by the same factor in every equal stretch of the run.",
    parameters: [{ name: "final", default: 0.01, low: 1e-12, high: 1, doc: "the factor at the end" }],
    // fᵗ
    factor: (b, progress, options) => b.exp(b.mul(Math.log(pick(options, "final").final), progress)),
  },
  {
    name: "steps",
    doc: "Falls in stairs: `count` equal drops by `factor` over the run.",
    parameters: [
      { name: "count", default: 3, low: 1, high: 1000, integer: true, doc: "how many drops" },
      { name: "factor", default: 0.3, low: 1e-6, high: 1, doc: "what each multiplies the rate by" },
    ],
    // factor^⌊t (count + 1)⌋
    factor: (b, progress, options) => {
      const { count, factor } = pick(options, "count", "factor");
      return b.exp(b.mul(Math.log(factor), b.floor(b.mul(count + 1, progress))));
    },
  },
);
