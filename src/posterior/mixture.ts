/** The predictive distribution of one number: a mixture with a component a posterior draw, known by its cdf. */

import type { Distribution } from "../library/distribution.ts";
import { Bug } from "../diagnostic/bug.ts";
import { normalCdf, normalDensity } from "./normal.ts";

/** P(Y ≤ y) of an equally weighted mixture, in the units of its components. */
export interface Mixture {
  readonly mean: number;
  readonly sd: number;
  /** Y takes whole numbers only. */
  readonly discrete: boolean;
  readonly cdf: (y: number) => number;
  /** The density where it is cheap: quantiles then need fewer steps. */
  readonly density: ((y: number) => number) | null;
  /** The components, where all are normal. */
  readonly normals: Normals | null;
}

export interface Normals {
  readonly mean: Float64Array;
  readonly sd: Float64Array;
}

/** F(y) = 1/S Σ Φ((y − μₛ) / σₛ) */
export function normalMixture(normals: Normals, mean: number, sd: number): Mixture {
  const { mean: means, sd: sds } = normals;
  const count = means.length;
  const cdf = (y: number): number => {
    let sum = 0;
    for (let s = 0; s < count; s++) sum += normalCdf((y - (means[s] as number)) / (sds[s] as number));
    return sum / count;
  };
  const density = (y: number): number => {
    let sum = 0;
    for (let s = 0; s < count; s++) {
      const scale = sds[s] as number;
      sum += normalDensity((y - (means[s] as number)) / scale) / scale;
    }
    return sum / count;
  };
  return { mean, sd, discrete: false, cdf, density, normals };
}

/** `parameters` by name: one value a component. */
export function generalMixture(
  distribution: Distribution,
  parameters: Readonly<Record<string, Float64Array>>,
  moments: { readonly mean: number; readonly sd: number; readonly discrete: boolean },
): Mixture {
  const { cdf: component } = distribution;
  if (component === undefined) throw new Bug(`${distribution.name} has no cdf`);
  const names = Object.keys(parameters);
  const count = parameters[names[0] ?? ""]?.length ?? 0;
  const values: Record<string, number> = {};
  const cdf = (y: number): number => {
    let sum = 0;
    for (let s = 0; s < count; s++) {
      for (const name of names) values[name] = parameters[name]?.[s] ?? Number.NaN;
      sum += component(y, values);
    }
    return sum / count;
  };
  return { ...moments, cdf, density: null, normals: null };
}

/** The p-quantile, 0 < p < 1: where the cdf crosses p, to 1e-10 of the sd; the smallest whole number with cdf ≥ p where discrete. NaN where the cdf is. */
export function quantile(mixture: Mixture, p: number): number {
  const { mean, sd, cdf } = mixture;
  const centre = Number.isFinite(mean) ? mean : 0;
  const width =
    Number.isFinite(sd) && sd > 0 ? sd : Math.max(1e-12, Math.abs(centre) * 1e-12, mixture.discrete ? 1 : 0);
  if (Number.isNaN(cdf(centre))) return Number.NaN;
  // cdf(low) < p ≤ cdf(high)
  let low = centre - width;
  let high = centre + width;
  for (let step = width; cdf(high) < p; step *= 2) [low, high] = [high, high + step];
  for (let step = width; cdf(low) >= p; step *= 2) [low, high] = [low - step, low];
  if (!Number.isFinite(low) || !Number.isFinite(high)) return Number.NaN;
  if (mixture.discrete) return wholeQuantile(cdf, p, low, high);
  const bracket = { low, high, tolerance: 1e-10 * width };
  return mixture.density === null
    ? illinois(mixture, p, bracket)
    : newton(mixture, mixture.density, p, bracket);
}

/** cdf(low) < p ≤ cdf(high) */
interface Bracket {
  readonly low: number;
  readonly high: number;
  readonly tolerance: number;
}

function wholeQuantile(cdf: (y: number) => number, p: number, low: number, high: number): number {
  let below = Math.floor(low);
  let above = Math.floor(high);
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (cdf(middle) >= p) above = middle;
    else below = middle;
  }
  return above;
}

/** Newton's steps on the cdf, kept inside the bracket and halving it where they leave it or stall. */
function newton(mixture: Mixture, density: (y: number) => number, p: number, bracket: Bracket): number {
  let [low, high] = [bracket.low, bracket.high];
  let y = (low + high) / 2;
  let last = high - low;
  for (let step = 0; step < 200; step++) {
    const error = mixture.cdf(y) - p;
    if (error >= 0) high = y;
    else low = y;
    const next = y - error / density(y);
    const inside = next > low && next < high && Math.abs(next - y) <= last / 2;
    const to = inside ? next : (low + high) / 2;
    last = Math.abs(to - y);
    y = to;
    if (last <= bracket.tolerance) break;
  }
  return y;
}

/** The false position with Illinois's halving (Dowell and Jarratt 1971): no derivative, never leaves the bracket. */
function illinois(mixture: Mixture, p: number, bracket: Bracket): number {
  let [low, high] = [bracket.low, bracket.high];
  let [below, above] = [mixture.cdf(low) - p, mixture.cdf(high) - p];
  let side = 0;
  let y = high;
  for (let step = 0; step < 200; step++) {
    const next = (low * above - high * below) / (above - below);
    const settled = Math.abs(next - y) <= bracket.tolerance;
    y = next;
    const error = mixture.cdf(y) - p;
    if (settled || error === 0) break;
    if (error > 0) {
      [high, above] = [y, error];
      if (side > 0) below /= 2;
      side = 1;
    } else {
      [low, below] = [y, error];
      if (side < 0) above /= 2;
      side = -1;
    }
  }
  return y;
}
