/** Covariance matrices, by their Cholesky factor with the logarithm of its diagonal: Pinheiro & Bates (1996). */

import type { Bijector } from "../bijector.ts";
import {
  intoMatrix,
  onDiagonal,
  outOfMatrix,
  rowsWithDiagonal,
  sizeOfFreedom,
  timesTransposed,
} from "../triangle.ts";
import { lastOf, sumOfLast } from "../vectors.ts";

const freedom = (size: number): number => (size * (size + 1)) / 2;

export const covariance: Bijector = {
  name: "covariance",
  doc: "x = L Lᵀ, u the rows of the lower triangle of L one after another, log Lₖₖ on its diagonal",
  event: 2,
  freedom,
  forward: (b, u) => {
    const size = sizeOfFreedom(freedom, lastOf(u));
    const laid = intoMatrix(b, u, rowsWithDiagonal(size), size, 0);
    const diagonal = onDiagonal(b, laid);
    const factor = b.select(diagonal, b.exp(b.select(diagonal, laid, 0)), laid);
    return timesTransposed(b, factor, factor);
  },
  inverse: (b, x) => {
    const factor = b.cholesky(x);
    const diagonal = onDiagonal(b, factor);
    const laid = b.select(diagonal, b.log(b.select(diagonal, factor, 1)), factor);
    return outOfMatrix(b, laid, rowsWithDiagonal(lastOf(x)));
  },
  // K log 2 + Σₖ (K − k + 2) log Lₖₖ, k from 1: over the lower triangle of x
  logDeterminant: (b, u) => {
    const size = sizeOfFreedom(freedom, lastOf(u));
    const places = rowsWithDiagonal(size);
    const weight = (place: number): number => {
      const [row = 0, column = 0] = places[place] ?? [];
      return row === column ? size - row + 1 : 0;
    };
    return b.add(sumOfLast(b, u, weight), size * Math.LN2);
  },
};
