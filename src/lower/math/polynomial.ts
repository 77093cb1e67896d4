/** Polynomials, and the constants that the functions' reductions share: bit patterns of floats and the two-part log 2. */

import { Bug } from "../../diagnostic/bug.ts";
import type { KernelBuilder } from "../kernel-builder.ts";
import type { Value } from "../loop-program.ts";

/** c₀ + c₁x + c₂x² + …, by Horner's rule. */
export function polynomial(k: KernelBuilder, x: Value, coefficients: readonly number[]): Value {
  const last = coefficients.at(-1);
  if (last === undefined) throw new Bug("a polynomial without coefficients");
  return coefficients.slice(0, -1).reduceRight<Value>((sum, c) => k.fma(sum, x, c), k.like(last, x));
}

/** How a float is laid out, and log 2 = high + low with `high` short enough that its small multiples are exact. */
export interface FloatLayout {
  readonly mantissaBits: number;
  readonly bias: number;
  /** Adding it rounds to the nearest integer, which then stands in the low bits. */
  readonly rounder: number;
  readonly logTwoHigh: number;
  readonly logTwoLow: number;
}

const f32: FloatLayout = {
  mantissaBits: 23,
  bias: 127,
  rounder: 1.5 * 2 ** 23,
  logTwoHigh: 0.693145751953125,
  logTwoLow: 0.0000014286068203094173,
};

const f64: FloatLayout = {
  mantissaBits: 52,
  bias: 1023,
  rounder: 1.5 * 2 ** 52,
  logTwoHigh: 0.6931471806019545,
  logTwoLow: -4.2009150726810846e-11,
};

export function layoutOf(x: Value): FloatLayout {
  return x.element === "f64" ? f64 : f32;
}

/** By the element of a value. */
export function byElement<T>(x: Value, of32: T, of64: T): T {
  return x.element === "f64" ? of64 : of32;
}

/** x with its sign replaced by that of `sign`. */
export function copySign(k: KernelBuilder, x: Value, sign: Value): Value {
  const bits = k.bits(sign);
  const top = byElement<number | bigint>(x, -(2 ** 31), -(2n ** 63n));
  const signBit = k.binary("and", bits, k.like(top, bits));
  return k.float(k.or(k.bits(k.abs(x)), signBit));
}

/** A function computed in f64 whatever the operand's element: for those whose reductions need the bits. */
export function throughDouble(
  k: KernelBuilder,
  xs: readonly Value[],
  f: (xs: readonly Value[]) => Value,
): Value {
  const first = xs[0];
  if (first === undefined) throw new Bug("a function of nothing");
  if (first.element === "f64") return f(xs);
  if (first.lanes !== 4) return k.convert(f(xs.map((x) => k.convert(x, "f64"))), "f32");
  const low = f(xs.map((x) => k.unary("convert", x, "f64", 2)));
  const high = f(xs.map((x) => k.unary("promote_high", x, "f64", 2)));
  return k.binary("demote_pair", low, high);
}
