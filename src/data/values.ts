/** Plain values → DataSource: an array of records, or an object of arrays and scalars as Stan takes it; typed arrays too. */

import { diagnose, failure, success, type Diagnostic, type Outcome } from "../diagnostic/diagnostic.ts";
import type { Cell } from "../diagnostic/source.ts";
import type { ArrayData, Column, DataSource, Entry } from "./columns.ts";
import type { JsonPath } from "./json-places.ts";

/** Where the value at a path of keys and indices stands. */
export type PathPlace = (path: JsonPath) => Cell;

interface Nested {
  readonly shape: readonly number[];
  readonly values: Column;
}

/** Arrays passed from TypeScript: by name numbers, plain arrays, nested arrays or typed arrays; or an array of records. */
export function arraysSource(data: unknown, file = "the data passed"): Outcome<DataSource> {
  return valuesSource(file, data, (path) => {
    const last = path.at(-1);
    return {
      file,
      line: typeof path[0] === "number" ? path[0] + 1 : 1,
      column: typeof last === "number" ? last + 1 : 1,
    };
  });
}

/** Throws nothing: what is neither shape is a diagnostic. */
export function valuesSource(file: string, value: unknown, place: PathPlace): Outcome<DataSource> {
  if (Array.isArray(value)) return recordsSource(file, value, place);
  if (!isRecord(value)) return failure(wrongShape(file, value, place([])));
  const arrays = new Map<string, Nested>();
  const faults: Diagnostic[] = [];
  for (const [name, nested] of Object.entries(value)) {
    const outcome = flatten(name, nested, (path) => place([name, ...path]));
    if (outcome.ok) arrays.set(name, outcome.value);
    else faults.push(...outcome.diagnostics);
  }
  if (faults.length > 0) return failure(...faults);
  if (arrays.size === 0) return failure(diagnose("H0602", { file }, { at: place([]) }));
  const cell = (name: string, index: number): Cell => {
    const path = indexPath(arrays.get(name)?.shape ?? [], index);
    return { ...place([name, ...path]), column: index + 1 };
  };
  return success<ArrayData>({ kind: "arrays", file, arrays, cell });
}

function recordsSource(file: string, records: readonly unknown[], place: PathPlace): Outcome<DataSource> {
  if (records.length === 0) return failure(diagnose("H0602", { file }, { at: place([]) }));
  const headers = new Map<string, unknown[]>();
  for (const [row, record] of records.entries()) {
    if (!isRecord(record)) return failure(wrongShape(file, record, place([row])));
    for (const [name, value] of Object.entries(record)) {
      let column = headers.get(name);
      if (column === undefined)
        headers.set(name, (column = Array.from({ length: records.length }, () => null)));
      column[row] = value;
    }
  }
  const names = [...headers.keys()];
  const recordPlace = (name: string, [row = 0, ...rest]: JsonPath): Cell => ({
    ...place([row, name, ...rest]),
    column: names.indexOf(name) + 1,
  });
  const arrays = new Map<string, Nested>();
  const faults: Diagnostic[] = [];
  for (const [name, column] of headers) {
    const outcome = flatten(name, column, (path) => recordPlace(name, path));
    if (outcome.ok) arrays.set(name, outcome.value);
    else faults.push(...outcome.diagnostics);
  }
  if (faults.length > 0) return failure(...faults);
  if ([...arrays.values()].some((array) => array.shape.length > 1)) {
    const cell = (name: string, index: number): Cell =>
      recordPlace(name, indexPath(arrays.get(name)?.shape ?? [], index));
    return success<DataSource>({ kind: "arrays", file, arrays, cell });
  }
  return success<DataSource>({
    kind: "table",
    file,
    headers: names,
    rows: records.length,
    columns: [...arrays.values()].map((array) => array.values),
    cell: (row, column) => (row < 0 ? place([]) : recordPlace(names[column] ?? "", [row])),
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function wrongShape(file: string, value: unknown, at: Cell): Diagnostic {
  const help = "give an object of arrays, as Stan takes it, or an array of records";
  return diagnose("H0637", { what: describe(value) }, { at, help, notes: [`${file} holds it`] });
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "a bare array";
  return typeof value === "object" ? "a nested object" : `a ${typeof value}`;
}

/** Nested arrays → a shape and row-major values. Ragged ones are one diagnostic, at the first array of another length. */
function flatten(name: string, nested: unknown, place: PathPlace): Outcome<Nested> {
  if (ArrayBuffer.isView(nested) && !(nested instanceof DataView)) {
    const values = Float64Array.from(nested as unknown as ArrayLike<number | bigint>, Number);
    return success({ shape: [values.length], values: packEntries([...values]) });
  }
  const shape: number[] = [];
  for (let level = nested; isList(level); level = level[0]) shape.push(level.length);
  const entries: Entry[] = [];
  const fault = collect(name, nested, shape, [], entries, place);
  return fault === null ? success({ shape, values: packEntries(entries) }) : failure(fault);
}

/** Appends the leaves of `value`, which must have the rest of `shape`. */
function collect(
  name: string,
  value: unknown,
  shape: readonly number[],
  path: JsonPath,
  into: Entry[],
  place: PathPlace,
): Diagnostic | null {
  const depth = path.length;
  const wanted = shape[depth];
  if (wanted === undefined) {
    if (isList(value)) return ragged(name, shape, place(path));
    const entry = entryOf(value);
    if (entry === undefined) return wrongShape(name, value, place(path));
    into.push(entry);
    return null;
  }
  if (!isList(value) || value.length !== wanted) return ragged(name, shape, place(path));
  for (let i = 0; i < value.length; i++) {
    const fault = collect(name, value[i], shape, [...path, i], into, place);
    if (fault !== null) return fault;
  }
  return null;
}

function ragged(name: string, shape: readonly number[], at: Cell): Diagnostic {
  const notes = [`its first entries have the shape [${shape.join(", ")}]`];
  return diagnose("H0632", { name }, { at, notes, help: "every row of an array must have the same length" });
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function entryOf(value: unknown): Entry | undefined {
  if (value === null || value === undefined) return null;
  if (typeof value === "number" || typeof value === "string") return value === "" ? null : value;
  if (typeof value === "bigint") return Number(value);
  return typeof value === "boolean" ? String(value) : undefined;
}

function packEntries(entries: readonly Entry[]): Column {
  const packable = entries.every(
    (entry) => entry === null || (typeof entry === "number" && Math.abs(entry) !== Infinity),
  );
  if (!packable) return { kind: "entries", values: entries };
  return {
    kind: "numbers",
    values: Float64Array.from(entries, (entry) => (entry === null ? Number.NaN : Number(entry))),
  };
}

function indexPath(shape: readonly number[], index: number): number[] {
  const path: number[] = [];
  let rest = index;
  for (const size of shape.toReversed()) {
    path.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return path;
}
