/** Scores of numbers: how near, how sure, and how honest. Each term is a proper score's own, in the units it is given. */

import { crpsOfCdf } from "./crps-integral.ts";
import { crpsOfNormals } from "./crps-normals.ts";
import type { Mixture } from "./mixture.ts";

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

/**
 * In closed form where there is one; else from draws, except where these say nothing: of one component (its draw is one number), and of
 * what has no mean, whose draws' distances have none either. There the cdf is integrated.
 */
export function crps(mixture: Mixture, samples: Float64Array | null, y: number): number {
  if (mixture.normals !== null) return crpsOfNormals(mixture.normals, y);
  const closed = mixture.crps?.(y) ?? Number.NaN;
  if (!Number.isNaN(closed)) return closed;
  const drawn = samples !== null && samples.length > 1 && Number.isFinite(mixture.mean);
  return drawn ? crpsOfDraws(samples, y) : crpsOfCdf(mixture, y);
}

/** Where an observation lies in its own predictive: [P(Y < y), P(Y ≤ y)]; equal for continuous values. */
export interface Pit {
  readonly below: number;
  readonly at: number;
}

export function pitOf(mixture: Mixture, y: number): Pit {
  const at = mixture.cdf(y);
  if (mixture.discrete) return { below: mixture.cdf(y - 1), at };
  return { below: mixture.atoms === true ? mixture.cdf(justBelow(y)) : at, at };
}

/** The greatest number below, to a rounding. */
function justBelow(y: number): number {
  return y - Math.abs(y) * Number.EPSILON - Number.MIN_VALUE;
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
