/** Whether numbers are a simplex, ordered, a covariance or a correlation, as far as rounding in their text lets one tell. */

import type { Support } from "./support.ts";

/** As Stan's: how far a sum, a diagonal or two mirrored entries may be from what they should be. */
const tolerance = 1e-8;

/** What these entries of one vector, or of one K × K matrix row by row, would have to be and are not; null where they are so. */
function tiedFault(support: Support, entries: ArrayLike<number>): string | null {
  const x = Array.from(entries);
  switch (support.kind) {
    case "simplex":
      if (x.some((p) => !(p >= 0))) return "nonnegative";
      return Math.abs(x.reduce((sum, p) => sum + p, 0) - 1) <= tolerance ? null : "a sum of 1";
    case "ordered":
      if (support.positive && !((x[0] ?? 1) > 0)) return "positive";
      return x.every((value, i) => i === 0 || value >= (x[i - 1] ?? Infinity)) ? null : "in increasing order";
    case "covariance":
    case "correlation":
      return matrixFault(x, support.kind === "correlation");
    default:
      return null;
  }
}

function matrixFault(x: readonly number[], unitDiagonal: boolean): string | null {
  const size = Math.round(Math.sqrt(x.length));
  const at = (i: number, j: number): number => x[i * size + j] ?? Number.NaN;
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const scale = Math.max(1, Math.abs(at(i, j)));
      if (!(Math.abs(at(i, j) - at(j, i)) <= tolerance * scale)) return "symmetric";
    }
    if (unitDiagonal && !(Math.abs(at(i, i) - 1) <= tolerance)) return "1 on the diagonal";
  }
  return isPositiveDefinite(at, size) ? null : "positive definite";
}

/** By a Cholesky factor, whose pivots are all positive. */
function isPositiveDefinite(at: (i: number, j: number) => number, size: number): boolean {
  const factor = new Float64Array(size * size);
  const known = (i: number, j: number): number => factor[i * size + j] ?? 0;
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let rest = at(i, j);
      for (let k = 0; k < j; k += 1) rest -= known(i, k) * known(j, k);
      if (i === j && !(rest > 0)) return false;
      factor[i * size + j] = i === j ? Math.sqrt(rest) : rest / known(j, j);
    }
  }
  return true;
}

/** The first of many vectors or matrices, one after another, that is not what it should be. */
export function firstTiedFault(
  support: Support,
  values: ArrayLike<number>,
  length: number,
): { readonly start: number; readonly wanted: string } | null {
  const all = Float64Array.from(values);
  for (let start = 0; start < all.length; start += length) {
    const wanted = tiedFault(support, all.subarray(start, start + length));
    if (wanted !== null) return { start, wanted };
  }
  return null;
}
