/** Some rows of a model's data, by their places in the file: what a split into training and test rows is made of. */

import type { CheckedProgram } from "../check/program.ts";
import type { ArrayData, Column, DataSource, TableData } from "./columns.ts";

/** How many rows the sources have; null where the model has no rows, or none of them says. */
export function rowsIn(program: CheckedProgram, sources: readonly DataSource[]): number | null {
  const own = rowNames(program);
  for (const source of sources) {
    if (!isOfRows(program, source)) continue;
    if (source.kind === "table") return source.rows;
    for (const [name, { shape }] of source.arrays)
      if (own.has(name) && shape[0] !== undefined) return shape[0];
  }
  return null;
}

/** The same sources with these rows alone, in this order. Other blocks, and arrays without rows, stay whole. */
export function subset(
  program: CheckedProgram,
  sources: readonly DataSource[],
  rows: readonly number[],
): readonly DataSource[] {
  const own = rowNames(program);
  return sources.map((source) => {
    if (!isOfRows(program, source)) return source;
    return source.kind === "table" ? ofTable(source, rows) : ofArrays(source, rows, own);
  });
}

/** The names that variables over the rows are read by; an IDX file's array has none. */
function rowNames({ tables, rows }: CheckedProgram): ReadonlySet<string> {
  const variables = tables.flatMap((table) => table.variables);
  const overRows = variables.filter(({ type }) => rows !== null && type.dimensions[0] === rows);
  return new Set([
    "",
    ...overRows.flatMap(({ name, columns }) => [name, ...columns.map(({ first }) => first)]),
  ]);
}

/** Whether a source may hold rows: it is for the block of the responses, or for any. */
function isOfRows({ tables, rows }: CheckedProgram, { block }: DataSource): boolean {
  if (rows === null) return false;
  const main = tables.filter(({ variables, definitions }) =>
    [...variables, ...definitions].some(({ response }) => response),
  );
  return block === undefined || main.some(({ name }) => (name ?? "") === block);
}

function ofTable(source: TableData, rows: readonly number[]): TableData {
  return {
    ...source,
    rows: rows.length,
    columns: source.columns.map((column) => pick(column, rows, 1)),
    cell: (row, column) => source.cell(row < 0 ? row : (rows[row] ?? row), column),
  };
}

function ofArrays(source: ArrayData, rows: readonly number[], names: ReadonlySet<string>): ArrayData {
  const widths = new Map<string, number>();
  const arrays = [...source.arrays].map(([name, array]) => {
    const [total, ...rest] = array.shape;
    if (total === undefined || !names.has(name)) return [name, array] as const;
    const width = rest.reduce((product, size) => product * size, 1);
    widths.set(name, width);
    return [name, { shape: [rows.length, ...rest], values: pick(array.values, rows, width) }] as const;
  });
  return {
    ...source,
    arrays: new Map(arrays),
    cell: (name, index) => {
      const width = widths.get(name);
      if (width === undefined) return source.cell(name, index);
      const row = Math.floor(index / width);
      return source.cell(name, (rows[row] ?? row) * width + (index % width));
    },
  };
}

function pick(column: Column, rows: readonly number[], width: number): Column {
  const places = rows.flatMap((row) => Array.from({ length: width }, (_, e) => row * width + e));
  return column.kind === "numbers"
    ? { kind: "numbers", values: Float64Array.from(places, (place) => column.values[place] ?? Number.NaN) }
    : { kind: "entries", values: places.map((place) => column.values[place] ?? null) };
}
