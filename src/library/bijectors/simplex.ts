/**
 * Numbers from 0 to 1 that sum to 1, by the inverse of the isometric log-ratio transform: Egozcue, Pawlowsky-Glahn,
 * Mateu-Figueras & Barceló-Vidal, "Isometric logratio transformations for compositional data analysis" (2003). Stan's
 * transform from 2.37 on; it favours no entry, and u = 0 is the uniform simplex.
 */

import type { Builder, Tensor } from "../../tensor/builder.ts";
import type { Bijector } from "../bijector.ts";
import { along, lastOf, repeatLast } from "../vectors.ts";

/**
 * A basis of the vectors that sum to zero, orthonormal: column j (from 0) is 1/√(n(n + 1)) above row n = j + 1, −n/√(n(n + 1)) in it,
 * and 0 below.
 */
function basis(row: number, column: number): number {
  const n = column + 1;
  if (row > n) return 0;
  return (row === n ? -n : 1) / Math.sqrt(n * (n + 1));
}

/** z = V u, a vector one longer that sums to zero. */
function zeroSum(b: Builder, u: Tensor): Tensor {
  return along(b, u, lastOf(u) + 1, basis);
}

export const simplex: Bijector = {
  name: "simplex",
  doc: "x = softmax(V u), the columns of V an orthonormal basis of the vectors that sum to 0",
  event: 1,
  freedom: (size) => size - 1,
  forward: (b, u) => {
    const z = zeroSum(b, u);
    const total = b.logsumexp(z, [z.shape.length - 1]);
    return b.exp(b.sub(z, repeatLast(b, total, lastOf(z))));
  },
  // u = Vᵀ log x
  inverse: (b, x) => along(b, b.log(x), lastOf(x) - 1, (row, column) => basis(column, row)),
  // Σ log xₖ + ½ log K = −K log Σ exp zₖ + ½ log K, since Σ zₖ = 0; over the first K − 1 entries of x
  logDeterminant: (b, u) => {
    const z = zeroSum(b, u);
    const size = lastOf(z);
    const total = b.logsumexp(z, [z.shape.length - 1]);
    return b.add(b.mul(-size, total), 0.5 * Math.log(size));
  },
};
