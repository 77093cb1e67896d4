/** Elementwise operations align by name, as in xarray: the left operand's dimensions first, then what the right one adds. */

import type { Dimension } from "./dimension.ts";

export type Alignment =
  | { readonly ok: true; readonly dimensions: readonly Dimension[] }
  /** A literal size met dimensions it cannot be: `left` and `right` are what neither shares. */
  | { readonly ok: false; readonly left: readonly Dimension[]; readonly right: readonly Dimension[] };

/** The dimensions of an elementwise result. An anonymous dimension aligns with nothing but itself. */
export function align(left: readonly Dimension[], right: readonly Dimension[]): Alignment {
  const onlyLeft = without(left, right);
  const onlyRight = without(right, left);
  const stranger = [...onlyLeft, ...onlyRight].some((dimension) => dimension.origin === "anonymous");
  if (stranger && onlyLeft.length > 0 && onlyRight.length > 0) {
    return { ok: false, left: onlyLeft, right: onlyRight };
  }
  return { ok: true, dimensions: [...left, ...onlyRight] };
}

/** Those of `dimensions` that `removed` does not hold, in order. */
export function without(
  dimensions: readonly Dimension[],
  removed: readonly Dimension[],
): readonly Dimension[] {
  return dimensions.filter((dimension) => !removed.includes(dimension));
}
