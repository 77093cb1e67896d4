/**
 * log, log1p and softplus: x = 2ᵏ m with √½ ≤ m < √2, log m = 2 artanh(s) with s = f / (2 + f), f = m − 1; its series beyond
 * 2s is a polynomial in s² fitted at Chebyshev's points.
 */

import type { KernelBuilder } from "../kernel-builder.ts";
import type { Value } from "../loop-program.ts";
import { exp } from "./exponential.ts";
import { byElement, layoutOf, polynomial } from "./polynomial.ts";

// (2 artanh(s) − 2s) / s³ in s² on s² ≤ 0.0298; errors 2e-7 and 4e-16, to be scaled by s² ≤ 0.03.
const tail32 = [0.6666668560327356, 0.39988550988935756, 0.29590317357160395];
const tail64 = [
  0.666666666666667, 0.3999999999989322, 0.28571428628810996, 0.22222210674238516, 0.18182922513515942,
  0.15330617306743305, 0.1463003136412286,
];

/** log(x) + correction for normal, positive, finite x. */
function logOfNormal(k: KernelBuilder, x: Value, correction: Value | null): Value {
  const { mantissaBits, rounder, logTwoHigh, logTwoLow } = layoutOf(x);
  const bits = k.bits(x);
  const root = k.bits(k.like(Math.SQRT1_2, x));
  const offset = k.sub(bits, root);
  // The exponent relative to √½'s, floored: shifted among positive numbers.
  const high = byElement<number | bigint>(x, 2 ** 30, 2n ** 62n);
  const highTurns = byElement<number | bigint>(x, 2 ** 7, 2n ** 10n);
  const power = k.sub(
    k.shift("shr_u", k.add(offset, k.like(high, bits)), mantissaBits),
    k.like(highTurns, bits),
  );
  const m = k.float(k.sub(bits, k.shift("shl", power, mantissaBits)));
  const turns = k.sub(k.float(k.add(power, k.bits(k.like(rounder, x)))), rounder);
  return assemble(k, m, turns, logTwoHigh, logTwoLow, correction);
}

/** k log 2 + log(1 + f) with f = m − 1: f − (f²/2 − s (f²/2 + R(s²))), small parts first. */
function assemble(
  k: KernelBuilder,
  m: Value,
  turns: Value,
  high: number,
  low: number,
  correction: Value | null,
): Value {
  const f = k.sub(m, 1);
  const s = k.div(f, k.add(f, 2));
  const z = k.mul(s, s);
  const r = k.mul(z, polynomial(k, z, byElement(m, tail32, tail64)));
  const halfSquare = k.mul(k.mul(f, f), 0.5);
  const small = k.fma(turns, low, k.mul(s, k.add(halfSquare, r)));
  const corrected = correction === null ? small : k.add(small, correction);
  return k.fma(turns, high, k.sub(f, k.sub(halfSquare, corrected)));
}

/** The limits: log 0 = −∞, log of a negative number NaN, ∞ and NaN themselves. */
function withLimits(k: KernelBuilder, x: Value, value: Value): Value {
  const finite = k.select(k.lt(x, Infinity), value, x);
  const positive = k.select(k.eq(x, 0), -Infinity, finite);
  return k.select(k.lt(x, 0), NaN, positive);
}

export function log(k: KernelBuilder, x: Value): Value {
  const { mantissaBits, bias } = layoutOf(x);
  const least = 2 ** (1 - bias);
  const lift = mantissaBits + 1;
  const subnormal = k.lt(x, least);
  const lifted = k.select(subnormal, k.mul(x, 2 ** lift), x);
  const value = logOfNormal(k, lifted, null);
  const offset = k.select(subnormal, k.like(lift * Math.LN2, x), k.like(0, x));
  return withLimits(k, x, k.sub(value, offset));
}

/** log of a number known to be normal, positive and finite (or NaN). */
export function logOfPositive(k: KernelBuilder, x: Value): Value {
  return logOfNormal(k, x, null);
}

/** log(1 + x) = log u + (x − (u − 1)) / u, u = 1 + x rounded: the second term is what rounding took. */
export function log1p(k: KernelBuilder, x: Value): Value {
  const u = k.add(x, 1);
  const lost = k.div(k.sub(x, k.sub(u, 1)), u);
  const value = withLimits(k, u, logOfNormal(k, u, lost));
  return k.select(k.eq(x, 0), x, value);
}

/** log(1 + eˣ) = max(x, 0) + log1p(e^−|x|). */
export function softplus(k: KernelBuilder, x: Value): Value {
  const e = exp(k, k.neg(k.abs(x)));
  const u = k.add(e, 1);
  const lost = k.div(k.sub(e, k.sub(u, 1)), u);
  const value = logOfNormal(k, u, lost);
  return k.add(k.max(x, 0), value);
}
