/** The draws of one quantity, chain beside chain: what every diagnostic of a sampler looks at. */

export interface Chains {
  readonly chains: number;
  /** Of each chain. */
  readonly draws: number;
  /** `[chains * draws]`, a chain's together. */
  readonly values: Float64Array;
}

/** Halves each chain, so that one that drifts disagrees with itself; the middle draw of an odd number is left out. */
export function splitChains({ chains, draws, values }: Chains): Chains {
  const half = Math.floor(draws / 2);
  const halves = new Float64Array(2 * chains * half);
  for (let chain = 0; chain < chains; chain++) {
    const start = chain * draws;
    halves.set(values.subarray(start, start + half), 2 * chain * half);
    halves.set(values.subarray(start + draws - half, start + draws), (2 * chain + 1) * half);
  }
  return { chains: 2 * chains, draws: half, values: halves };
}

/** There is something to judge: four draws a chain, and none is NaN. */
export function canBeJudged({ draws, values }: Chains): boolean {
  return draws >= 4 && !values.some(Number.isNaN);
}

export function mapChains(chains: Chains, value: (x: number) => number): Chains {
  return { ...chains, values: chains.values.map(value) };
}

export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Divisor n − 1. */
export function varianceOf(values: Float64Array): number {
  const mean = meanOf(values);
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return squares / (values.length - 1);
}

/** Means of the chains. */
export function chainMeans({ chains, draws, values }: Chains): Float64Array {
  return Float64Array.from({ length: chains }, (_, chain) =>
    meanOf(values.subarray(chain * draws, (chain + 1) * draws)),
  );
}

/**
 * The p-quantile of all draws, linear between order statistics (Hyndman and Fan 1996, definition 7). The place is found and
 * weighed in the order that SciPy's `mquantiles` takes, since on ties a last digit decides which draws lie below.
 */
export function quantileOf(sorted: Float64Array, p: number): number {
  const count = sorted.length;
  const place = count * p + (1 - p);
  const below = Math.floor(Math.min(count - 1, Math.max(1, place)));
  const share = Math.min(1, Math.max(0, place - below));
  return (1 - share) * (sorted[below - 1] as number) + share * (sorted[below] as number);
}

export function sortedValues({ values }: Chains): Float64Array {
  return values.slice().sort();
}

/** The middle draw, or the mean of the two. */
export function medianOf(sorted: Float64Array): number {
  const high = sorted[Math.floor(sorted.length / 2)] as number;
  return sorted.length % 2 === 1 ? high : ((sorted[sorted.length / 2 - 1] as number) + high) / 2;
}
