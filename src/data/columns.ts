/** What a data file holds before the model has a say. */

import type { Cell } from "../diagnostic/source.ts";

/** One value as read: text, a number, or null where the cell is empty (or JSON's null). */
export type Entry = string | number | null;

/** Values of one column or array. Numbers stand packed where every value is a finite number (or empty: NaN). */
export type Column =
  | { readonly kind: "numbers"; readonly values: Float64Array }
  | { readonly kind: "entries"; readonly values: readonly Entry[] };

interface Source {
  /** The data block it was read for, by name (empty: the one without); absent: any. */
  readonly block?: string;
}

/** A table: a CSV file, or a JSON array of records. */
export interface TableData extends Source {
  readonly kind: "table";
  readonly file: string;
  readonly headers: readonly string[];
  readonly rows: number;
  /** By header index. */
  readonly columns: readonly Column[];
  /** Where a value stands in the file; `row` and `column` from 0, row −1 the header. */
  readonly cell: (row: number, column: number) => Cell;
}

/** Named arrays and scalars: Stan-style JSON, or arrays passed from TypeScript. */
export interface ArrayData extends Source {
  readonly kind: "arrays";
  readonly file: string;
  /** Row-major values; a scalar has the empty shape and one value. An IDX file is one array, called "". */
  readonly arrays: ReadonlyMap<string, { readonly shape: readonly number[]; readonly values: Column }>;
  /** Where element `index` (row-major) of an array stands. */
  readonly cell: (name: string, index: number) => Cell;
}

export type DataSource = TableData | ArrayData;

/** One value; null where it is empty. */
export function entryAt(column: Column, index: number): Entry {
  if (column.kind === "entries") return column.values[index] ?? null;
  const value = column.values[index] ?? Number.NaN;
  return Number.isNaN(value) ? null : value;
}
