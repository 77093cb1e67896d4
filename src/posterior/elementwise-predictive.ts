/**
 * The predictive of responses with a conjugate latent, each element of which rests on one element of the latent. Elements of a row may share
 * one: their joint density is a product of each one's given those before it.
 */

import { polygamma } from "../tensor/special/polygamma.ts";
import { entropyOf } from "./accumulate.ts";
import { compoundOf, type Compound } from "./compound.ts";
import type { ClassBlock, NumberBlock } from "./predictive-block.ts";

/** Posterior parameters of a site's elements. */
export interface Beliefs {
  readonly first: Float64Array;
  /** Absent of a simplex. */
  readonly second: Float64Array | null;
}

/** What a block says of a response, `[count · width]`: which element of the site each of its elements rests on, and what stands beside it. */
export interface Resting {
  readonly width: number;
  readonly likelihood: string;
  readonly index: (element: number) => number;
  readonly factor: (element: number) => number;
  readonly known: (element: number) => Readonly<Record<string, number>>;
  /** The response's values of the block; null where they are not in the data. */
  readonly observed: Float64Array | null;
}

export function compoundBlock(resting: Resting, beliefs: Beliefs, count: number): NumberBlock {
  const { width, observed, likelihood } = resting;
  const at = (i: number, own: readonly [number, number] | null): Compound => {
    const j = resting.index(i);
    const [a, b] = own ?? [beliefs.first[j] as number, beliefs.second?.[j] as number];
    return compoundOf(likelihood, { a, b, known: resting.known(i), factor: resting.factor(i) });
  };
  const all = Array.from({ length: count * width }, (_, i) => at(i, null));
  const of = (value: (compound: Compound) => number): Float64Array => Float64Array.from(all, value);
  return {
    kind: "number",
    width,
    mean: of(({ mixture }) => mixture.mean),
    epistemic: of(({ epistemic }) => epistemic),
    aleatoric: of(({ aleatoric }) => aleatoric),
    mixture: (i) => (all[i] ?? at(i, null)).mixture,
    logDensity:
      observed &&
      rowSums(count, width, (i, seen) => {
        const j = resting.index(i);
        const compound = at(i, seen.get(j) ?? null);
        const y = observed[i] as number;
        seen.set(j, compound.after(y));
        return compound.logDensity(y);
      }),
    samples: null,
  };
}

/** `entry` gives the place of a class's concentration among the site's, or of a beta's a where the class is 1 and b where it is 0. */
export function classBlock(resting: Resting, beliefs: Beliefs, count: number, classes: number): ClassBlock {
  const { width, observed } = resting;
  const size = count * width;
  const alphas = (i: number): Float64Array => {
    const j = resting.index(i);
    if (beliefs.second !== null)
      return Float64Array.of(beliefs.second[j] as number, beliefs.first[j] as number);
    return beliefs.first.slice(j, j + classes);
  };
  const probabilities = new Float64Array(size * classes);
  const entropy = new Float64Array(size);
  const aleatoricEntropy = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const own = alphas(i);
    const total = own.reduce((sum, alpha) => sum + alpha, 0);
    // E[−θ log θ] = m (ψ(α₀ + 1) − ψ(α + 1)), m = α / α₀
    own.forEach((alpha, k) => {
      const mean = alpha / total;
      probabilities[i * classes + k] = mean;
      aleatoricEntropy[i] =
        (aleatoricEntropy[i] as number) + mean * (polygamma(0, total + 1) - polygamma(0, alpha + 1));
    });
    entropy[i] = entropyOf(probabilities, i * classes, classes);
  }
  const logDensity =
    observed &&
    rowSums<Float64Array>(count, width, (i, seen) => {
      const j = resting.index(i);
      const own = seen.get(j) ?? alphas(i);
      const y = observed[i] as number;
      const log = Math.log((own[y] ?? Number.NaN) / own.reduce((sum, alpha) => sum + alpha, 0));
      const next = own.slice();
      if (y >= 0) next[y] = (next[y] ?? Number.NaN) + 1;
      seen.set(j, next);
      return log;
    });
  return { kind: "class", width, classes, probabilities, entropy, aleatoricEntropy, logDensity };
}

/** By row the sum over its elements; `seen` holds what those before taught of each element of the site. */
function rowSums<T = readonly [number, number]>(
  count: number,
  width: number,
  term: (element: number, seen: Map<number, T>) => number,
): Float64Array {
  return Float64Array.from({ length: count }, (_, row) => {
    const seen = new Map<number, T>();
    let sum = 0;
    for (let e = 0; e < width; e++) sum += term(row * width + e, seen);
    return sum;
  });
}
