/** Data that has met its model: every size known, every array in place, in the model's own (standardised) units. */

import type { Dimension } from "../shape/dimension.ts";

export interface BoundArray {
  readonly name: string;
  readonly dimensions: readonly Dimension[];
  readonly shape: readonly number[];
  /** Row-major. Labels are positions from 0; bools 0 and 1; a missing or unseen value in a row that stays empty is NaN (−1 for labels). */
  readonly values: Float64Array;
  readonly integer: boolean;
}

/** What a standardised variable lost: original = mean + sd · standardised, by element of the last dimension (one for a vector). */
export interface Standardisation {
  readonly mean: readonly number[];
  /** Divisor n − 1. */
  readonly sd: readonly number[];
}

/** All that predictions need of the training data; stored with the posterior. */
export interface BindingFacts {
  /** By dimension id. */
  readonly sizes: ReadonlyMap<string, number>;
  /** By dimension id; in the order of positions. */
  readonly labels: ReadonlyMap<string, readonly string[]>;
  /** By variable name. */
  readonly standardisations: ReadonlyMap<string, Standardisation>;
  /** The header names each variable was read from, when it came from a table: by variable name, in order. */
  readonly columns: ReadonlyMap<string, readonly string[]>;
  /** Inputs without the rows dimension, by variable name: new data need not repeat them. */
  readonly constants: ReadonlyMap<string, BoundArray>;
}

export interface Bound {
  readonly facts: BindingFacts;
  /** By variable name. A response that is absent from data to predict on has no array. */
  readonly arrays: ReadonlyMap<string, BoundArray>;
  /** The size of the program's rows dimension; 1 where it has none. */
  readonly rows: number;
  /** Rows of the file that `missing = drop` left out (for predictions they stay, as `incomplete`). */
  readonly dropped: number;
  /** By place: which row of the data it was, where a key column put the rows in the order of their labels. */
  readonly order: Uint32Array | null;
  /** For predictions: labels that training never saw, behind training's in `facts`, by the id of the dimension that owns them. */
  readonly unseen: ReadonlyMap<string, readonly string[]>;
  /** For predictions: positions of rows that a missing value keeps empty. */
  readonly incomplete: readonly number[];
}
