/**
 * sin and cos: quarter turns off, then polynomials on |r| ≤ π/4 fitted at Chebyshev's points. π/2 is subtracted
 * in parts short enough that their multiples are exact (Cody and Waite 1980): a few ulps up to 10¹⁰; from there to 10¹⁹,
 * where neighbouring arguments are far apart, within 3 · 10⁻⁶.
 */

import type { KernelBuilder } from "../kernel-builder.ts";
import type { Value } from "../loop-program.ts";
import { byElement, layoutOf, polynomial } from "./polynomial.ts";

// (sin r − r) / r³ and (cos r − 1 + r²/2) / r⁴ in r²; errors 2e-8, 2e-17 and 2e-9, 2e-18.
const sine32 = [-0.16666664601754114, 0.00833273655917713, -0.0001958537320669302];
const cosine32 = [0.04166666459882798, -0.0013888291300556933, 0.000024545419078353295];
const sine64 = [
  -0.16666666666666666, 0.008333333333330827, -0.0001984126983657571, 0.000002755731600817155,
  -2.5051112272573243e-8, 1.5916726193889336e-10,
];
const cosine64 = [
  0.041666666666666664, -0.0013888888888887322, 0.000024801587298651292, -2.755731721268659e-7,
  2.0876134024090145e-9, -1.1381754653662937e-11,
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

// π/2 in parts of 20 bits, whose multiples by up to 2³³ are exact, and the rest.
const halfPi = [
  1.5707950592041016, 1.2675900507019833e-6, 7.443542310303641e-13, 5.170176613476942e-19,
  6.36831716351095e-25,
] as const;

/** Beyond 2⁶⁴ quarter turns neighbouring numbers are thousands of turns apart: the phase is taken as 0. */
const furthest = 2 ** 64;

/** Quarter turns off, first by multiples of 2³⁴, then one by one. For f64. */
function reduce(k: KernelBuilder, x: Value): { r: Value; quarter: Value } {
  const { rounder } = layoutOf(x);
  const far = k.and(k.lt(furthest, k.abs(x)), k.lt(k.abs(x), Infinity));
  let r = k.select(far, 0, x);
  let quarter = k.bits(r);
  for (const scale of [2 ** 34, 1]) {
    const shifted = k.add(k.mul(r, 2 / Math.PI / scale), rounder);
    const turns = k.sub(shifted, rounder);
    r = halfPi.reduce((rest, part) => k.sub(rest, k.mul(turns, part * scale)), r);
    quarter = k.bits(shifted);
  }
  return { r, quarter };
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
