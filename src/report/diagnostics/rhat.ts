/**
 * R̂: how much wider all chains together are than one (Gelman and Rubin 1992), each chain halved, ranks in place of values, and once
 * more folded about the median, where chains of equal middle and unequal width disagree (Vehtari et al. 2021, section 4). Near 1 they agree.
 */

import {
  canBeJudged,
  chainMeans,
  mapChains,
  meanOf,
  medianOf,
  splitChains,
  varianceOf,
  type Chains,
} from "./chains.ts";
import { normalScores } from "./normal-scores.ts";

/** The greater of the two. NaN for one chain, for constant ones and for fewer than four draws; ∞ for different constants. */
export function rhat(chains: Chains): number {
  if (chains.chains < 2 || !canBeJudged(chains)) return Number.NaN;
  const halves = splitChains(chains);
  const middle = scaleReduction(normalScores(halves));
  const folded = foldedScaleReduction(halves);
  return folded > middle ? folded : middle;
}

/** That of the distances from the median: the width alone. */
export function foldedRhat(chains: Chains): number {
  return chains.chains < 2 || !canBeJudged(chains) ? Number.NaN : foldedScaleReduction(splitChains(chains));
}

function foldedScaleReduction(halves: Chains): number {
  const median = medianOf(halves.values);
  const folded = mapChains(halves, (value) => Math.abs(value - median));
  // ∞ − ∞: no distances to compare.
  return folded.values.some(Number.isNaN) ? Number.NaN : scaleReduction(normalScores(folded));
}

/** √((B/W + n − 1) / n) */
function scaleReduction(chains: Chains): number {
  const { draws, values } = chains;
  const between = draws * varianceOf(chainMeans(chains));
  const within = meanOf(
    Float64Array.from({ length: chains.chains }, (_, chain) =>
      spreadOf(values.subarray(chain * draws, (chain + 1) * draws)),
    ),
  );
  return Math.sqrt((between / within + draws - 1) / draws);
}

/** The variance, and exactly 0 where all are equal, which a rounded mean would not give. */
function spreadOf(values: Float64Array): number {
  return values.every((value) => value === values[0]) ? 0 : varianceOf(values);
}
