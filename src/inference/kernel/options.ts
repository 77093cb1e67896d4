/** An infer block's options, read with the types their declarations promise. */

import type { Infer } from "../../check/program.ts";
import { Bug } from "../../diagnostic/bug.ts";

/** A number, or null where the method decides. */
export function numberOrNull(infer: Infer, name: string): number | null {
  const value = infer.options[name];
  if (value === undefined || (value !== null && typeof value !== "number"))
    throw new Bug(`${infer.method.name} expects ${name} to be a number`);
  return value;
}

export function number(infer: Infer, name: string): number {
  const value = numberOrNull(infer, name);
  if (value === null) throw new Bug(`${infer.method.name} has no default for ${name}`);
  return value;
}

/** One of the option's words, with its arguments. */
export function choice(
  infer: Infer,
  name: string,
): { readonly choice: string; readonly arguments: Readonly<Record<string, number>> } {
  const value = infer.options[name];
  if (value === undefined || value === null || typeof value === "number")
    throw new Bug(`${infer.method.name} expects ${name} to be a choice`);
  return value;
}

/** The row of a table that the option's word names, with its arguments. */
export function rowOf<R>(
  infer: Infer,
  name: string,
  table: ReadonlyMap<string, R>,
): { readonly row: R; readonly arguments: Readonly<Record<string, number>> } {
  const word = choice(infer, name);
  const row = table.get(word.choice);
  if (row === undefined) throw new Bug(`${name} = ${word.choice} has no row`);
  return { row, arguments: word.arguments };
}
