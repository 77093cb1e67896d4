/** Where values may lie. The continuous ones are ordered: unit ⊂ positive-or-zero ⊂ real, positive ⊂ nonnegative ⊂ real. */

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
  /** Constrained vectors and matrices, over the last dimension (and its prime). */
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

export function isDiscrete(support: Support): boolean {
  return (
    support.kind === "int" || support.kind === "count" || support.kind === "bool" || support.kind === "label"
  );
}
