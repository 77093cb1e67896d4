/**
 * R̂: how much wider all chains together are than one (Gelman and Rubin 1992), each chain halved, ranks in place of values, and once
 * more folded about the median, where chains of equal middle and unequal width disagree (Vehtari et al. 2021, section 4). Near 1 they agree.
 */

import { canBeJudged, chainMeans, mapChains, meanOf, medianOf, varianceOf, type Chains } from "./chains.ts";
import { normalScores, rankHalves, type Ranked } from "./normal-scores.ts";

/** The greater of the two. NaN for one chain, for constant ones and for fewer than four draws; ∞ for different constants. */
export function rhat(chains: Chains, ranked = rankHalves(chains)): number {
  if (chains.chains < 2 || !canBeJudged(chains)) return Number.NaN;
  const middle = scaleReduction(ranked.scores);
  const folded = foldedScaleReduction(ranked);
  return folded > middle ? folded : middle;
}

/** That of the distances from the median: the width alone. */
export function foldedRhat(chains: Chains): number {
  return chains.chains < 2 || !canBeJudged(chains) ? Number.NaN : foldedScaleReduction(rankHalves(chains));
}

function foldedScaleReduction({ halves, sorted }: Ranked): number {
  const median = medianOf(sorted);
  const folded = mapChains(halves, (value) => Math.abs(value - median));
  // ∞ − ∞: no distances to compare.
  if (folded.values.some(Number.isNaN)) return Number.NaN;
  return scaleReduction(normalScores(folded, foldSorted(sorted, median)));
}

/** The distances from the median in order, from the farthest inwards: the next is at one end or the other. */
function foldSorted(sorted: Float64Array, median: number): Float64Array {
  const distances = new Float64Array(sorted.length);
  let [low, high] = [0, sorted.length - 1];
  for (let i = sorted.length - 1; i >= 0; i--) {
    const below = Math.abs((sorted[low] as number) - median);
    const above = Math.abs((sorted[high] as number) - median);
    if (below > above) low++;
    else high--;
    distances[i] = Math.max(below, above);
  }
  return distances;
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
