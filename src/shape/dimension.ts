/**
 * Named dimensions with symbolic sizes. Two dimensions are the same exactly when they are the same object;
 * sizes are known only when data is bound, except where a declaration or a width states them.
 */

export interface Dimension {
  /** How it is written and printed: `N`, `D`, `hidden`; an anonymous one prints as its size. */
  readonly name: string;
  /** Unique in a program: `N`, `f.hidden`, `#3` for an anonymous one. The key of every map of sizes. */
  readonly id: string;
  readonly origin: "data" | "declared" | "layer" | "anonymous";
  /** Known before data is bound: a declared range or label list, a width, a literal size. */
  readonly size: number | null;
  /** Declared labels in order, or null where the data decides (sorted distinct values) or there are none. */
  readonly labels: readonly string[] | null;
  /** `dim Next = State`: the dimension whose labels and size this one shares. */
  readonly twin: Dimension | null;
}

/** Sizes by a dimension's id. */
export type Sizes = ReadonlyMap<string, number>;

/** The size of a dimension, or null while nothing states it. */
export function sizeOf(dimension: Dimension, sizes: Sizes): number | null {
  return sizes.get(dimension.id) ?? dimension.size ?? (dimension.twin ? sizeOf(dimension.twin, sizes) : null);
}

/** `dim Next = State`: the dimension that owns the labels and the size. */
export function ownerOf(dimension: Dimension): Dimension {
  return dimension.twin === null ? dimension : ownerOf(dimension.twin);
}

/** The labels that the program itself states: written out, or 1 to a size that it writes. A layer's units have none. */
export function declaredLabels(dimension: Dimension): readonly string[] | null {
  const owner = ownerOf(dimension);
  if (owner.labels !== null) return owner.labels;
  return owner.size === null || owner.origin === "layer"
    ? null
    : Array.from({ length: owner.size }, (_, i) => String(i + 1));
}
