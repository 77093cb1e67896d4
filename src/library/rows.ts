/** Tables of rows by name, and the arguments a row's formula is called with. */

import { Bug } from "../diagnostic/bug.ts";
import type { Shape } from "../tensor/graph.ts";
import type { Arguments } from "./distribution.ts";

/** A table: rows by their own names, in order. A name that stands twice is a bug. */
export function table<R extends { readonly name: string }>(...rows: readonly R[]): ReadonlyMap<string, R> {
  const byName = new Map(rows.map((row) => [row.name, row]));
  if (byName.size !== rows.length) throw new Bug("two rows of a table have one name");
  return byName;
}

/** The arguments of these names; one that is missing is a bug of the caller. */
export function pick<T, const K extends string>(
  values: Readonly<Record<string, T>>,
  ...names: readonly K[]
): { readonly [P in K]: T } {
  const picked: Partial<Record<K, T>> = {};
  for (const name of names) {
    const value = values[name];
    if (value === undefined) throw new Bug(`a formula needs ${name} and was not given it`);
    picked[name] = value;
  }
  return picked as { readonly [P in K]: T };
}

/** The shape of a draw: that of the parameter with most axes. */
export function valueShape(p: Arguments): Shape {
  let widest: Shape = [];
  for (const parameter of Object.values(p))
    if (parameter.shape.length > widest.length) widest = parameter.shape;
  return widest;
}
