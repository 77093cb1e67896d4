/**
 * exp, expm1 and what is made of them: eˣ = 2ᵏ eʳ with k = round(x / log 2), |r| ≤ log(2)/2, and e^r − 1 − r − a polynomial
 * fitted at Chebyshev's points. NaN passes, ±∞ give their limits, small arguments keep their relative accuracy.
 */

import type { KernelBuilder } from "../kernel-builder.ts";
import type { Value } from "../loop-program.ts";
import { byElement, copySign, layoutOf, polynomial } from "./polynomial.ts";

// (eʳ − 1 − r) / r² on |r| ≤ 0.35; errors 7e-8 and 2e-18.
const quotient32 = [
  0.5, 0.16666573381900845, 0.04166655011030512, 0.008363773874405574, 0.0013926926614021907,
];
const quotient64 = [
  0.5, 0.1666666666666667, 0.04166666666666667, 0.008333333333325544, 0.0013888888888883327,
  0.00019841269876864356, 0.000024801587327007187, 0.000002755725283351691, 2.75572718102198e-7,
  2.5106274733573296e-8, 2.0915442297780116e-9,
];

/** x held within [low, high]; NaN passes. */
function clamp(k: KernelBuilder, x: Value, low: number, high: number): Value {
  const above = k.select(k.lt(x, low), low, x);
  return k.select(k.lt(high, above), high, above);
}

/** k and eʳ − 1 of x = k log 2 + r. */
function reduce(k: KernelBuilder, x: Value): { power: Value; rest: Value } {
  const { rounder, logTwoHigh, logTwoLow } = layoutOf(x);
  const shifted = k.fma(x, Math.LOG2E, rounder);
  const turns = k.sub(shifted, rounder);
  const r = k.fma(turns, -logTwoLow, k.fma(turns, -logTwoHigh, x));
  const q = polynomial(k, r, byElement(x, quotient32, quotient64));
  const bits = k.bits(shifted);
  const power = k.sub(bits, k.bits(k.like(rounder, x)));
  return { power, rest: k.fma(k.mul(r, r), q, r) };
}

/** 2ⁿ of an integer within the exponent's range. */
function powerOfTwo(k: KernelBuilder, n: Value, fellow: Value): Value {
  const { mantissaBits, bias } = layoutOf(fellow);
  return k.float(k.shift("shl", k.add(n, k.like(bias, n)), mantissaBits));
}

/** eˣ: 2ᵏ in two factors, so that results may be subnormal or infinite. */
export function exp(k: KernelBuilder, x: Value): Value {
  const held = clamp(k, x, byElement(x, -105, -747), byElement(x, 90, 711));
  const { power, rest } = reduce(k, held);
  // Half of it rounded down; the bias keeps the logical shift among positive numbers.
  const half = k.sub(k.shift("shr_u", k.add(power, k.like(2048, power)), 1), k.like(1024, power));
  const value = k.mul(k.add(rest, 1), powerOfTwo(k, half, x));
  return k.mul(value, powerOfTwo(k, k.sub(power, half), x));
}

/** eˣ − 1 = 2ᵏ(eʳ − 1) + (2ᵏ − 1) for x within [−60, 60]. */
function expm1Near(k: KernelBuilder, x: Value): Value {
  const { power, rest } = reduce(k, x);
  const scale = powerOfTwo(k, power, x);
  return k.fma(rest, scale, k.sub(scale, 1));
}

export function expm1(k: KernelBuilder, x: Value): Value {
  const near = expm1Near(k, clamp(k, x, -60, 60));
  const whole = k.select(k.lt(60, x), exp(k, x), near);
  // −0 stays −0.
  return k.select(k.eq(x, 0), x, whole);
}

/** tanh |x| = −t / (t + 2) with t = e^(−2|x|) − 1. */
export function tanh(k: KernelBuilder, x: Value): Value {
  const doubled = k.mul(k.abs(x), -2);
  const t = expm1Near(k, k.select(k.lt(doubled, -60), -60, doubled));
  return copySign(k, k.div(t, k.add(t, 2)), x);
}

/** 1 / (1 + e⁻ˣ), and e^x / (1 + eˣ) below 0, so that small results keep their digits. */
export function sigmoid(k: KernelBuilder, x: Value): Value {
  const e = exp(k, k.neg(k.abs(x)));
  return k.div(k.select(k.lt(x, 0), e, 1), k.add(e, 1));
}
