/**
 * Formulas in plain complex arithmetic, for densities written by hand: with a step of 1e-30 in the imaginary part, that part of the result is
 * the derivative to the last digit (see tests/model/complex.ts). Nothing here comes from the sources under test.
 */

import { add, type Complex, exp, halfNormal, log, mul, normal, sqrt, square, sub } from "../model/complex.ts";

export { add, type Complex, exp, halfNormal, log, mul, normal, sqrt, square, sub };
export type Value = Complex | number;

export const complex = (x: Value): Complex => (typeof x === "number" ? { re: x, im: 0 } : x);
const curve = (f: (x: number) => number, slope: (x: number) => number) => (x: Value) => {
  const { re, im } = complex(x);
  return { re: f(re), im: im === 0 ? 0 : slope(re) * im };
};

const inverse = curve(
  (x) => 1 / x,
  (x) => -1 / (x * x),
);
export const div = (x: Value, y: Value): Complex => mul(x, inverse(y));
export const power = (x: Value, y: Value): Complex => exp(mul(y, log(x)));
const logistic = (x: number) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));
export const sigmoid = curve(logistic, (x) => logistic(x) * logistic(-x));
export const softplus = curve((x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), logistic);
const log1p = curve(Math.log1p, (x) => 1 / (1 + x));
export const tanh = curve(Math.tanh, (x) => 1 - Math.tanh(x) ** 2);
export const relu = curve(
  (x) => Math.max(x, 0),
  (x) => (x > 0 ? 1 : 0),
);
export const elu = curve(
  (x) => (x > 0 ? x : Math.expm1(x)),
  (x) => (x > 0 ? 1 : Math.exp(x)),
);
export const silu = (x: Value): Complex => mul(x, sigmoid(x));

/** Φ(x) = ½ + φ(x) Σ x²ᵏ⁺¹ / (1 · 3 · … · (2k + 1)): Abramowitz & Stegun 26.2.11. */
function normalCdf(x: number): number {
  let [term, series] = [x, x];
  for (let k = 1; k < 200; k++) {
    term *= (x * x) / (2 * k + 1);
    series += term;
  }
  return 0.5 + (series * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}
export const gelu = curve(
  (x) => x * normalCdf(x),
  (x) => normalCdf(x) + (x * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI),
);

/** Stirling's series after a shift beyond 15: Abramowitz & Stegun 6.1.40 and 6.3.18. */
function logGamma(x: number): number {
  if (x < 15) return logGamma(x + 1) - Math.log(x);
  const r = 1 / (x * x);
  const series = (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r / 1188)))) / x;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
}
function digamma(x: number): number {
  if (x < 15) return digamma(x + 1) - 1 / x;
  const r = 1 / (x * x);
  return Math.log(x) - 0.5 / x - r * (1 / 12 - r * (1 / 120 - r * (1 / 252 - r * (1 / 240 - r / 132))));
}
const lgamma = curve(logGamma, digamma);

export const sum = (xs: readonly Value[]): Complex => add(0, ...xs);
export const total = (count: number, term: (i: number) => Value): Complex =>
  sum(Array.from({ length: count }, (_, i) => term(i)));
export function logSumExp(xs: readonly Value[]): Complex {
  const top = Math.max(...xs.map((x) => complex(x).re));
  return add(top, log(sum(xs.map((x) => exp(sub(x, top))))));
}
export const dot = (xs: readonly Value[], ys: readonly Value[]): Complex =>
  total(ys.length, (i) => mul(at(xs, i), at(ys, i)));

export function at<T>(list: readonly T[], i: number): T {
  const found = list[i];
  if (found === undefined) throw new Error(`nothing stands at ${i} of ${list.length}`);
  return found;
}

// Densities, with every constant.
export const normals = (xs: readonly Value[], mean: Value, sd: Value): Complex =>
  sum(xs.map((x) => normal(x, mean, sd)));
export const halfNormals = (xs: readonly Value[], sd: Value): Complex =>
  sum(xs.map((x) => halfNormal(x, sd)));
/** Γ((ν + 1)/2) / (Γ(ν/2) √(νπ) s) (1 + z²/ν)^(−(ν + 1)/2) */
export function studentT(x: Value, df: Value, location: Value, scale: Value): Complex {
  const half = mul(0.5, add(df, 1));
  const z = div(sub(x, location), scale);
  const constant = sub(lgamma(half), add(lgamma(mul(0.5, df)), mul(0.5, log(mul(Math.PI, df))), log(scale)));
  return sub(constant, mul(half, log1p(div(square(z), df))));
}
/** 2 / (π s (1 + x²/s²)) */
export const halfCauchy = (x: Value, scale: Value): Complex =>
  sub(Math.log(2 / Math.PI), add(log(scale), log1p(square(div(x, scale)))));
/** bᵃ xᵃ⁻¹ e^(−bx) / Γ(a) */
export const gamma = (x: Value, shape: Value, rate: Value): Complex =>
  sub(add(mul(shape, log(rate)), mul(sub(shape, 1), log(x))), add(mul(rate, x), lgamma(shape)));
/** The gamma of 1/x, less 2 log x. */
export const inverseGamma = (x: Value, shape: Value, scale: Value): Complex =>
  sub(gamma(inverse(x), shape, scale), mul(2, log(x)));
export const beta = (x: Value, a: Value, b: Value): Complex =>
  sub(
    add(mul(sub(a, 1), log(x)), mul(sub(b, 1), log(sub(1, x))), lgamma(add(a, b))),
    add(lgamma(a), lgamma(b)),
  );
export const logNormal = (x: Value, mean: Value, sd: Value): Complex => sub(normal(log(x), mean, sd), log(x));
const choose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
export const binomial = (k: number, n: number, p: Value): Complex =>
  add(choose(n, k), mul(k, log(p)), mul(n - k, log(sub(1, p))));
export const bernoulliLogits = (y: number, logits: Value): Complex =>
  mul(-1, softplus(mul(y === 1 ? -1 : 1, logits)));
export const poissonLog = (k: number, logRate: Value): Complex =>
  sub(mul(k, logRate), add(exp(logRate), logGamma(k + 1)));
/** Γ(k + φ) / (k! Γ(φ)) (φ / (m + φ))^φ (m / (m + φ))^k */
export function negBinomial(k: number, mean: Value, dispersion: Value): Complex {
  const both = log(add(mean, dispersion));
  const counts = sub(lgamma(add(k, dispersion)), add(logGamma(k + 1), lgamma(dispersion)));
  return add(counts, mul(dispersion, sub(log(dispersion), both)), mul(k, sub(log(mean), both)));
}
export const categoricalLogits = (k: number, logits: readonly Value[]): Complex =>
  sub(at(logits, k), logSumExp(logits));

/** Plain numbers that look like draws, from a counter. */
export function numbers(count: number, seed: number, scale = 1): readonly number[] {
  return Array.from({ length: count }, (_, i) => scale * Math.sin((i + 1) * 12.9898 + seed * 78.233) * 1.7);
}
/** Less their mean, by their standard deviation of divisor n − 1. */
export function standardized(xs: readonly number[]): readonly number[] {
  const mean = xs.reduce((s, x) => s + x, 0) / xs.length;
  const sd = Math.sqrt(xs.reduce((s, x) => s + (x - mean) ** 2, 0) / (xs.length - 1));
  return xs.map((x) => (x - mean) / sd);
}
/** Rows of columns. */
export const rowsOf = (columns: readonly (readonly number[])[]): readonly (readonly number[])[] =>
  (columns[0] ?? []).map((_, n) => columns.map((column) => at(column, n)));
