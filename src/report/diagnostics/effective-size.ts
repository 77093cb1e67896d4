/**
 * How many independent draws the chains are worth (Vehtari et al. 2021, sections 3.2, 4.2 and 4.3), by Geyer's initial monotone
 * sequence (Geyer 1992, 2011). Every corner is ArviZ's own: NaN where there is nothing to judge, all draws where they are one value.
 */

import { meanAutocovariance } from "./autocovariance.ts";
import {
  canBeJudged,
  chainMeans,
  mapChains,
  meanOf,
  quantileOf,
  sortedValues,
  splitChains,
  varianceOf,
  type Chains,
} from "./chains.ts";
import { rankHalves } from "./normal-scores.ts";

/** Of the bulk: of the rank-normalised draws. Says whether means and medians can be trusted. */
export function bulkEffectiveSize(chains: Chains, ranked = rankHalves(chains)): number {
  return canBeJudged(chains) ? effectiveSize(ranked.scores) : Number.NaN;
}

/** Of the tails: the smaller one of the 5 % and the 95 % quantile. */
export function tailEffectiveSize(chains: Chains): number {
  const sorted = sortedValues(chains);
  const low = quantileEffectiveSize(chains, 0.05, sorted);
  const high = quantileEffectiveSize(chains, 0.95, sorted);
  return high < low ? high : low;
}

/** Of the mean itself, which the bulk's is not where the variance is infinite. */
export function meanEffectiveSize(chains: Chains): number {
  return canBeJudged(chains) ? effectiveSize(splitChains(chains)) : Number.NaN;
}

/** Of the standard deviation: of the squared distances from the mean. */
export function sdEffectiveSize(chains: Chains): number {
  const mean = meanOf(chains.values);
  return meanEffectiveSize(mapChains(chains, (value) => (value - mean) ** 2));
}

/** Of the p-quantile: of I(x ≤ quantile). */
export function quantileEffectiveSize(chains: Chains, p: number, sorted = sortedValues(chains)): number {
  if (!canBeJudged(chains)) return Number.NaN;
  const quantile = quantileOf(sorted, p);
  return effectiveSize(splitChains(mapChains(chains, (value) => (value <= quantile ? 1 : 0))));
}

/** S / τ, τ = −1 + 2 Σ ρₜ, ρₜ = 1 − (W − γₜ) / var⁺: what is within chains beside what is within and between them. */
function effectiveSize(chains: Chains): number {
  const { values, draws } = chains;
  const total = values.length;
  if (isConstant(values)) return total;
  const covariance = meanAutocovariance(chains);
  const within = (covariance(0) * draws) / (draws - 1);
  const between = chains.chains > 1 ? varianceOf(chainMeans(chains)) : 0;
  const all = (within * (draws - 1)) / draws + between;
  const time = autocorrelationTime(draws, (lag) => 1 - (within - covariance(lag)) / all);
  // No chain is believed to be better than this (Stan's and ArviZ's bound for chains that swing about their mean).
  return Number.isNaN(time) ? time : total / Math.max(time, 1 / Math.log10(total));
}

function isConstant(values: Float64Array): boolean {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high - low < 1e-15;
}

/** τ from the pairs ρ₂ₖ + ρ₂ₖ₊₁, summed while they are positive and none allowed above the one before. */
function autocorrelationTime(draws: number, correlation: (lag: number) => number): number {
  const rho = new Float64Array(draws);
  let [even, odd] = [1, correlation(1)];
  rho[0] = even;
  rho[1] = odd;
  let t = 1;
  for (; t < draws - 3 && even + odd > 0; t += 2) {
    even = correlation(t + 1);
    odd = correlation(t + 2);
    if (even + odd < 0) continue;
    rho[t + 1] = even;
    rho[t + 2] = odd;
  }
  const last = t - 2;
  // One more term where it is positive: less biased than stopping at the pair.
  if (even > 0) rho[last + 1] = even;
  if (Number.isNaN(even + odd)) return Number.NaN;
  for (let s = 1; s <= last - 2; s += 2) {
    const before = (rho[s - 1] as number) + (rho[s] as number);
    if ((rho[s + 1] as number) + (rho[s + 2] as number) <= before) continue;
    rho[s + 1] = before / 2;
    rho[s + 2] = before / 2;
  }
  let sum = 0;
  for (let s = 0; s <= last; s++) sum += rho[s] as number;
  return -1 + 2 * sum + (rho[last + 1] as number);
}
