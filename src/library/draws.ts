/**
 * Draws that no closed form gives, as graphs of fixed shape: rejection samplers make all their attempts at once, along a
 * last axis, and keep the first that is accepted.
 */

import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Shape } from "../tensor/graph.ts";
import type { Noise } from "./distribution.ts";

function leading(shape: Shape): readonly number[] {
  return shape.map((_, axis) => axis);
}

/** A value repeated along a new last axis. */
export function repeat(b: Builder, x: Tensor, shape: Shape): Tensor {
  return b.broadcast(x, shape, x.shape.length === 0 ? [] : leading(shape.slice(0, -1)));
}

/** The first accepted attempt along the last axis; the last attempt where none is. */
export function firstAccepted(b: Builder, attempts: Tensor, accepted: Tensor): Tensor {
  const axis = attempts.shape.length - 1;
  const count = attempts.shape[axis] ?? 1;
  const order = b.iota(attempts.shape, axis);
  const first = b.min(b.neg(b.reduceMax(b.neg(b.select(accepted, order, count - 1)), [axis])), count - 1);
  const chosen = b.eq(order, repeat(b, first, attempts.shape));
  return b.sum(b.select(chosen, attempts, 0), [axis]);
}

/**
 * Gamma(α, 1): Marsaglia & Tsang, "A simple method for generating gamma variables" (2000). An attempt fails with
 * probability below 0.05, so twelve all do with 2e-16. Below α = 1: a draw for α + 1 times u^(1/α).
 */
export function gammaDraw(b: Builder, noise: Noise, alpha: Tensor, value: Shape): Tensor {
  const shape = [...value, 12];
  const boosted = b.lt(alpha, 1);
  const d = repeat(b, b.sub(b.select(boosted, b.add(alpha, 1), alpha), 1 / 3), shape);
  const x = noise.normal(shape);
  // v = (1 + x / √(9d))³; accepted where v > 0 and log u < ½x² + d − dv + d log v
  const root = b.add(1, b.div(x, b.sqrt(b.mul(9, d))));
  const positive = b.gt(root, 0);
  const safe = b.select(positive, root, 1);
  const v = b.mul(safe, b.square(safe));
  const bound = b.add(b.mul(0.5, b.square(x)), b.mul(d, b.add(b.sub(1, v), b.log(v))));
  const accepted = b.and(positive, b.lt(b.log(noise.uniform(shape)), bound));
  const draw = firstAccepted(b, b.mul(d, v), accepted);
  const shrink = b.exp(b.div(b.log(noise.uniform(value)), alpha));
  return b.select(widen(b, boosted, value), b.mul(draw, shrink), draw);
}

/** Student's t with ν degrees of freedom: ε √(ν / 2g), g a gamma of shape ν/2. */
export function studentDraw(b: Builder, noise: Noise, df: Tensor, value: Shape): Tensor {
  const half = b.mul(0.5, df);
  return b.mul(noise.normal(value), b.sqrt(b.div(half, gammaDraw(b, noise, half, value))));
}

/** cos / sin: of π times a uniform a Cauchy draw. */
export function cotangent(b: Builder, angle: Tensor): Tensor {
  return b.div(b.cos(angle), b.sin(angle));
}

/** A scalar at its full shape; anything else as it is. */
export function widen(b: Builder, x: Tensor, shape: Shape): Tensor {
  return x.shape.length === 0 ? b.broadcast(x, shape, []) : x;
}

const smallRate = 10;
const smallCounts = 48;

/** Poisson(λ): below 10 by inversion of the summed probabilities, above by Hörmann's transformed rejection (PTRS, 1993). */
export function poissonDraw(b: Builder, noise: Noise, rate: Tensor, value: Shape): Tensor {
  const small = widen(b, b.lt(rate, smallRate), value);
  return b.select(
    small,
    smallDraw(b, noise, b.min(rate, smallRate), value),
    largeDraw(b, noise, b.max(rate, smallRate), value),
  );
}

// Beyond 48 is 1e-17 at λ = 10.
function smallDraw(b: Builder, noise: Noise, rate: Tensor, value: Shape): Tensor {
  return invertSums(b, noise, value, (counts, wide) =>
    b.sub(b.mul(counts, wide(b.log(rate))), b.add(wide(rate), b.lgamma(b.add(counts, 1)))),
  );
}

/**
 * By inversion of the summed probabilities: the count is how many of P(X ≤ 0), P(X ≤ 1), … lie below u. `logs` gives the log
 * probabilities of 0, 1, … 47, along a last axis to which `wide` repeats the parameters.
 */
export function invertSums(
  b: Builder,
  noise: Noise,
  value: Shape,
  logsOf: (counts: Tensor, wide: (x: Tensor) => Tensor) => Tensor,
): Tensor {
  const shape = [...value, smallCounts];
  const axis = value.length;
  const logs = logsOf(b.iota(shape, axis), (x) => repeat(b, x, shape));
  const upTo = Array.from({ length: smallCounts ** 2 }, (_, i) =>
    Math.floor(i / smallCounts) <= i % smallCounts ? 1 : 0,
  );
  const cumulative = b.dot(b.exp(logs), b.literal(upTo, [smallCounts, smallCounts]), [[axis], [0]]);
  const below = b.lt(cumulative, repeat(b, noise.uniform(value), shape));
  return b.sum(b.select(below, b.constant(1, shape), 0), [axis]);
}

// Each attempt is accepted with probability above 0.75 for λ ≥ 10, so 24 all fail with 4e-15.
function largeDraw(b: Builder, noise: Noise, rate: Tensor, value: Shape): Tensor {
  const shape = [...value, 24];
  const lambda = repeat(b, rate, shape);
  const u = b.sub(noise.uniform(shape), 0.5);
  const v = noise.uniform(shape);
  const slope = b.add(0.931, b.mul(2.53, b.sqrt(lambda)));
  const a = b.sub(b.mul(0.02483, slope), 0.059);
  const inverse = b.add(1.1239, b.div(1.1328, b.sub(slope, 3.4)));
  const us = b.sub(0.5, b.abs(u));
  const k = b.floor(b.add(b.add(b.mul(b.add(b.div(b.mul(2, a), us), slope), u), lambda), 0.43));
  const valid = b.ge(k, 0);
  const count = b.select(valid, k, 0);
  const left = b.add(b.log(v), b.log(b.div(inverse, b.add(b.div(a, b.square(us)), slope))));
  const right = b.sub(b.sub(b.mul(count, b.log(lambda)), lambda), b.lgamma(b.add(count, 1)));
  return firstAccepted(b, count, b.and(valid, b.le(left, right)));
}
