/**
 * Special functions in plain numbers, to about 1e-14: cumulative distribution functions are made of them.
 * Series and continued fractions after Abramowitz & Stegun (1964), chapters 6 and 26; the fractions by Lentz's method.
 */

import { lgamma } from "../tensor/special/lgamma.ts";

const epsilon = 1e-16;
const tiny = 1e-300;

/** P(a, x) = γ(a, x) / Γ(a): the gamma distribution's cdf. */
export function lowerGamma(a: number, x: number): number {
  if (x <= 0) return 0;
  return x < a + 1 ? gammaSeries(a, x) : 1 - gammaFraction(a, x);
}

/** Q(a, x) = 1 − P(a, x), without the loss of a subtraction. */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  return x < a + 1 ? 1 - gammaSeries(a, x) : gammaFraction(a, x);
}

// P(a, x) = xᵃ e⁻ˣ / Γ(a + 1) · Σ xⁿ / ((a + 1) … (a + n)), 6.5.29
function gammaSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * epsilon; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * Math.exp(a * Math.log(x) - x - lgamma(a + 1));
}

// Q(a, x) = xᵃ e⁻ˣ / Γ(a) · 1/(x + 1 − a − 1(1 − a)/(x + 3 − a − …)), 6.5.31
function gammaFraction(a: number, x: number): number {
  if (x === Infinity) return 0;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < 100_000; n += 1) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / nonzero(an * d + b);
    c = nonzero(b + an / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < epsilon * 2) break;
  }
  return value * Math.exp(a * Math.log(x) - x - lgamma(a));
}

function nonzero(x: number): number {
  return Math.abs(x) < tiny ? tiny : x;
}

/** 1 − erf(x), accurate in the tail. */
export function erfc(x: number): number {
  return x > 0 ? upperGamma(0.5, x * x) : 1 + lowerGamma(0.5, x * x);
}

/** Φ(z) = ½ erfc(−z / √2) */
export function normalCdf(z: number): number {
  return 0.5 * erfc(-z / Math.SQRT2);
}

/** I(x; a, b): the beta distribution's cdf, 26.5.8 with its symmetry I(x; a, b) = 1 − I(1 − x; b, a). */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return x < (a + 1) / (a + b + 2) ? betaFraction(x, a, b) : 1 - betaFraction(1 - x, b, a);
}

function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / nonzero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 100_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonzero(1 + even * d);
    c = nonzero(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonzero(1 + odd * d);
    c = nonzero(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < epsilon * 2) break;
  }
  const log = a * Math.log(x) + b * Math.log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b);
  return (value * Math.exp(log)) / a;
}

/** P(T ≤ t) of Student's t with ν degrees of freedom: ½ I(ν / (ν + t²); ν/2, ½) below zero (26.7.1). */
export function studentCdf(t: number, df: number): number {
  const tail = 0.5 * incompleteBeta(df / (df + t * t), 0.5 * df, 0.5);
  return t < 0 ? tail : 1 - tail;
}
