/** x^y = e^(y log|x|) with the signs and limits of IEEE 754; in f64, where 745 ulps of the exponent are 2e-13. */

import type { KernelBuilder } from "../kernel-builder.ts";
import type { Value } from "../loop-program.ts";
import { exp } from "./exponential.ts";
import { log } from "./logarithm.ts";
import { copySign } from "./polynomial.ts";

export function pow(k: KernelBuilder, x: Value, y: Value): Value {
  const size = exp(k, k.mul(y, log(k, k.abs(x))));
  const whole = k.eq(k.floor(y), y);
  const half = k.mul(y, 0.5);
  const odd = k.and(whole, k.not(k.eq(k.floor(half), half)));
  // Odd powers keep the sign of x, −0's too; other whole powers drop it; the rest of a negative number is NaN.
  const signed = k.select(odd, copySign(k, size, x), size);
  const real = k.or(whole, k.or(k.le(0, x), k.eq(x, -Infinity)));
  const proper = k.select(k.or(real, k.not(k.eq(x, x))), signed, NaN);
  const unit = k.or(k.or(k.eq(y, 0), k.eq(x, 1)), k.and(k.eq(x, -1), k.eq(k.abs(y), Infinity)));
  return k.select(unit, 1, proper);
}
