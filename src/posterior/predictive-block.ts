/** What is predicted of a block of rows, in the model's own units: the shape that predictions and scores read. */

import type { Mixture } from "./mixture.ts";

export interface PredictiveBlock {
  readonly start: number;
  readonly count: number;
  /** By response. Elements of a row stand together: row · width + element. */
  readonly responses: ReadonlyMap<string, ResponseBlock>;
  /** Discrete latents with values by row: how probable each is given what was seen of the responses. */
  readonly states: ReadonlyMap<string, StateBlock>;
}

export interface StateBlock {
  /** Elements of a row. */
  readonly width: number;
  readonly classes: number;
  /** Mean over draws: [count · width · classes]. */
  readonly probabilities: Float64Array;
}

export type ResponseBlock = NumberBlock | ClassBlock;

export interface NumberBlock {
  readonly kind: "number";
  readonly width: number;
  /** NaN where the distribution has none. */
  readonly mean: Float64Array;
  /** The variance over draws of the mean: what more data would take away. */
  readonly epistemic: Float64Array;
  /** The mean over draws of the variance: noise. */
  readonly aleatoric: Float64Array;
  readonly mixture: (element: number) => Mixture;
  /** log of the mean density, a number a row; null where the response is not in the data. */
  readonly logDensity: Float64Array | null;
  /** Draws of an element, one a component, where they were asked for and the components are not normal. */
  readonly samples: ((element: number) => Float64Array) | null;
}

export interface ClassBlock {
  readonly kind: "class";
  readonly width: number;
  readonly classes: number;
  /** Mean over draws: [count · width · classes]. */
  readonly probabilities: Float64Array;
  /** Of the mean probabilities, in nats. */
  readonly entropy: Float64Array;
  /** The mean over draws of each draw's entropy. The difference is the mutual information of response and latents. */
  readonly aleatoricEntropy: Float64Array;
  readonly logDensity: Float64Array | null;
}

/** Rows a block may have so that `perRow` numbers a row stay within about 32 MB, and `most`; all rows where they cannot be parted. */
export function blockCapacity(rows: number, perRow: number, whole: boolean, most = 4096): number {
  if (whole) return Math.max(1, rows);
  return Math.max(1, Math.min(rows, most, Math.floor(4_000_000 / perRow)));
}
