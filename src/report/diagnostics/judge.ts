/** What the chains say of each quantity: whether they agree on it, and how many independent draws they are worth. */

import { bulkEffectiveSize, tailEffectiveSize } from "./effective-size.ts";
import { rankHalves } from "./normal-scores.ts";
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

const none = { rhat: Number.NaN, bulk: Number.NaN, tail: Number.NaN, mcse: Number.NaN };

export function judge({ name, shape, values }: Quantity, chains: number, draws: number): Judged {
  const size = shape.reduce((product, length) => product * length, 1);
  const elements = Array.from({ length: size }, (_, i) => ({
    chains,
    draws,
    values: Float64Array.from({ length: chains * draws }, (_, s) => values[s * size + i] as number),
  }));
  const varies = elements.map((element) => element.values.some((value) => value !== element.values[0]));
  const figures = elements.map((element, i) => {
    if (varies[i] !== true) return none;
    const ranked = rankHalves(element);
    return {
      rhat: rhat(element, ranked),
      bulk: bulkEffectiveSize(element, ranked),
      tail: tailEffectiveSize(element),
      mcse: standardErrorOfMean(element),
    };
  });
  const of = (name: keyof typeof none): Float64Array => Float64Array.from(figures, (each) => each[name]);
  return { name, shape, rhat: of("rhat"), bulk: of("bulk"), tail: of("tail"), mcse: of("mcse") };
}
