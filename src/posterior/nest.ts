/** Flat row-major values as nested arrays of their shape: how arrays stand in JSON. A number that JSON cannot write is null. */

export type Nested<T> = T | readonly Nested<T>[];

export function nest(values: ArrayLike<number>, shape: readonly number[]): Nested<number | null> {
  return nestBy(shape, (place) => finite(values[place] ?? Number.NaN));
}

/** What stands at each place of an array of this shape, row-major. */
export function nestBy<T>(shape: readonly number[], at: (place: number) => T): Nested<T> {
  let place = 0;
  const build = (depth: number): Nested<T> => {
    const size = shape[depth];
    if (size !== undefined) return Array.from({ length: size }, () => build(depth + 1));
    return at(place++);
  };
  return build(0);
}

export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
