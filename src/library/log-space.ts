/** Sums and differences of numbers known by their logarithms, as graphs, exact at the ends and with finite gradients. */

import type { Builder, Operand, Tensor } from "../tensor/builder.ts";

/** log(eˣ + eʸ) = h + softplus(l − h), h the greater; −∞ where both are. */
export function logSum(b: Builder, x: Tensor, y: Tensor): Tensor {
  const first = b.ge(x, y);
  const high = b.select(first, x, y);
  const gap = b.select(b.gt(high, -Infinity), b.sub(b.select(first, y, x), high), 0);
  return b.add(high, b.softplus(gap));
}

/** log(eˣ − eʸ) for x > y, = x + log(1 − e^(y − x)); y may be −∞. */
export function logDifference(b: Builder, x: Operand, y: Tensor): Tensor {
  return b.add(x, logOneMinusExp(b, b.sub(y, x)));
}

/** log(1 − eᵈ), d < 0: by expm1 near 0, by log1p far from it (Mächler, "Accurately computing log(1 − exp(−|a|))", 2012). */
export function logOneMinusExp(b: Builder, d: Tensor): Tensor {
  const near = b.gt(d, -Math.LN2);
  return b.select(
    near,
    b.log(b.neg(b.expm1(b.select(near, d, -1)))),
    b.log1p(b.neg(b.exp(b.select(near, -1, d)))),
  );
}
