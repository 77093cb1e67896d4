/** The predictive distribution of one number: a mixture with a component a posterior draw, known by its cdf. */

import type { Distribution } from "../library/distribution.ts";
import { Bug } from "../diagnostic/bug.ts";
import { cdfGiven, normalCdf, normalQuantile, rootTwoPi } from "./normal.ts";

/** P(Y ≤ y) of a mixture, in the units of its components. */
export interface Mixture {
  readonly mean: number;
  readonly sd: number;
  /** Y takes whole numbers only. */
  readonly discrete: boolean;
  /** Some single values have probabilities besides: the bounds of what is censored. */
  readonly atoms?: boolean;
  readonly cdf: (y: number) => number;
  /** The components, where all are normal. */
  readonly normals: Normals | null;
  /** The CRPS of an observation in closed form, where there is one component and it has one; NaN where its parameters have none. */
  readonly crps?: (y: number) => number;
}

export interface Normals {
  readonly mean: Float64Array;
  readonly sd: Float64Array;
  /** Of each component, in units of their mean, so that equal ones are 1; absent where all are. */
  readonly weight?: Float64Array;
}

/** F(y) = 1/S Σ wₛ Φ((y − μₛ) / σₛ) */
export function normalMixture(normals: Normals, mean: number, sd: number): Mixture {
  const { mean: means, sd: sds } = normals;
  const cdf = (y: number): number => {
    let sum = 0;
    for (let s = 0; s < means.length; s++) {
      sum += weightOf(normals, s) * normalCdf((y - (means[s] as number)) / (sds[s] as number));
    }
    return sum / means.length;
  };
  return { mean, sd, discrete: false, cdf, normals };
}

/** 1 on average. */
export function weightOf({ weight }: Normals, component: number): number {
  return weight === undefined ? 1 : (weight[component] as number);
}

/** `parameters` by name: one value a component. The weights are 1 on average; without them all are equal. */
export function generalMixture(
  distribution: Distribution,
  parameters: Readonly<Record<string, Float64Array>>,
  moments: Pick<Mixture, "mean" | "sd" | "discrete" | "atoms">,
  weights: Float64Array | null = null,
): Mixture {
  const { cdf: component } = distribution;
  if (component === undefined) throw new Bug(`${distribution.name} has no cdf`);
  const names = Object.keys(parameters);
  const count = parameters[names[0] ?? ""]?.length ?? 0;
  const values: Record<string, number> = {};
  const cdf = (y: number): number => {
    let sum = 0;
    for (let s = 0; s < count; s++) {
      const weight = weights === null ? 1 : (weights[s] as number);
      if (weight === 0) continue;
      for (const name of names) values[name] = parameters[name]?.[s] ?? Number.NaN;
      sum += weight * component(y, values);
    }
    return sum / count;
  };
  const whole = { ...moments, cdf, normals: null };
  const { crps: closed } = distribution;
  if (closed === undefined || count !== 1) return whole;
  const only = Object.fromEntries(names.map((name) => [name, parameters[name]?.[0] ?? Number.NaN]));
  return { ...whole, crps: (y) => closed(y, only) };
}

/** The p-quantile, 0 < p < 1: where the cdf crosses p, to 1e-10 of the sd; the smallest whole number with cdf ≥ p where discrete. NaN where the cdf is. */
export function quantile(mixture: Mixture, p: number): number {
  if (mixture.normals !== null) return normalsQuantile(mixture.normals, p, mixture);
  const { mean, sd, cdf } = mixture;
  const centre = Number.isFinite(mean) ? mean : 0;
  const least = Math.max(1e-12, Math.abs(centre) * 1e-12, mixture.discrete ? 1 : 0);
  const width = Number.isFinite(sd) && sd > 0 ? sd : least;
  if (Number.isNaN(cdf(centre))) return Number.NaN;
  let low = centre - width;
  let high = centre + width;
  for (let step = width; cdf(high) < p; step *= 2) [low, high] = [high, high + step];
  for (let step = width; cdf(low) >= p; step *= 2) [low, high] = [low - step, low];
  if (!Number.isFinite(low) || !Number.isFinite(high)) return Number.NaN;
  if (mixture.discrete) return wholeQuantile(cdf, p, low, high);
  return illinois(mixture, p, { low, high, tolerance: 1e-10 * width });
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

/** Newton's steps on the cdf from the normal of the same moments, between the least and the greatest of the components' own quantiles. */
function normalsQuantile(
  normals: Normals,
  p: number,
  moments: { readonly mean: number; readonly sd: number },
): number {
  const { mean, sd } = normals;
  const z = normalQuantile(p);
  let low = Infinity;
  let high = -Infinity;
  let narrowest = moments.sd;
  for (let s = 0; s < mean.length; s++) {
    const own = (mean[s] as number) + z * (sd[s] as number);
    if (Number.isNaN(own)) return Number.NaN;
    if (own < low) low = own;
    if (own > high) high = own;
    if ((sd[s] as number) < narrowest) narrowest = sd[s] as number;
  }
  const close = 1e-10 * moments.sd;
  // Newton's error is about the square of its step, in units of the narrowest component that can bend the cdf.
  const closeEnough = Math.max(close, 1e-6 * narrowest);
  let y = Math.min(high, Math.max(low, moments.mean + z * moments.sd));
  let last = high - low;
  for (let step = 0; step < 200 && high > low; step++) {
    let cdf = 0;
    let density = 0;
    for (let s = 0; s < mean.length; s++) {
      const scale = sd[s] as number;
      const at = (y - (mean[s] as number)) / scale;
      const bell = Math.exp(-0.5 * at * at);
      const weight = weightOf(normals, s);
      cdf += weight * cdfGiven(at, bell);
      density += (weight * bell) / scale;
    }
    const error = cdf / mean.length - p;
    if (error >= 0) high = y;
    else low = y;
    const newton = y - (error * rootTwoPi * mean.length) / density;
    const inside = newton >= low && newton <= high && Math.abs(newton - y) <= last / 2;
    const next = inside ? newton : (low + high) / 2;
    last = Math.abs(next - y);
    y = next;
    if (last <= (inside ? closeEnough : close)) break;
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
