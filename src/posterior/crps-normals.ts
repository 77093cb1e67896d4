/**
 * The CRPS of a mixture of normals, exactly: E|X − y| − ½ E|X − X′|, the first in closed form (Grimit, Gneiting, Berrocal and Johnson 2006,
 * equation 5), the second by all pairs of components or by an integral as exact as they are, whichever is less work.
 */

import { weightOf, type Normals } from "./mixture.ts";
import { cdfGiven, normalCdf, rootTwoPi } from "./normal.ts";

/** Mixtures of thousands of components, one a posterior draw, take time linear in them unless their sds lie orders apart. */
export function crpsOfNormals(normals: Normals, y: number): number {
  const { mean, sd } = normals;
  let near = 0;
  for (let s = 0; s < mean.length; s++) {
    near += weightOf(normals, s) * meanAbsolute(y - (mean[s] as number), sd[s] as number);
  }
  const grid = gridOf(normals);
  return (
    near / mean.length - (grid === null ? halfDistanceByPairs(normals) : halfDistanceBySum(normals, grid))
  );
}

/** E|X|, X ~ normal(m, s): A(m, s²) = 2 s φ(m/s) + m (2 Φ(m/s) − 1). */
function meanAbsolute(m: number, s: number): number {
  if (s === 0) return Math.abs(m);
  const z = m / s;
  const bell = Math.exp(-0.5 * z * z);
  return (2 * s * bell) / rootTwoPi + m * (2 * cdfGiven(z, bell) - 1);
}

/** ½ E|X − X′| = 1/2S² ΣΣ wₛ wₜ A(μₛ − μₜ, σₛ² + σₜ²) */
function halfDistanceByPairs(normals: Normals): number {
  const { mean, sd } = normals;
  const count = mean.length;
  let sum = 0;
  for (let s = 0; s < count; s++) {
    const own = weightOf(normals, s);
    sum += (own * own * (sd[s] as number)) / Math.sqrt(Math.PI);
    for (let t = 0; t < s; t++) {
      const spread = Math.sqrt((sd[s] as number) ** 2 + (sd[t] as number) ** 2);
      sum += own * weightOf(normals, t) * meanAbsolute((mean[s] as number) - (mean[t] as number), spread);
    }
  }
  return sum / (count * count);
}

/** Where F(1 − F) is added up: `low + i · step`, 0 ≤ i < count. */
interface Grid {
  readonly low: number;
  readonly step: number;
  readonly count: number;
}

/** Φ is 0 or 1 to the last digit so many sds away. */
const reach = 8.5;
/** Of the least sd σ: the trapezoidal rule then errs by e^(−π² σ² / step²), 1e-12 of the whole. */
const spacing = 0.6;

/** Null where all pairs are less work. */
function gridOf(normals: Normals): Grid | null {
  const { mean, sd } = normals;
  let [low, high, narrowest, width] = [Infinity, -Infinity, Infinity, 0];
  for (let s = 0; s < mean.length; s++) {
    const own = sd[s] as number;
    low = Math.min(low, (mean[s] as number) - reach * own);
    high = Math.max(high, (mean[s] as number) + reach * own);
    narrowest = Math.min(narrowest, own);
    width += 2 * reach * own;
  }
  const step = spacing * narrowest;
  const count = Math.ceil((high - low) / step) + 1;
  const work = count + width / step;
  return work < (mean.length * mean.length) / 2 ? { low, step, count } : null;
}

/**
 * ½ E|X − X′| = ∫ F(1 − F) by the trapezoidal rule, whose error falls beyond all powers of the step for what is smooth and flat at both ends
 * (Trefethen and Weideman 2014). A component is looked at where it rises, and is whole from there on.
 */
function halfDistanceBySum(normals: Normals, { low, step, count }: Grid): number {
  const { mean, sd } = normals;
  const rising = new Float64Array(count);
  const whole = new Float64Array(count + 1);
  for (let s = 0; s < mean.length; s++) {
    const weight = weightOf(normals, s);
    const [centre, scale] = [mean[s] as number, sd[s] as number];
    const from = Math.max(0, Math.floor((centre - reach * scale - low) / step));
    const to = Math.min(count - 1, Math.ceil((centre + reach * scale - low) / step));
    for (let i = from; i <= to; i++) {
      rising[i] = (rising[i] as number) + weight * normalCdf((low + i * step - centre) / scale);
    }
    whole[to + 1] = (whole[to + 1] as number) + weight;
  }
  let sum = 0;
  let below = 0;
  for (let i = 0; i < count; i++) {
    below += whole[i] as number;
    const share = (below + (rising[i] as number)) / mean.length;
    sum += share * (1 - share);
  }
  return sum * step;
}
