/** Scores of numbers: how near, how sure, and how honest. Each term is a proper score's own, in the units it is given. */

import { crpsOfCdf } from "./crps-integral.ts";
import { type Mixture, type Normals, weightOf } from "./mixture.ts";
import { cdfGiven, rootTwoPi } from "./normal.ts";

/** E|X|, X ~ normal(m, s): A(m, s²) = 2 s φ(m/s) + m (2 Φ(m/s) − 1). */
function meanAbsolute(m: number, s: number): number {
  if (s === 0) return Math.abs(m);
  const z = m / s;
  const bell = Math.exp(-0.5 * z * z);
  return (2 * s * bell) / rootTwoPi + m * (2 * cdfGiven(z, bell) - 1);
}

/** Pairs of components whose distance enters a CRPS; beyond it, evenly spaced lags stand for all. */
const mostPairs = 5000;

/**
 * CRPS of a mixture of normals (Grimit, Gneiting, Berrocal and Johnson 2006, equation 5), the weights w being 1 on average:
 * 1/S Σ wₛ A(y − μₛ, σₛ²) − 1/2S² ΣΣ wₛ wₜ A(μₛ − μₜ, σₛ² + σₜ²).
 */
export function crpsOfNormals(normals: Normals, y: number): number {
  const { mean, sd } = normals;
  const count = mean.length;
  let near = 0;
  let same = 0;
  let squares = 0;
  for (let s = 0; s < count; s++) {
    const own = weightOf(normals, s);
    near += own * meanAbsolute(y - (mean[s] as number), sd[s] as number);
    same += (own * own * 2 * (sd[s] as number)) / Math.sqrt(Math.PI);
    squares += own * own;
  }
  // Lags k and S − k are the same pairs.
  const half = (count - 1) / 2;
  const lags = Math.min(Math.ceil(half), Math.max(1, Math.floor(mostPairs / count)));
  let between = 0;
  let weight = 0;
  for (let k = 1; k <= lags; k++) {
    const lag = Math.max(1, Math.round((k * half) / lags));
    // Half-way round, every pair is met twice.
    const share = 2 * lag === count ? 0.5 : 1;
    const apart = pairsApart(normals, lag);
    between += share * apart.distance;
    weight += share * apart.weight;
  }
  const pairs = same + (weight === 0 ? 0 : (between / weight) * (count * count - squares));
  return near / count - pairs / (2 * count * count);
}

/** Σₛ wₛ wₜ E|Xₛ − Xₜ| and Σₛ wₛ wₜ, t = s + lag around the circle. */
function pairsApart(normals: Normals, lag: number): { readonly distance: number; readonly weight: number } {
  const { mean, sd } = normals;
  const count = mean.length;
  let distance = 0;
  let weight = 0;
  for (let s = 0, t = lag; s < count; s++, t = t + 1 === count ? 0 : t + 1) {
    const variance = (sd[s] as number) ** 2 + (sd[t] as number) ** 2;
    const both = weightOf(normals, s) * weightOf(normals, t);
    distance += both * meanAbsolute((mean[s] as number) - (mean[t] as number), Math.sqrt(variance));
    weight += both;
  }
  return { distance, weight };
}

/** CRPS from draws, unbiased (Ferro 2014, "fair"): 1/S Σ|xₛ − y| − 1/(2S(S − 1)) ΣΣ|xₛ − xₜ|. One draw: its distance. */
export function crpsOfDraws(draws: Float64Array, y: number): number {
  const sorted = draws.slice().sort();
  const count = sorted.length;
  let near = 0;
  let spread = 0; // Σ_{s<t} (x₍ₜ₎ − x₍ₛ₎) = Σ (2i − S + 1) x₍ᵢ₎
  sorted.forEach((x, i) => {
    near += Math.abs(x - y);
    spread += (2 * i - count + 1) * x;
  });
  return near / count - (count > 1 ? spread / (count * (count - 1)) : 0);
}

export function crps(mixture: Mixture, samples: Float64Array | null, y: number): number {
  if (mixture.normals !== null) return crpsOfNormals(mixture.normals, y);
  return samples === null ? crpsOfCdf(mixture, y) : crpsOfDraws(samples, y);
}

/** Where an observation lies in its own predictive: [P(Y < y), P(Y ≤ y)]; equal for continuous values. */
export interface Pit {
  readonly below: number;
  readonly at: number;
}

export function pitOf(mixture: Mixture, y: number): Pit {
  const at = mixture.cdf(y);
  return { below: mixture.discrete ? mixture.cdf(y - 1) : at, at };
}

/** The observation lies between the (1 − c)/2 and (1 + c)/2 quantiles, both included. */
export function isCovered({ below, at }: Pit, level: number): boolean {
  // q(p) ≤ y ⟺ F(y) ≥ p, and y ≤ q(p) ⟺ P(Y < y) < p; for continuous values the two bounds are plain.
  const lower = (1 - level) / 2;
  return at >= lower && (below === at ? below <= 1 - lower : below < 1 - lower);
}

/**
 * The greatest distance between the PIT's distribution and the uniform one. For counts the nonrandomised PIT (Czado, Gneiting and
 * Held 2009): each observation spreads its weight evenly over [P(Y < y), P(Y ≤ y)], so that a calibrated forecast is uniform.
 */
export function pitError(pits: readonly Pit[]): number {
  // F̄(u) is piecewise linear with jumps: its distance from u is greatest at a breakpoint, on one side of it.
  const events = pits.flatMap(({ below, at }) => {
    // So narrow a ramp is a step.
    if (at - below < 1e-12) return [{ u: at, jump: 1, slope: 0 }];
    const slope = 1 / (at - below);
    return [
      { u: below, jump: 0, slope },
      { u: at, jump: 0, slope: -slope },
    ];
  });
  events.sort((a, b) => a.u - b.u);
  let worst = 0;
  let mass = 0;
  let slope = 0;
  let from = 0;
  for (const event of events) {
    mass += slope * (event.u - from);
    worst = Math.max(worst, Math.abs(mass / pits.length - event.u));
    mass += event.jump;
    slope += event.slope;
    from = event.u;
    worst = Math.max(worst, Math.abs(mass / pits.length - event.u));
  }
  return worst;
}
