/** Monte Carlo standard errors of what is read off the draws: mean, sd and quantiles (Vehtari et al. 2021, section 4.4). */

import { incompleteBeta } from "../../library/special.ts";
import { canBeJudged, mapChains, meanOf, sortedValues, varianceOf, type Chains } from "./chains.ts";
import { meanEffectiveSize, quantileEffectiveSize } from "./effective-size.ts";

/** sd / √ESS */
export function standardErrorOfMean(chains: Chains): number {
  return Math.sqrt(varianceOf(chains.values) / meanEffectiveSize(chains));
}

/** By the delta method from the error of the variance: √(Var[(x − x̄)²] / ESS) / 2 sd. NaN where nothing varies. */
export function standardErrorOfSd(chains: Chains): number {
  const mean = meanOf(chains.values);
  const squares = mapChains(chains, (value) => (value - mean) ** 2);
  const variance = meanOf(squares.values);
  const fourth = meanOf(squares.values.map((value) => value * value));
  const error = (fourth - variance * variance) / meanEffectiveSize(squares);
  return Math.sqrt(error / variance / 4);
}

/** Half the distance between the order statistics where the quantile lies with the probability of one standard error either way. */
export function standardErrorOfQuantile(chains: Chains, p: number): number {
  if (!canBeJudged(chains)) return Number.NaN;
  const sorted = sortedValues(chains);
  const effective = quantileEffectiveSize(chains, p, sorted);
  const size = sorted.length;
  const place = (probability: number): number =>
    betaQuantile(probability, effective * p + 1, effective * (1 - p) + 1) * size - 1;
  // Φ(∓1) as ArviZ rounds them.
  const low = sorted[Math.floor(Math.max(0, place(0.1586553)))] as number;
  const high = sorted[Math.ceil(Math.min(size - 1, place(0.8413447)))] as number;
  return (high - low) / 2;
}

/** The x of I(x; a, b) = p, by halving: 1e-16 of the unit interval. */
function betaQuantile(p: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (incompleteBeta(middle, a, b) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
