/**
 * Correlation matrices, by canonical partial correlations: Lewandowski, Kurowicka & Joe, "Generating random correlation matrices
 * based on vines and extended onion method" (2009), section 2. zᵢⱼ = tanh(u) is the correlation of i and j given 1 … j − 1.
 */

import type { Builder, Tensor } from "../../tensor/builder.ts";
import type { Bijector } from "../bijector.ts";
import {
  columnsBelow,
  intoMatrix,
  onDiagonal,
  outOfMatrix,
  sizeOfFreedom,
  timesTransposed,
} from "../triangle.ts";
import { along, lastOf, sumOfLast } from "../vectors.ts";

const freedom = (size: number): number => (size * (size - 1)) / 2;

/** log(1 − tanh²(u)) = 2 log 2 − 2u − 2 softplus(−2u), without cancellation. */
function logOneLessSquare(b: Builder, u: Tensor): Tensor {
  return b.mul(2, b.sub(b.sub(Math.LN2, u), b.softplus(b.mul(-2, u))));
}

/** Lᵢⱼ = zᵢⱼ √Πₖ₍ₖ<ⱼ₎ (1 − zᵢₖ²), with 1 for zᵢᵢ: the rows have length 1. From z and log(1 − z²) below the diagonal. */
export function factorOfPartials(b: Builder, z: Tensor, logRest: Tensor, size: number): Tensor {
  const places = columnsBelow(size);
  const partials = intoMatrix(b, z, places, size, 0);
  const sums = along(b, intoMatrix(b, logRest, places, size, 0), size, (row, column) =>
    column < row ? 1 : 0,
  );
  const withOnes = b.select(onDiagonal(b, partials), 1, partials);
  return b.mul(withOnes, b.exp(b.mul(0.5, sums)));
}

/** L Lᵀ, its diagonal exactly 1 whatever rounding makes of the rows' lengths. */
export function correlationOf(b: Builder, factor: Tensor): Tensor {
  const product = timesTransposed(b, factor, factor);
  return b.select(onDiagonal(b, product), 1, product);
}

export const correlation: Bijector = {
  name: "correlation",
  doc: "x = L Lᵀ, the partial correlations that make L being tanh(u), its columns below the diagonal one after another",
  event: 2,
  freedom,
  forward: (b, u) => {
    const size = sizeOfFreedom(freedom, lastOf(u));
    const factor = factorOfPartials(b, b.tanh(u), logOneLessSquare(b, u), size);
    return correlationOf(b, factor);
  },
  // zᵢⱼ = Lᵢⱼ / √(Lᵢⱼ² + … + Lᵢᵢ²), u = artanh z
  inverse: (b, x) => {
    const size = lastOf(x);
    const factor = b.cholesky(x);
    const rest = along(b, b.square(factor), size, (row, column) => (column >= row ? 1 : 0));
    const places = columnsBelow(size);
    const ratio = b.div(outOfMatrix(b, factor, places), b.sqrt(outOfMatrix(b, rest, places)));
    return b.mul(0.5, b.sub(b.log1p(ratio), b.log1p(b.neg(ratio))));
  },
  // Σ ½ (K − j + 1) log(1 − zᵢⱼ²), j from 1: over the entries below the diagonal
  logDeterminant: (b, u) => {
    const size = sizeOfFreedom(freedom, lastOf(u));
    const places = columnsBelow(size);
    const weight = (place: number): number => (size - (places[place]?.[1] ?? 0)) / 2;
    return sumOfLast(b, logOneLessSquare(b, u), weight);
  },
};
