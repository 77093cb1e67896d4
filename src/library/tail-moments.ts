/**
 * Moments between bounds of distributions whose density times a power of x is a density of the same family: E (Xⁿ; low ≤ X ≤ high) is a
 * factor times the probability that another member lies there.
 */

import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Arguments, Between, Moments, Tails } from "./distribution.ts";
import type { Ends } from "./mass-between.ts";

/** For n = 1 and 2: the logarithm of the factor, and that of the probability. */
export type Partial = (
  b: Builder,
  n: 1 | 2,
  ends: Ends,
  p: Arguments,
) => {
  readonly logFactor: Tensor;
  readonly logMass: Tensor;
};

/** E and Var of X between bounds. */
export function momentsFrom(partial: Partial): NonNullable<Tails["moments"]> {
  return (b, between, p) => {
    const [first, second] = ([1, 2] as const).map((n) => expectation(b, between, partial(b, n, between, p)));
    return spreadOf(b, first as Tensor, second as Tensor);
  };
}

/** Of counts: E X and E X(X − 1), the bounds of the other member one and two lower. */
export function countMomentsFrom(partial: Partial): NonNullable<Tails["moments"]> {
  return (b, between, p) => {
    const [first, second] = ([1, 2] as const).map((n) => {
      const shifted = (end: Tensor | null) => end && b.sub(end, n);
      const ends = { low: shifted(between.low), high: shifted(between.high) };
      return expectation(b, between, partial(b, n, ends, p));
    });
    return spreadOf(b, first as Tensor, b.add(second as Tensor, first as Tensor));
  };
}

function expectation(b: Builder, { logMass }: Between, part: ReturnType<Partial>): Tensor {
  return b.exp(b.sub(b.add(part.logFactor, part.logMass), logMass));
}

function spreadOf(b: Builder, mean: Tensor, square: Tensor): Moments {
  return { mean, variance: b.max(b.sub(square, b.square(mean)), 0) };
}
