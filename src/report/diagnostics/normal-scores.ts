/**
 * Rank normalisation (Vehtari, Gelman, Simpson, Carpenter and Bürkner 2021, section 4.1): draws give way to normal quantiles of
 * their ranks among all chains, so that heavy tails and infinite variances leave a diagnostic its meaning.
 */

import { normalQuantile } from "../../posterior/normal.ts";
import { mapChains, type Chains } from "./chains.ts";

/** z = Φ⁻¹((rank − 3/8) / (S + 1/4)) (Blom 1958); equal draws share their mean rank. */
export function normalScores(chains: Chains): Chains {
  const sorted = chains.values.slice().sort();
  const score = scoresOf(sorted.length);
  return mapChains(chains, (value) => {
    const below = firstFrom(sorted, (each) => each >= value);
    const upTo = firstFrom(sorted, (each) => each > value);
    return score(below + upTo + 1);
  });
}

/** The first place from which `holds` is true: it is so from somewhere on. */
function firstFrom(sorted: Float64Array, holds: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(sorted[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
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
