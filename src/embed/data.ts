/** Data as TypeScript has it. */

/** One value; null and undefined are missing. A boolean is 0 or 1. */
export type Value = number | string | boolean | null | undefined;

/** A scalar, a list, rows of equal length, a typed array. */
export type Values =
  | Value
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | readonly Values[];

/** Rows as records, their columns matched as a file's are; or variables and columns by name. */
export type Table = readonly Readonly<Record<string, Value>>[] | Readonly<Record<string, Values>>;

/** A table; where a model has several blocks, a table may stand under a block's name: `{ schools: [{ school: "a", u: 2 }], y: [1, 2] }`. */
export type Data = Table | Readonly<Record<string, Values | Table>>;
