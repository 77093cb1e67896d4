/**
 * The predictive of one number under a conjugate posterior in closed form: beta-binomial, negative binomial, Lomax and its gamma relatives, Student's t.
 * Johnson, Kemp & Kotz, "Univariate discrete distributions" (2005), chapters 5 and 6; Gelman et al., "Bayesian data analysis" (2013), chapters 2 and 3.
 */

import { Bug } from "../diagnostic/bug.ts";
import { incompleteBeta } from "../library/special.ts";
import { lgamma } from "../tensor/special/lgamma.ts";
import { student } from "./closed-families.ts";
import type { Mixture } from "./mixture.ts";

export interface Compound {
  readonly mixture: Mixture;
  /** The variance of the conditional mean, and the mean of the conditional variance; NaN where they do not exist. */
  readonly epistemic: number;
  readonly aleatoric: number;
  readonly logDensity: (y: number) => number;
  /** The posterior's two parameters once y has been seen. */
  readonly after: (y: number) => readonly [number, number];
}

/** The posterior's parameters a and b; what is known of the likelihood by parameter; the known factor beside the latent. */
export interface CompoundOf {
  readonly a: number;
  readonly b: number;
  readonly known: Readonly<Record<string, number>>;
  readonly factor: number;
}

const where = (exists: boolean, value: number): number => (exists ? value : Number.NaN);

function logBeta(a: number, b: number): number {
  return lgamma(a) + lgamma(b) - lgamma(a + b);
}

const compounds: Readonly<Record<string, (given: CompoundOf) => Compound>> = {
  binomial: betaBinomial,
  poisson: negativeBinomial,
  exponential: (given) => compoundGamma(given, 1),
  gamma: (given) => compoundGamma(given, given.known["shape"] ?? Number.NaN),
  normal: studentOf,
};

export function compoundOf(likelihood: string, given: CompoundOf): Compound {
  const make = compounds[likelihood];
  if (make === undefined) throw new Bug(`${likelihood} has no conjugate predictive of numbers`);
  return make(given);
}

// p(k) = C(n, k) B(a + k, b + n − k) / B(a, b)
function betaBinomial({ a, b, known }: CompoundOf): Compound {
  const n = known["n"] ?? Number.NaN;
  const logDensity = (k: number): number => {
    if (!(k >= 0 && k <= n && Number.isInteger(k))) return Number.isNaN(k) ? k : -Infinity;
    const ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1);
    return ways + logBeta(a + k, b + n - k) - logBeta(a, b);
  };
  let table: Float64Array | null = null;
  const cdf = (y: number): number => {
    if (y < 0) return 0;
    if (y >= n) return 1;
    table ??= cumulative(n, a, b, logDensity);
    return table[Math.floor(y)] as number;
  };
  const total = a + b;
  const epistemic = (n * n * a * b) / (total ** 2 * (total + 1));
  const aleatoric = (n * a * b) / (total * (total + 1));
  const mean = (n * a) / total;
  return {
    mixture: { mean, sd: Math.sqrt(epistemic + aleatoric), discrete: true, cdf, normals: null },
    epistemic,
    aleatoric,
    logDensity,
    after: (k) => [a + k, b + n - k],
  };
}

/** Sums of p(0), …, p(n), from the middle outwards: p(k + 1) / p(k) = (n − k) (a + k) / ((k + 1) (b + n − k − 1)). */
function cumulative(n: number, a: number, b: number, logDensity: (k: number) => number): Float64Array {
  const p = new Float64Array(n + 1);
  const middle = Math.min(n, Math.floor(((n + 1) * a) / (a + b)));
  p[middle] = Math.exp(logDensity(middle));
  for (let k = middle; k < n; k++)
    p[k + 1] = ((p[k] as number) * ((n - k) * (a + k))) / ((k + 1) * (b + n - k - 1));
  for (let k = middle; k > 0; k--)
    p[k - 1] = ((p[k] as number) * (k * (b + n - k))) / ((n - k + 1) * (a + k - 1));
  for (let k = 1; k <= n; k++) p[k] = (p[k] as number) + (p[k - 1] as number);
  return p;
}

// p(k) = Γ(a + k) / (Γ(a) k!) (b / (b + c))ᵃ (c / (b + c))ᵏ, exposure c
function negativeBinomial({ a, b, factor }: CompoundOf): Compound {
  const scaled = b / factor;
  const mean = a / scaled;
  const epistemic = mean / scaled;
  const cdf = (y: number): number =>
    y < 0 ? 0 : incompleteBeta(scaled / (scaled + 1), a, Math.floor(y) + 1);
  return {
    mixture: { mean, sd: Math.sqrt(epistemic + mean), discrete: true, cdf, normals: null },
    epistemic,
    aleatoric: mean,
    logDensity: (k) => {
      if (!(k >= 0 && Number.isInteger(k))) return Number.isNaN(k) ? k : -Infinity;
      const ways = lgamma(a + k) - lgamma(a) - lgamma(k + 1);
      return ways - a * Math.log1p(1 / scaled) - k * Math.log1p(scaled);
    },
    after: (k) => [a + k, b + factor],
  };
}

// p(y) = y^(k − 1) βᵃ / (B(k, a) (y + β)^(a + k)), β = b / c: Lomax's at k = 1
function compoundGamma({ a, b, factor }: CompoundOf, k: number): Compound {
  const scaled = b / factor;
  const mean = where(a > 1, (k * scaled) / (a - 1));
  const epistemic = where(a > 2, (k * scaled) ** 2 / ((a - 1) ** 2 * (a - 2)));
  const aleatoric = where(a > 2, (k * scaled ** 2) / ((a - 1) * (a - 2)));
  const cdf = (y: number): number => (y <= 0 ? 0 : incompleteBeta(y / (y + scaled), k, a));
  return {
    mixture: { mean, sd: Math.sqrt(epistemic + aleatoric), discrete: false, cdf, normals: null },
    epistemic,
    aleatoric,
    logDensity: (y) => {
      if (y < 0) return -Infinity;
      const power = k === 1 ? 0 : (k - 1) * Math.log(y / scaled);
      return power - Math.log(scaled) - logBeta(k, a) - (a + k) * Math.log1p(y / scaled);
    },
    after: (y) => [a + k, b + factor * y],
  };
}

// t with 2a degrees of freedom and scale c √(b / a)
function studentOf({ a, b, known, factor }: CompoundOf): Compound {
  const mean = known["mean"] ?? Number.NaN;
  const scale = factor * Math.sqrt(b / a);
  return {
    mixture: student(2 * a, mean, scale),
    epistemic: 0,
    aleatoric: where(a > 1, (factor ** 2 * b) / (a - 1)),
    logDensity: (y) => logStudent(((y - mean) / scale) ** 2, 2 * a, 1) - Math.log(scale),
    after: (y) => [a + 0.5, b + 0.5 * ((y - mean) / factor) ** 2],
  };
}

/** log of the density of n jointly Student values at squared distance d: log Γ((ν + n)/2) − log Γ(ν/2) − n/2 log πν − (ν + n)/2 log(1 + d/ν). */
export function logStudent(distance: number, df: number, n: number): number {
  const power = 0.5 * (df + n);
  return (
    lgamma(power) - lgamma(0.5 * df) - 0.5 * n * Math.log(Math.PI * df) - power * Math.log1p(distance / df)
  );
}
