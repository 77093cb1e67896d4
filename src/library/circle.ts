/** Angles: what the von Mises distribution is made of (Mardia and Jupp 2000, "Directional statistics", section 3.5.4). */

import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Shape } from "../tensor/graph.ts";
import { cotangent, firstAccepted, repeat } from "./draws.ts";
import type { Noise } from "./distribution.ts";

/** From here on the asymptotic series is exact to 1e-16. */
const large = 30;
/** Points on the circle: the trapezoid's error is 2 I₅₂(κ)/I₀(κ), below 1e-17 up to κ = 30. */
const points = 52;

/** log(e^(−κ) I₀(κ)), κ > 0. */
export function logBesselZero(b: Builder, kappa: Tensor): Tensor {
  const isLarge = b.ge(kappa, large);
  const near = b.select(isLarge, 1, kappa);
  const far = b.select(isLarge, kappa, large);
  return b.select(isLarge, series(b, far), trapezoid(b, near));
}

// I₀(κ) = 1/2π ∫ exp(κ cos θ) dθ (Abramowitz & Stegun 1964, 9.6.16), by the trapezoid's rule over half the circle
function trapezoid(b: Builder, kappa: Tensor): Tensor {
  const half = Array.from({ length: points / 2 + 1 }, (_, j) => j);
  const shape = [...kappa.shape, half.length];
  const axis = kappa.shape.length;
  const lists = (f: (j: number) => number) =>
    b.broadcast(b.literal(half.map(f), [half.length], kappa.dtype), shape, [axis]);
  const depth = lists((j) => -2 * Math.sin((Math.PI * j) / points) ** 2);
  const weight = lists((j) => (j === 0 || j === points / 2 ? 1 : 2) / points);
  const wide = b.broadcast(
    kappa,
    shape,
    kappa.shape.map((_, i) => i),
  );
  return b.log(b.sum(b.mul(weight, b.exp(b.mul(wide, depth))), [axis]));
}

// e^(−κ) I₀(κ) = (2πκ)^(−½) Σ ((2k − 1)!!)² / (k! (8κ)ᵏ), 9.7.1
function series(b: Builder, kappa: Tensor): Tensor {
  const inverse = b.reciprocal(kappa);
  // By Horner's rule: 1 + 1/8κ (1 + 9/16κ (1 + …))
  let sum: Tensor | number = 1;
  for (let k = 14; k > 0; k -= 1) {
    sum = b.add(1, b.mul(b.mul((2 * k - 1) ** 2 / (8 * k), inverse), sum));
  }
  return b.sub(b.log(sum), b.mul(0.5, b.log(b.mul(2 * Math.PI, kappa))));
}

/** The same angle from −π to π. */
export function turn(b: Builder, angle: Tensor): Tensor {
  const turns = b.floor(b.add(b.mul(angle, 1 / (2 * Math.PI)), 0.5));
  return b.max(b.min(b.sub(angle, b.mul(2 * Math.PI, turns)), Math.PI), -Math.PI);
}

/**
 * A von Mises draw around 0: Best and Fisher, "Efficient simulation of the von Mises distribution" (1979): attempts from a
 * wrapped Cauchy, here a Cauchy draw turned onto the circle, are accepted with probability above 0.65, so 24 all fail with 1e-11.
 */
export function vonMisesDraw(b: Builder, noise: Noise, concentration: Tensor, value: Shape): Tensor {
  const shape = [...value, 24];
  const kappa = repeat(b, concentration, shape);
  // ρ = (τ − √2τ) / 2κ, τ = 1 + √(1 + 4κ²), without the subtraction
  const root = b.sqrt(b.add(1, b.square(b.mul(2, kappa))));
  const tau = b.sqrt(b.add(1, root));
  const rho = b.div(b.mul(tau, b.mul(2, kappa)), b.mul(b.add(tau, Math.SQRT2), b.add(root, 1)));
  const angle = turn(b, b.mul(b.neg(b.log(rho)), cotangent(b, b.mul(Math.PI, noise.uniform(shape)))));
  // w = κ (r − cos θ), r = (1 + ρ²) / 2ρ; accepted where log u < 1 − w + log w
  const least = b.div(b.square(b.sub(1, rho)), b.mul(2, rho));
  const w = b.mul(kappa, b.add(least, b.mul(2, b.square(b.sin(b.mul(0.5, angle))))));
  const bound = b.add(b.sub(1, w), b.log(w));
  return firstAccepted(b, angle, b.lt(b.log(noise.uniform(shape)), bound));
}

/** P(X ≤ x), −π ≤ X ≤ π: the Fourier series of the density, added up; its Bessel ratios by their recurrence from far out. */
export function vonMisesCdf(x: number, loc: number, kappa: number): number {
  if (x <= -Math.PI) return 0;
  if (x >= Math.PI) return 1;
  // Iⱼ/Iⱼ₋₁ = 1 / (2j/κ + Iⱼ₊₁/Iⱼ), 9.6.26
  const terms = Math.ceil(30 + 9 * Math.sqrt(kappa));
  let ratio = 0;
  let sum = 0;
  const term = (j: number) => (Math.sin(j * (x - loc)) + Math.sin(j * (Math.PI + loc))) / j;
  for (let j = terms; j > 0; j -= 1) {
    ratio = 1 / ((2 * j) / kappa + ratio);
    sum = ratio * (term(j) + sum);
  }
  return Math.min(1, Math.max(0, (x + Math.PI) / (2 * Math.PI) + sum / Math.PI));
}
