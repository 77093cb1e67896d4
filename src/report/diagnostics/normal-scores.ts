/**
 * Rank normalisation (Vehtari, Gelman, Simpson, Carpenter and Bürkner 2021, section 4.1): draws give way to normal quantiles of
 * their ranks among all chains, so that heavy tails and infinite variances leave a diagnostic its meaning.
 */

import { normalQuantile } from "../../posterior/normal.ts";
import { mapChains, sortedValues, splitChains, type Chains } from "./chains.ts";

/** z = Φ⁻¹((rank − 3/8) / (S + 1/4)) (Blom 1958); equal draws share their mean rank. */
export function normalScores(chains: Chains, sorted = sortedValues(chains)): Chains {
  const score = scoresOf(sorted.length);
  const ends = endsOfTies(sorted);
  return mapChains(chains, (value) => {
    const below = placeOf(sorted, value);
    return score(below + (ends[below] as number) + 1);
  });
}

/** What R̂ and the bulk's effective size both look at: chains halved, all their draws in order, and their scores. */
export interface Ranked {
  readonly halves: Chains;
  readonly sorted: Float64Array;
  readonly scores: Chains;
}

export function rankHalves(chains: Chains): Ranked {
  const halves = splitChains(chains);
  const sorted = sortedValues(halves);
  return { halves, sorted, scores: normalScores(halves, sorted) };
}

/** How many draws are less than this one of them. */
function placeOf(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** By place, the first one behind it where a greater draw stands. */
function endsOfTies(sorted: Float64Array): Uint32Array {
  const ends = new Uint32Array(sorted.length);
  for (let i = sorted.length - 1; i >= 0; i--) {
    ends[i] = sorted[i + 1] === sorted[i] ? (ends[i + 1] as number) : i + 1;
  }
  return ends;
}

let latest = { size: 0, scores: new Float64Array() };

/** The score of twice a rank, each found once: quantities of one posterior have the same ranks. */
function scoresOf(size: number): (twiceRank: number) => number {
  if (latest.size !== size) latest = { size, scores: new Float64Array(2 * size + 1).fill(Number.NaN) };
  const { scores } = latest;
  return (twice) => {
    const known = scores[twice] as number;
    if (!Number.isNaN(known)) return known;
    const score = normalQuantile((twice / 2 - 3 / 8) / (size + 1 / 4));
    scores[twice] = score;
    return score;
  };
}
