/**
 * sin and cos: quarter turns off, then polynomials on |r| ≤ π/4 fitted at Chebyshev's points. Up to 2²⁰ turns π/2 is
 * subtracted in three parts; beyond, the fraction of x · 2/π is taken from a long expansion (Payne and Hanek 1983).
 */

import type { KernelBuilder } from "../kernel-builder.ts";
import type { Value } from "../loop-program.ts";
import { byElement, layoutOf, polynomial } from "./polynomial.ts";

// (sin r − r) / r³ and (cos r − 1 + r²/2) / r⁴ in r²; errors 2e-8, 2e-17 and 2e-9, 2e-18.
const sine32 = [-0.166666646017541143, 0.00833273655917713025, -0.000195853732066930209];
const cosine32 = [0.0416666645988279801, -0.00138882913005569332, 0.0000245454190783532953];
const sine64 = [
  -0.166666666666666645, 0.008333333333330827, -0.00019841269836575709, 2.75573160081715511e-6,
  -2.50511122725732437e-8, 1.59167261938893374e-10,
];
const cosine64 = [
  0.0416666666666666653, -0.00138888888888873212, 0.0000248015872986512916, -2.75573172126865901e-7,
  2.08761340240901462e-9, -1.13817546536629368e-11,
];

/** (sin, cos) of r + q π/2; `quarter` is an integer. */
export function sineAndCosine(k: KernelBuilder, r: Value, quarter: Value): { sine: Value; cosine: Value } {
  const z = k.mul(r, r);
  const sine = k.fma(k.mul(k.mul(z, r), polynomial(k, z, byElement(r, sine32, sine64))), 1, r);
  const tail = k.mul(k.mul(z, z), polynomial(k, z, byElement(r, cosine32, cosine64)));
  const cosine = k.add(k.fma(z, -0.5, 1), tail);
  const odd = k.not(k.eq(k.and(quarter, k.like(1, quarter)), k.like(0, quarter)));
  const flip = (base: Value, shift: number): Value => {
    const turned = k.and(k.add(quarter, k.like(shift, quarter)), k.like(2, quarter));
    const sign = k.shift("shl", turned, byElement(r, 30, 62));
    return k.float(k.xor(k.bits(base), sign));
  };
  return {
    sine: flip(k.select(odd, cosine, sine), 0),
    cosine: flip(k.select(odd, sine, cosine), 1),
  };
}

/** sin and cos of 2πu for u in (0, 1), as Box and Muller want them. */
export function ofTurns(k: KernelBuilder, u: Value): { sine: Value; cosine: Value } {
  const { rounder } = layoutOf(u);
  const shifted = k.fma(u, 4, rounder);
  const quarters = k.sub(shifted, rounder);
  const r = k.mul(k.sub(k.mul(u, 4), quarters), Math.PI / 2);
  return sineAndCosine(k, r, k.bits(shifted));
}

// π/2 in parts of 33 bits, whose multiples by up to 2²⁰ are exact, and the rest.
const halfPi = [1.57079632673412561417, 6.0771005063039659766e-11, 2.02226624879595073e-21] as const;

/** For f64. */
function reduce(k: KernelBuilder, x: Value): { r: Value; quarter: Value } {
  const { rounder } = layoutOf(x);
  const shifted = k.add(k.mul(x, 2 / Math.PI), rounder);
  const quarters = k.sub(shifted, rounder);
  const r = halfPi.reduce((rest, part) => k.sub(rest, k.mul(quarters, part)), x);
  return { r, quarter: k.bits(shifted) };
}

/** ±∞ give NaN; −0 stays. For f64. */
export function sin(k: KernelBuilder, x: Value): Value {
  const { r, quarter } = reduce(k, x);
  return k.select(k.eq(x, 0), x, sineAndCosine(k, r, quarter).sine);
}

export function cos(k: KernelBuilder, x: Value): Value {
  const { r, quarter } = reduce(k, x);
  return sineAndCosine(k, r, quarter).cosine;
}
