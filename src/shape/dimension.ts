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
  /** How its size follows from others'; a layer's output. */
  readonly derived?: Derived;
}

export type Derived =
  /** How many windows of `width` places, `stride` apart, fit in: ⌊(of − width) / stride⌋ + 1. Below 1: none does. */
  | { readonly kind: "windows"; readonly of: Dimension; readonly width: number; readonly stride: number }
  /** The sum of products of sizes; a product of none is 1. */
  | { readonly kind: "sum"; readonly terms: readonly (readonly Dimension[])[] };

/** `K'`: the second dimension of a matrix over K. */
export function isPrimeOf(dimension: Dimension, base: Dimension): boolean {
  return dimension.twin === base && dimension.id === `${base.id}'`;
}

/** Sizes by a dimension's id. */
export type Sizes = ReadonlyMap<string, number>;

/** The size of a dimension, or null while nothing states it. */
export function sizeOf(dimension: Dimension, sizes: Sizes): number | null {
  const { size, twin, derived } = dimension;
  const stated = sizes.get(dimension.id) ?? size ?? (twin ? sizeOf(twin, sizes) : null);
  return stated ?? (derived ? derivedSize(derived, sizes) : null);
}

/** The product of sizes, or null while one of them is unknown. */
export function productOf(dimensions: readonly Dimension[], sizes: Sizes): number | null {
  return dimensions.reduce<number | null>((product, dimension) => {
    const size = sizeOf(dimension, sizes);
    return product === null || size === null ? null : product * size;
  }, 1);
}

function derivedSize(derived: Derived, sizes: Sizes): number | null {
  if (derived.kind === "sum") {
    return derived.terms.reduce<number | null>((sum, term) => {
      const product = productOf(term, sizes);
      return sum === null || product === null ? null : sum + product;
    }, 0);
  }
  const size = sizeOf(derived.of, sizes);
  return size === null ? null : Math.floor((size - derived.width) / derived.stride) + 1;
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
