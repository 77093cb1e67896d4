/** Ordered vectors, by their first entry and the logarithms of the steps; ordered positive ones start with a step from 0. */

import type { Support } from "../../shape/support.ts";
import type { Builder, Tensor } from "../../tensor/builder.ts";
import type { Bijector } from "../bijector.ts";
import { along, lastOf, sumOfLast } from "../vectors.ts";

function isPositive(support: Support): boolean {
  return support.kind === "ordered" && support.positive;
}

/** f of every entry but the first, which is kept where the values may be negative. */
function butFirst(b: Builder, x: Tensor, support: Support, f: (x: Tensor) => Tensor): Tensor {
  if (isPositive(support)) return f(x);
  const first = b.eq(b.iota(x.shape, x.shape.length - 1, "i32"), 0);
  return b.select(first, x, f(b.select(first, 1, x)));
}

export const ordered: Bijector = {
  name: "ordered",
  doc: "x₁ = u₁, xₖ = xₖ₋₁ + exp(uₖ); of positive ones x₁ = exp(u₁)",
  event: 1,
  freedom: (size) => size,
  forward: (b, u, support) => {
    const steps = butFirst(b, u, support, (v) => b.exp(v));
    return along(b, steps, lastOf(u), (row, column) => (column <= row ? 1 : 0));
  },
  // u₁ = x₁, uₖ = log(xₖ − xₖ₋₁)
  inverse: (b, x, support) => {
    const steps = along(b, x, lastOf(x), (row, column) => (column === row ? 1 : column === row - 1 ? -1 : 0));
    return butFirst(b, steps, support, (v) => b.log(v));
  },
  // Σ uₖ over the steps
  logDeterminant: (b, u, support) =>
    sumOfLast(b, u, (place) => (place === 0 && !isPositive(support) ? 0 : 1)),
};
