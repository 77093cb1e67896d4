/** What closed forms of the continuous ranked probability score share (Jordan, Krüger and Lerch 2019, appendix A), in plain numbers. */

import { lgamma } from "../tensor/special/lgamma.ts";
import { studentCdf } from "./special.ts";

/** What is known of a positive quantity X. */
export interface Sized {
  /** F(y) = P(X ≤ y) */
  readonly cdf: number;
  readonly mean: number;
  /** E[X; X ≤ y] / E X: what the small ones are of the whole, Lorenz's curve. */
  readonly share: number;
  /** Gini's coefficient, E|X − X′| / 2 E X. */
  readonly gini: number;
}

/** E|X − y| − ½ E|X − X′| = y (2F(y) − 1) − E X (2 share − 1 + gini), whatever the family. */
export function crpsOfSized(y: number, { cdf, mean, share, gini }: Sized): number {
  return y * (2 * cdf - 1) - mean * (2 * share - 1 + gini);
}

/** log B(a, b) */
export function logBeta(a: number, b: number): number {
  return lgamma(a) + lgamma(b) - lgamma(a + b);
}

/** The standard Student's: z (2F(z) − 1) + 2 f(z) (ν + z²) / (ν − 1) − 2 √ν B(½, ν − ½) / ((ν − 1) B(½, ν/2)²). NaN for ν ≤ 1, where it has no such form. */
export function crpsOfStudent(z: number, df: number): number {
  if (!(df > 1)) return Number.NaN;
  const logScale = 0.5 * Math.log(df) + logBeta(0.5, df / 2);
  const density = Math.exp(-0.5 * (df + 1) * Math.log1p((z * z) / df) - logScale);
  const apart = Math.exp(0.5 * Math.log(df) + logBeta(0.5, df - 0.5) - 2 * logBeta(0.5, df / 2));
  return z * (2 * studentCdf(z, df) - 1) + (2 * (density * (df + z * z) - apart)) / (df - 1);
}
