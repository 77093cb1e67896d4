/**
 * log |Γ| and its derivatives ψ⁽ⁿ⁾, in f64: Stirling's series from where it is exact, reached by the recurrence
 * Γ(x + 1) = x Γ(x); near lgamma's zeros 1 and 2 a polynomial; below 0 the reflection (Abramowitz and Stegun, chapter 6).
 */

import { bernoulli } from "../../tensor/special/polygamma.ts";
import type { KernelBuilder } from "../kernel-builder.ts";
import type { Value } from "../loop-program.ts";
import { log, log1p } from "./logarithm.ts";
import { polynomial } from "./polynomial.ts";
import { sineAndCosine } from "./trigonometry.ts";

// log Γ(2 + z) / z on |z| ≤ ½; error 7e-20.
const nearTwo = [
  0.42278433509846713, 0.3224670334241132, -0.06735230105319814, 0.02058080842778457, -0.0073855510286681345,
  0.002890510330738728, -0.0011927539120018926, 0.0005096695248857253, -0.00022315475072578643,
  0.00009945750908961502, -0.000044926351345772486, 0.00002050726753167361, -0.000009438456954820869,
  0.000004374374075177684, -0.0000020449275862304883, 9.578698885829385e-7, -4.303390000401032e-7,
  2.0304000285413188e-7, -1.3414409147246934e-7, 6.379807043609943e-8,
];

/** As many of Bernoulli's numbers as arguments from 9 on need. */
const numbers = bernoulli.slice(0, 10);

/** (x − ½) log x − x + ½ log 2π + Σ B₂ₖ / (2k (2k − 1) x^(2k − 1)), x ≥ 9. */
function stirling(k: KernelBuilder, x: Value): Value {
  const r = k.div(1, x);
  const series = numbers.slice(0, 8).map((b, i) => b / ((2 * i + 2) * (2 * i + 1)));
  const correction = k.mul(r, polynomial(k, k.mul(r, r), series));
  const main = k.mul(k.sub(x, 0.5), k.sub(log(k, x), 1));
  return k.add(main, k.add(correction, 0.5 * Math.log(2 * Math.PI) - 0.5));
}

/** lgamma for x ≥ ½. */
function lgammaRight(k: KernelBuilder, x: Value): Value {
  const belowTwo = k.lt(x, 1.5);
  const z = k.select(belowTwo, k.sub(x, 1), k.sub(x, 2));
  const held = k.select(k.lt(1, k.abs(z)), 0, z);
  const close = k.sub(k.mul(held, polynomial(k, held, nearTwo)), k.select(belowTwo, log1p(k, held), 0));
  // Up by 7 where x < 9: Γ(x) = Γ(x + 7) / (x (x + 1) … (x + 6)).
  const small = k.lt(x, 9);
  const base = k.select(small, x, 1);
  const product = [1, 2, 3, 4, 5, 6].reduce((p, n) => k.mul(p, k.add(base, n)), base);
  const far = k.sub(stirling(k, k.select(small, k.add(x, 7), x)), k.select(small, log(k, product), 0));
  return k.select(k.lt(x, 2.5), close, far);
}

/** sin πx and cos πx. */
function sineOfPi(k: KernelBuilder, x: Value): { sine: Value; cosine: Value } {
  const nearest = k.floor(k.add(x, 0.5));
  const r = k.mul(k.sub(x, nearest), Math.PI);
  const half = k.mul(nearest, 0.5);
  const odd = k.not(k.eq(k.floor(half), half));
  const two = k.constant("i64", x.lanes, 2);
  const quarter = k.select(odd, two, 0);
  // Beyond π/4 the other function of the complement.
  const wide = k.lt(Math.PI / 4, k.abs(r));
  const upper = k.lt(0, r);
  const turned = k.select(wide, k.select(upper, k.sub(r, Math.PI / 2), k.add(r, Math.PI / 2)), r);
  const shift = k.select(wide, k.select(upper, k.like(1, quarter), k.like(-1, quarter)), k.like(0, quarter));
  return sineAndCosine(k, turned, k.add(quarter, shift));
}

/** Poles at 0, −1, … and both infinities give ∞. log |Γ(x)| = log(π / |x sin πx|) − log Γ(−x + 1) + log |x| below ½. */
export function lgamma(k: KernelBuilder, x: Value): Value {
  const left = k.lt(x, 0.5);
  const negative = k.lt(x, 0);
  // For 0 ≤ x < ½ one step of the recurrence, below 0 the reflection to 1 − x.
  const argument = k.select(negative, k.sub(1, x), k.select(left, k.add(x, 1), x));
  const right = lgammaRight(k, argument);
  const step = log(k, k.select(left, k.abs(x), 1));
  const { sine } = sineOfPi(k, k.select(negative, x, 0.5));
  const reflected = k.sub(k.sub(Math.log(Math.PI), log(k, k.abs(sine))), right);
  const finite = k.select(negative, reflected, k.sub(right, step));
  const pole = k.and(negative, k.eq(k.floor(x), x));
  return k.select(k.or(pole, k.eq(k.abs(x), Infinity)), Infinity, finite);
}

/** (−1)ⁿ⁺¹ [(n − 1)!/xⁿ + n!/(2xⁿ⁺¹) + Σ B₂ₖ (2k + n − 1)! / ((2k)! x^(2k + n))]; for n = 0, log x takes the first term's place, negated. */
function asymptotic(k: KernelBuilder, order: number, x: Value): Value {
  const r = k.div(1, x);
  const z = k.mul(r, r);
  const powers = Array.from({ length: order }).reduce<Value>((p) => k.mul(p, r), k.like(1, x));
  const terms = numbers.map((b, i) => {
    const even = 2 * (i + 1);
    // (even + n − 1)! / even!
    const ratio =
      order === 0
        ? 1 / even
        : Array.from({ length: order - 1 }, (_, j) => even + 1 + j).reduce((p, f) => p * f, 1);
    return b * ratio;
  });
  const half = k.mul(r, factorial(order) / 2);
  const series = k.mul(powers, k.add(half, k.mul(z, polynomial(k, z, terms))));
  if (order === 0) return k.sub(log(k, x), series);
  const sign = order % 2 === 0 ? -1 : 1;
  return k.mul(k.add(series, k.mul(powers, factorial(order - 1))), sign);
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}

/** ψ⁽ⁿ⁾(x) = ψ⁽ⁿ⁾(x + m) − (−1)ⁿ n! Σ_{j<m} 1/(x + j)ⁿ⁺¹, for x ≥ ½. */
function polygammaRight(k: KernelBuilder, order: number, x: Value): Value {
  const steps = 10 + order;
  const small = k.lt(x, steps);
  const base = k.select(small, x, 1);
  const terms = Array.from({ length: steps }, (_, j) => {
    const r = k.div(1, k.add(base, j));
    return Array.from({ length: order }).reduce<Value>((p) => k.mul(p, r), r);
  });
  const sum = terms.reduceRight((total, term) => k.add(total, term));
  const scale = order % 2 === 0 ? -factorial(order) : factorial(order);
  const shift = k.mul(k.select(small, sum, 0), scale);
  return k.add(asymptotic(k, order, k.select(small, k.add(x, steps), x)), shift);
}

/** The n-th derivative of π cot πx, as a polynomial in c = cot πx: (cᵐ)′ = −π m cᵐ⁻¹ (1 + c²). */
function cotangentDerivative(order: number): readonly number[] {
  let coefficients: readonly number[] = [0, Math.PI];
  for (let n = 0; n < order; n++) {
    const next = Array.from<number>({ length: coefficients.length + 1 }).fill(0);
    coefficients.forEach((c, m) => {
      if (m === 0) return;
      next[m - 1] = (next[m - 1] ?? 0) - Math.PI * m * c;
      next[m + 1] = (next[m + 1] ?? 0) - Math.PI * m * c;
    });
    coefficients = next;
  }
  return coefficients;
}

/** Below ½: ψ⁽ⁿ⁾(x) = (−1)ⁿ ψ⁽ⁿ⁾(1 − x) − dⁿ/dxⁿ π cot πx. NaN at the poles 0, −1, … */
export function polygamma(k: KernelBuilder, order: number, x: Value): Value {
  const left = k.lt(x, 0.5);
  const right = polygammaRight(k, order, k.select(left, k.sub(1, x), x));
  const { sine, cosine } = sineOfPi(k, k.select(left, x, 0.5));
  const cotangent = polynomial(k, k.div(cosine, sine), cotangentDerivative(order));
  const mirrored = order % 2 === 0 ? right : k.neg(right);
  const value = k.select(left, k.sub(mirrored, cotangent), right);
  const pole = k.and(k.le(x, 0), k.eq(k.floor(x), x));
  return k.select(pole, NaN, value);
}
