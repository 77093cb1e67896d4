/**
 * The covariance of a chain's draws, one after another (Welford 1962), all of it or its diagonal, and the inverse metric made of it:
 * Stan's shrinkage towards 10⁻³, n/(n + 5) Σ + 10⁻³ · 5/(n + 5) I.
 */

import type { MetricKind } from "./leapfrog.ts";

export interface Estimate {
  count: number;
  readonly mean: Float64Array;
  /** Sums of squared deviations, or of products of them, row-major. */
  readonly products: Float64Array;
}

export function emptyEstimate(kind: MetricKind, size: number): Estimate {
  return {
    count: 0,
    mean: new Float64Array(size),
    products: new Float64Array(kind === "diag" ? size : size * size),
  };
}

/** Takes one draw in. */
export function include(kind: MetricKind, estimate: Estimate, draw: Float64Array): void {
  const { mean, products } = estimate;
  const size = mean.length;
  estimate.count += 1;
  if (kind === "diag") {
    for (let i = 0; i < size; i++) {
      const difference = (draw[i] as number) - (mean[i] as number);
      mean[i] = (mean[i] as number) + difference / estimate.count;
      products[i] = (products[i] as number) + difference * ((draw[i] as number) - (mean[i] as number));
    }
    return;
  }
  // Σ ← Σ + (n − 1)/n d dᵀ with d = x − mean before
  const factor = (estimate.count - 1) / estimate.count;
  for (let i = 0; i < size; i++) {
    const row = factor * ((draw[i] as number) - (mean[i] as number));
    for (let j = 0; j < size; j++)
      products[i * size + j] =
        (products[i * size + j] as number) + row * ((draw[j] as number) - (mean[j] as number));
  }
  for (let i = 0; i < size; i++)
    mean[i] = (mean[i] as number) + ((draw[i] as number) - (mean[i] as number)) / estimate.count;
}

export function forget(estimate: Estimate): void {
  estimate.count = 0;
  estimate.mean.fill(0);
  estimate.products.fill(0);
}

/** Writes the inverse metric that the draws speak for. */
export function regularised(kind: MetricKind, { count, mean, products }: Estimate, into: Float64Array): void {
  const share = count / (count + 5);
  const floor = 1e-3 * (5 / (count + 5));
  const stride = kind === "diag" ? 1 : mean.length + 1;
  for (let i = 0; i < into.length; i++) into[i] = (share * (products[i] as number)) / (count - 1);
  for (let i = 0; i < mean.length; i++) into[i * stride] = (into[i * stride] as number) + floor;
}

/** The inverse metric before anything is known. */
export function identity(kind: MetricKind, size: number): Float64Array {
  const values = new Float64Array(kind === "diag" ? size : size * size);
  for (let i = 0; i < size; i++) values[kind === "diag" ? i : i * (size + 1)] = 1;
  return values;
}
