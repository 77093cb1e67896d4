/** Plain linear algebra, written apart from the product so that it can be held against it. */

export type Matrix = readonly (readonly number[])[];

function product(a: Matrix, b: Matrix): number[][] {
  return a.map((row) =>
    (b[0] ?? []).map((_, j) => row.reduce((sum, value, k) => sum + value * (b[k]?.[j] ?? 0), 0)),
  );
}

function transpose(a: Matrix): number[][] {
  return (a[0] ?? []).map((_, j) => a.map((row) => row[j] ?? 0));
}

function sum(a: Matrix, b: Matrix): number[][] {
  return a.map((row, i) => row.map((value, j) => value + (b[i]?.[j] ?? 0)));
}

export function diagonal(values: readonly number[]): number[][] {
  return values.map((value, i) => values.map((_, j) => (i === j ? value : 0)));
}

/** Gauss and Jordan with pivoting: the inverse and log |a|. */
export function invert(a: Matrix): { inverse: number[][]; logDeterminant: number } {
  const n = a.length;
  const work = a.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  let logDeterminant = 0;
  for (let i = 0; i < n; i++) {
    const rows = work.map((row, r) => [Math.abs(row[i] ?? 0), r] as const).slice(i);
    const [, pivot] = rows.reduce((best, row) => (row[0] > best[0] ? row : best));
    [work[i], work[pivot]] = [work[pivot] ?? [], work[i] ?? []];
    const lead = work[i]?.[i] ?? 0;
    logDeterminant += Math.log(Math.abs(lead));
    work[i] = (work[i] ?? []).map((value) => value / lead);
    for (let r = 0; r < n; r++) {
      const factor = r === i ? 0 : (work[r]?.[i] ?? 0);
      work[r] = (work[r] ?? []).map((value, c) => value - factor * (work[i]?.[c] ?? 0));
    }
  }
  return { inverse: work.map((row) => row.slice(n)), logDeterminant };
}

export interface Gaussian {
  readonly mean: readonly number[];
  readonly covariance: Matrix;
}

/** The posterior of w, y = X w + normal(0, noise), w ~ prior: by precisions, Bishop (3.50), (3.51). */
export function update(prior: Gaussian, x: Matrix, y: readonly number[], noise: number): Gaussian {
  const precision = invert(prior.covariance).inverse;
  const gram = product(transpose(x), x).map((row) => row.map((value) => value / noise ** 2));
  const covariance = invert(sum(precision, gram)).inverse;
  const weighted = sum(
    product(precision, column(prior.mean)),
    product(transpose(x), column(y)).map(([v = 0]) => [v / noise ** 2]),
  );
  return { mean: product(covariance, weighted).map(([value = 0]) => value), covariance };
}

/** log p(y): y is normal with mean X m and covariance noise² I + X V Xᵀ. */
export function logEvidence(prior: Gaussian, x: Matrix, y: readonly number[], noise: number): number {
  const spread = product(product(x, prior.covariance), transpose(x));
  const { inverse, logDeterminant } = invert(sum(spread, diagonal(y.map(() => noise ** 2))));
  const mean = product(x, column(prior.mean));
  const left = y.map((value, i) => [value - (mean[i]?.[0] ?? 0)]);
  const squared = product(product(transpose(left), inverse), left)[0]?.[0] ?? 0;
  return -0.5 * (y.length * Math.log(2 * Math.PI) + logDeterminant + squared);
}

function column(values: readonly number[]): number[][] {
  return values.map((value) => [value]);
}
