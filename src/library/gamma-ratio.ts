/**
 * Ratios of gamma functions without the loss of subtracting two large logarithms: what neg_binomial needs at a large
 * dispersion, student_t at many degrees of freedom and binomial at many tries.
 */

import type { Builder, Operand, Tensor } from "../tensor/builder.ts";

/** From here on Stirling's series to x⁻⁹ is exact to 1e-16. */
const large = 16;

/**
 * log Γ(a + k) / Γ(a), k ≥ 0. For large a by Stirling's series (Abramowitz & Stegun 1964, 6.1.41):
 * (a − ½) log(1 + k/a) + k log(a + k) − k + r(a + k) − r(a).
 */
export function logGammaRatio(b: Builder, a: Tensor, k: Operand): Tensor {
  const isLarge = b.ge(a, large);
  const far = b.select(isLarge, a, large);
  const near = b.select(isLarge, 1, a);
  const sum = b.add(far, k);
  const leading = b.add(b.mul(b.sub(far, 0.5), b.log1p(b.div(k, far))), b.sub(b.mul(k, b.log(sum)), k));
  const series = b.add(leading, b.sub(remainder(b, sum), remainder(b, far)));
  const direct = b.sub(b.lgamma(b.add(near, k)), b.lgamma(near));
  return b.select(isLarge, series, direct);
}

// r(x) = 1/12x − 1/360x³ + 1/1260x⁵ − 1/1680x⁷ + 1/1188x⁹
function remainder(b: Builder, x: Tensor): Tensor {
  const inverse = b.reciprocal(x);
  const square = b.square(inverse);
  const coefficients = [1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12];
  const sum = coefficients.reduce<Tensor | number>((value, c) => b.add(b.mul(value, square), c), 0);
  return b.mul(inverse, sum);
}
