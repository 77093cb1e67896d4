/** Flat row-major values as nested arrays of their shape: how arrays stand in JSON. A number that JSON cannot write is null. */

export type Nested<T> = T | readonly Nested<T>[];

export function nest(values: ArrayLike<number>, shape: readonly number[]): Nested<number | null> {
  let offset = 0;
  const build = (depth: number): Nested<number | null> => {
    const size = shape[depth];
    if (size !== undefined) return Array.from({ length: size }, () => build(depth + 1));
    return finite(values[offset++] ?? Number.NaN);
  };
  return build(0);
}

export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
