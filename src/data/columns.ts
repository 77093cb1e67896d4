/** What a data file holds before the model has a say. */

import type { Cell } from "../diagnostic/source.ts";

/** One value of a table: text as read, or null where the cell is empty (or JSON's null). */
export type Entry = string | number | null;

/** A table: a CSV file, or a JSON array of records. */
export interface TableData {
  readonly kind: "table";
  readonly file: string;
  readonly headers: readonly string[];
  readonly rows: number;
  /** By header index. */
  readonly columns: readonly (readonly Entry[])[];
  /** Where a value stands in the file; `row` from 0. */
  readonly cell: (row: number, column: number) => Cell;
}

/** Named arrays and scalars: Stan-style JSON, or arrays passed from TypeScript. */
export interface ArrayData {
  readonly kind: "arrays";
  readonly file: string;
  readonly arrays: ReadonlyMap<
    string,
    { readonly shape: readonly number[]; readonly values: readonly Entry[] }
  >;
}

export type DataSource = TableData | ArrayData;
