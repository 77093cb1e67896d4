/**
 * Whether ranks are uniform: the most extreme point of their empirical distribution, each point against its binomial, and how often uniform ranks go
 * as far anywhere. Säilynoja, Bürkner & Vehtari, "Graphical test for discrete uniformity and its applications in goodness-of-fit evaluation and
 * multiple sample comparison" (2022): their simultaneous band, turned round into an exact p-value.
 */

import { incompleteBeta } from "../library/special.ts";
import { lgamma } from "../tensor/special/lgamma.ts";

/** The probability that uniform ranks leave their band as far as these do; ranks are 0, …, `draws`. */
export function uniformityP(ranks: readonly number[], draws: number): number {
  const replicates = ranks.length;
  const below = new Float64Array(draws + 1);
  for (const rank of ranks) below[rank] = (below[rank] as number) + 1;
  for (let k = 1; k <= draws; k++) below[k] = (below[k] as number) + (below[k - 1] as number);
  let extreme = 1;
  for (let k = 0; k < draws; k++)
    extreme = Math.min(extreme, tail(below[k] as number, replicates, shareOf(k, draws)));
  // The rest of 1 is lost to rounding where it is tiny; the extreme point alone is left as often as its tail says.
  return Math.max(extreme, 1 - insideAll(replicates, draws, extreme));
}

const shareOf = (k: number, draws: number): number => (k + 1) / (draws + 1);

/** The lesser of P(X ≤ c) and P(X ≥ c), X ~ binomial(n, p). */
function tail(c: number, n: number, p: number): number {
  const lower = c >= n ? 1 : incompleteBeta(1 - p, n - c, c + 1);
  const upper = c <= 0 ? 1 : incompleteBeta(p, c, n - c + 1);
  return Math.min(lower, upper);
}

/** P(every count is less extreme than that): counts go from point to point by binomial steps (their section 2.3). */
function insideAll(n: number, draws: number, extreme: number): number {
  const logFactorials = Float64Array.from({ length: n + 1 }, (_, k) => lgamma(k + 1));
  let probabilities = new Map([[0, 1]]);
  let share = 0;
  for (let k = 0; k < draws; k++) {
    const next = shareOf(k, draws);
    const step = (next - share) / (1 - share);
    const [low, high] = insideBounds(n, next, extreme);
    const after = new Map<number, number>();
    for (let c = low; c <= high; c++) {
      let sum = 0;
      for (const [before, probability] of probabilities)
        if (before <= c) sum += probability * binomial(c - before, n - before, step, logFactorials);
      after.set(c, sum);
    }
    probabilities = after;
    share = next;
  }
  return [...probabilities.values()].reduce((sum, each) => sum + each, 0);
}

/** The counts whose tail is greater: a run around the middle. */
function insideBounds(n: number, p: number, extreme: number): readonly [number, number] {
  const isInside = (c: number): boolean => tail(c, n, p) > extreme * (1 + 1e-9);
  let low = Math.floor(n * p);
  while (low <= n && !isInside(low) && low < n * p + 1) low += 1;
  if (low > n || !isInside(low)) return [1, 0];
  let high = low;
  while (low > 0 && isInside(low - 1)) low -= 1;
  while (high < n && isInside(high + 1)) high += 1;
  return [low, high];
}

function binomial(k: number, n: number, p: number, logFactorials: Float64Array): number {
  if (p >= 1) return k === n ? 1 : 0;
  const ways = (logFactorials[n] as number) - (logFactorials[k] as number) - (logFactorials[n - k] as number);
  return Math.exp(ways + k * Math.log(p) + (n - k) * Math.log1p(-p));
}
