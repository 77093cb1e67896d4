/** What the chains say of each quantity: whether they agree on it, and how many independent draws they are worth. */

import { bulkEffectiveSize, tailEffectiveSize } from "./effective-size.ts";
import { rhat } from "./rhat.ts";
import { standardErrorOfMean } from "./standard-error.ts";

/** `values` are `[chains * draws, …shape]`, a chain's draws together. */
export interface Quantity {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/** By element, row-major; NaN where a figure does not exist: of one chain, or of what never varies. */
export interface Judged {
  readonly name: string;
  readonly shape: readonly number[];
  readonly rhat: Float64Array;
  readonly bulk: Float64Array;
  readonly tail: Float64Array;
  /** Monte Carlo standard error of the mean, in the quantity's own units. */
  readonly mcse: Float64Array;
}

export function judge({ name, shape, values }: Quantity, chains: number, draws: number): Judged {
  const size = shape.reduce((product, length) => product * length, 1);
  const elements = Array.from({ length: size }, (_, i) => ({
    chains,
    draws,
    values: Float64Array.from({ length: chains * draws }, (_, s) => values[s * size + i] as number),
  }));
  const varies = elements.map((element) => element.values.some((value) => value !== element.values[0]));
  const of = (figure: (element: (typeof elements)[number]) => number): Float64Array =>
    Float64Array.from(elements, (element, i) => (varies[i] === true ? figure(element) : Number.NaN));
  return {
    name,
    shape,
    rhat: of(rhat),
    bulk: of(bulkEffectiveSize),
    tail: of(tailEffectiveSize),
    mcse: of(standardErrorOfMean),
  };
}
