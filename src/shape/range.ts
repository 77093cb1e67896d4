/**
 * How supports pass through arithmetic: a short table over positive, nonnegative, unit and real, short enough that a reader
 * can guess what it says. An interval counts by its bounds, a constant by its value. (Interval arithmetic, much reduced.)
 */

import { bounds, entryOf, type Support } from "./support.ts";

export type Range = "real" | "nonnegative" | "positive" | "unit";

/** What a support says to arithmetic: `interval(0, 5)` is positive, a count and a bool are nonnegative. */
export function rangeOf(support: Support): Range {
  if (support.kind === "nonnegative" || support.kind === "count" || support.kind === "bool") {
    return "nonnegative";
  }
  const limits = bounds(entryOf(support));
  if (limits === null || limits.low < 0) return "real";
  return limits.high <= 1 ? "unit" : "positive";
}

export function rangeOfNumber(value: number): Range {
  if (value > 0) return value < 1 ? "unit" : "positive";
  return value === 0 ? "nonnegative" : "real";
}

export function supportOf(range: Range): Support {
  return { kind: range };
}

type Table = { readonly [Left in Range]: { readonly [Right in Range]: Range } };

// prettier-ignore
const sums: Table = {
  real:        { real: "real", nonnegative: "real",        positive: "real",     unit: "real" },
  nonnegative: { real: "real", nonnegative: "nonnegative", positive: "positive", unit: "positive" },
  positive:    { real: "real", nonnegative: "positive",    positive: "positive", unit: "positive" },
  unit:        { real: "real", nonnegative: "positive",    positive: "positive", unit: "positive" },
};

// prettier-ignore
const products: Table = {
  real:        { real: "real", nonnegative: "real",        positive: "real",        unit: "real" },
  nonnegative: { real: "real", nonnegative: "nonnegative", positive: "nonnegative", unit: "nonnegative" },
  positive:    { real: "real", nonnegative: "nonnegative", positive: "positive",    unit: "positive" },
  unit:        { real: "real", nonnegative: "nonnegative", positive: "positive",    unit: "unit" },
};

/** Where the quotient is defined. */
// prettier-ignore
const quotients: Table = {
  real:        { real: "real", nonnegative: "real",        positive: "real",        unit: "real" },
  nonnegative: { real: "real", nonnegative: "nonnegative", positive: "nonnegative", unit: "nonnegative" },
  positive:    { real: "real", nonnegative: "positive",    positive: "positive",    unit: "positive" },
  unit:        { real: "real", nonnegative: "positive",    positive: "positive",    unit: "positive" },
};

/** Base by row, exponent by column. An even whole exponent is `square`. */
// prettier-ignore
const powers: Table = {
  real:        { real: "real",        nonnegative: "real",        positive: "real",        unit: "real" },
  nonnegative: { real: "nonnegative", nonnegative: "nonnegative", positive: "nonnegative", unit: "nonnegative" },
  positive:    { real: "positive",    nonnegative: "positive",    positive: "positive",    unit: "positive" },
  unit:        { real: "positive",    nonnegative: "positive",    positive: "unit",        unit: "unit" },
};

export const plus = (a: Range, b: Range): Range => sums[a][b];
export const times = (a: Range, b: Range): Range => products[a][b];
export const over = (a: Range, b: Range): Range => quotients[a][b];
export const power = (base: Range, exponent: Range): Range => powers[base][exponent];

/** x ^ 2k, |x|, √x: a real becomes nonnegative, the others stay. */
export const folded = (a: Range): Range => (a === "real" ? "nonnegative" : a);

/** The smallest range that holds both: of `where`'s branches. */
export function either(a: Range, b: Range): Range {
  const order: readonly Range[] = ["unit", "positive", "nonnegative", "real"];
  return order[Math.max(order.indexOf(a), order.indexOf(b))] ?? "real";
}

/** The smaller of two. */
export function least(a: Range, b: Range): Range {
  if (a === "real" || b === "real") return "real";
  if (a === "nonnegative" || b === "nonnegative") return "nonnegative";
  return a === "unit" || b === "unit" ? "unit" : "positive";
}

/** The greater of two: positive as soon as one is. */
export function greatest(a: Range, b: Range): Range {
  if (a === "unit" && b === "unit") return "unit";
  if (a === "positive" || b === "positive" || a === "unit" || b === "unit") return "positive";
  return a === "nonnegative" || b === "nonnegative" ? "nonnegative" : "real";
}
