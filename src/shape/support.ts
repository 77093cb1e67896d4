/** Where values may lie. The continuous ones are nested: unit ⊂ positive ⊂ nonnegative ⊂ real; bool ⊂ count ⊂ int. */

import type { Dimension } from "./dimension.ts";

export type Support =
  | { readonly kind: "real" }
  | { readonly kind: "positive" }
  /** Only inferred (`x ^ 2`, `abs(x)`); nobody writes it. */
  | { readonly kind: "nonnegative" }
  | { readonly kind: "unit" }
  | { readonly kind: "interval"; readonly low: number; readonly high: number }
  | { readonly kind: "int" }
  | { readonly kind: "count" }
  | { readonly kind: "bool" }
  | { readonly kind: "label"; readonly dimension: Dimension }
  /** Constrained vectors over the last dimension, and matrices over the last two, K and K'. */
  | { readonly kind: "simplex" }
  | { readonly kind: "ordered"; readonly positive: boolean }
  | { readonly kind: "covariance" }
  | { readonly kind: "correlation" };

export type SupportKind = Support["kind"];

/** A value's type: an element's support and an ordered list of named dimensions. `real[N, D]`. */
export interface ValueType {
  readonly support: Support;
  readonly dimensions: readonly Dimension[];
}

export const real: Support = { kind: "real" };

export function isDiscrete(support: Support): boolean {
  return (
    support.kind === "int" || support.kind === "count" || support.kind === "bool" || support.kind === "label"
  );
}

/** One number an element, so that arithmetic makes sense: all but labels. */
export function isNumeric(support: Support): boolean {
  return support.kind !== "label";
}

/** How many last dimensions a constraint ties together: 1 of a vector, 2 of a matrix, 0 of plain elements. */
export function eventOf(support: Support): 0 | 1 | 2 {
  if (support.kind === "simplex" || support.kind === "ordered") return 1;
  return support.kind === "covariance" || support.kind === "correlation" ? 2 : 0;
}

/** Where one entry of a constrained vector or matrix lies, the others unknown; of the rest, the support itself. */
export function entryOf(support: Support): Support {
  if (support.kind === "simplex") return { kind: "unit" };
  if (eventOf(support) === 0) return support;
  return support.kind === "ordered" && support.positive ? { kind: "positive" } : real;
}

/** The least and greatest value of a continuous support, both excluded but for nonnegative's 0; null for the others. */
export function bounds(support: Support): { readonly low: number; readonly high: number } | null {
  switch (support.kind) {
    case "real":
      return { low: -Infinity, high: Infinity };
    case "positive":
    case "nonnegative":
      return { low: 0, high: Infinity };
    case "unit":
      return { low: 0, high: 1 };
    case "interval":
      return { low: support.low, high: support.high };
    case "int":
    case "count":
    case "bool":
    case "label":
    case "simplex":
    case "ordered":
    case "covariance":
    case "correlation":
      return null;
  }
}

const discreteOrder = ["bool", "count", "int"];

/** Whether every value of `inner` is one of `outer`, of the same nature: a count is not a real here. */
export function contains(outer: Support, inner: Support): boolean {
  if (outer.kind === "label" || inner.kind === "label") {
    return outer.kind === "label" && inner.kind === "label" && outer.dimension === inner.dimension;
  }
  const outerBounds = bounds(outer);
  const innerBounds = bounds(inner);
  if (outerBounds !== null && innerBounds !== null) {
    if (inner.kind === "nonnegative" && outer.kind !== "nonnegative" && outerBounds.low === 0) return false;
    return outerBounds.low <= innerBounds.low && innerBounds.high <= outerBounds.high;
  }
  if (outerBounds !== null || innerBounds !== null) return false;
  const [inside, outside] = [discreteOrder.indexOf(inner.kind), discreteOrder.indexOf(outer.kind)];
  if (inside >= 0 && outside >= 0) return inside <= outside;
  if (outer.kind === "covariance" && inner.kind === "correlation") return true;
  if (outer.kind === "ordered" && inner.kind === "ordered") return inner.positive || !outer.positive;
  return inner.kind === outer.kind;
}

export function sameSupport(a: Support, b: Support): boolean {
  return contains(a, b) && contains(b, a);
}
