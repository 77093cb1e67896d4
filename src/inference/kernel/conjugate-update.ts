/**
 * Conjugate updates from gradients: the likelihood of a conjugate pair is c + s·T₁(θ) + f·T₂(θ) in the latent, so its slopes at two points
 * give the sufficient statistics s and f, whatever indexing, exposure or masking stands between latent and data.
 * Raiffa & Schlaifer, "Applied statistical decision theory" (1961), chapter 3.
 */

import type { Pair } from "../../model/conjugate-pairs.ts";
import { lgamma } from "../../tensor/special/lgamma.ts";

/** Parameters of a prior or posterior by name, values by element of the site. */
export type Parameters = Readonly<Record<string, Float64Array>>;

interface Update {
  /** Names of the prior's parameters, which the two statistics add to. */
  readonly names: readonly [string] | readonly [string, string];
  /** Two values of the latent, far apart, around the one that the statistics point at. */
  readonly points: (s: number, f: number) => readonly [number, number];
  /** T₁, T₂ and their slopes. */
  readonly statistics: (theta: number) => readonly [number, number];
  readonly slopes: (theta: number) => readonly [number, number];
}

const rate = (s: number, f: number): number => (s > 0 && f > 0 && Number.isFinite(s / f) ? s / f : 1);

export const updates: { readonly [P in Pair["prior"]]: Update } = {
  // s log θ + f log(1 − θ)
  beta: {
    names: ["a", "b"],
    points: () => [1 / 16, 15 / 16],
    statistics: (theta) => [Math.log(theta), Math.log1p(-theta)],
    slopes: (theta) => [1 / theta, -1 / (1 - theta)],
  },
  // s log θ − f θ
  gamma: {
    names: ["shape", "rate"],
    points: (s, f) => [rate(s, f) / 8, rate(s, f) * 8],
    statistics: (theta) => [Math.log(theta), -theta],
    slopes: (theta) => [1 / theta, -1],
  },
  // −s log θ − f / θ
  inverse_gamma: {
    names: ["shape", "scale"],
    points: (s, f) => [1 / (8 * rate(s, f)), 8 / rate(s, f)],
    statistics: (theta) => [-Math.log(theta), -1 / theta],
    slopes: (theta) => [-1 / theta, 1 / theta ** 2],
  },
  // Σ sₖ log θₖ: one statistic an entry
  dirichlet: {
    names: ["concentration"],
    points: () => [1 / 2, 1 / 4],
    statistics: (theta) => [Math.log(theta), 0],
    slopes: (theta) => [1 / theta, 0],
  },
};

/** s and f from the slopes of the log likelihood at two values of the latent. */
export function solve(
  update: Update,
  [first, second]: readonly [number, number],
  slope: readonly [number, number],
): readonly [number, number] {
  const [a, b] = update.slopes(first);
  if (update.names.length === 1) return [slope[0] / a, 0];
  const [c, d] = update.slopes(second);
  const determinant = a * d - b * c;
  return [(slope[0] * d - b * slope[1]) / determinant, (a * slope[1] - slope[0] * c) / determinant];
}

/** log ∫ of the unnormalised density, summed over the site's elements; `event` entries make a simplex. */
export function logNormaliser(prior: Pair["prior"], parameters: Parameters, event: number): number {
  const { names } = updates[prior];
  const first = parameters[names[0]] ?? new Float64Array();
  const second = names[1] === undefined ? first : (parameters[names[1]] ?? first);
  let sum = 0;
  for (let i = 0; i < first.length; i++) {
    const [a, b] = [first[i] as number, second[i] as number];
    // B(a, b); Γ(a) / bᵃ; Π Γ(αₖ) / Γ(Σ αₖ)
    if (prior === "beta") sum += lgamma(a) + lgamma(b) - lgamma(a + b);
    else if (prior === "dirichlet") sum += lgamma(a);
    else sum += lgamma(a) - a * Math.log(b);
  }
  if (prior !== "dirichlet") return sum;
  for (let i = 0; i < first.length; i += event)
    sum -= lgamma(first.subarray(i, i + event).reduce((total, each) => total + each, 0));
  return sum;
}
