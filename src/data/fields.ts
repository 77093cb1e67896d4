/** Declared variables meet the columns and arrays of the data: by header, by range in header order, or by their own name. */

import type { CheckedProgram, DataVariable, Table } from "../check/program.ts";
import { diagnose, failure, success, type Diagnostic, type Outcome } from "../diagnostic/diagnostic.ts";
import type { Cell } from "../diagnostic/source.ts";
import { entryAt, type Column, type DataSource, type Entry } from "./columns.ts";
import { lackingColumns, type Lacking } from "./lacking.ts";

/** One column or `first..last`, by header names. */
export interface ColumnNames {
  readonly first: string;
  readonly last: string | null;
}

/** A variable and where its values are. Element i (row-major) is in part `i mod parts` at index `i div parts`. */
export interface Field {
  readonly variable: DataVariable;
  readonly shape: readonly number[];
  readonly parts: readonly Column[];
  /** The header of each part, where the parts are columns; null for an array of the variable's own. */
  readonly headers: readonly string[] | null;
  readonly place: (element: number) => Cell;
}

export function entryOf(field: Field, element: number): Entry {
  const part = field.parts[element % field.parts.length];
  return part === undefined ? null : entryAt(part, Math.floor(element / field.parts.length));
}

/** The name to show for the column of an element. */
export function columnOf(field: Field, element: number): string {
  return field.headers?.[element % field.headers.length] ?? field.variable.name;
}

/** A column of any source: a table's, or an array of one dimension. */
interface Available {
  readonly name: string;
  readonly source: DataSource;
  readonly values: Column;
  readonly place: (row: number) => Cell;
}

export interface MatchOptions {
  /** Which columns a variable reads: from `--map`, or those that training read. They replace the model's own. */
  readonly columns: ReadonlyMap<string, readonly ColumnNames[]>;
  /** The data comes to a posterior, which has what its tables aside held. */
  readonly trained: boolean;
  /** Variables that may be absent. */
  readonly optional: (variable: DataVariable) => boolean;
}

/** Every variable's field, in order; an optional variable that is absent has none. All missing columns are one diagnostic. */
export function matchFields(
  program: CheckedProgram,
  sources: readonly DataSource[],
  options: MatchOptions,
): Outcome<ReadonlyMap<string, Field>> {
  if (sources.length === 0) {
    const help = 'write the file\'s name in the model, data "file.csv" { … }, or pass it';
    return failure(diagnose("H0635", { fitted: false }, { at: program.tables[0]?.span ?? null, help }));
  }
  const fields = new Map<string, Field>();
  const faults = program.tables.flatMap((table) => {
    const own = sourcesOf(program, table, sources, options.trained);
    return matchTable(table, own, options, fields);
  });
  return faults.length > 0 ? failure(...faults) : success(fields);
}

/** What was read for this block, else what was read for none. Trained, a table without the rows of the model is not looked for among new rows. */
function sourcesOf(
  program: CheckedProgram,
  table: Table,
  sources: readonly DataSource[],
  trained: boolean,
): readonly DataSource[] {
  const own = sources.filter(({ block }) => block === (table.name ?? ""));
  if (own.length > 0) return own;
  const { rows } = program;
  const aside = trained && !table.variables.some(({ type }) => type.dimensions.some((d) => d === rows));
  return sources.filter(
    ({ block, kind }) => block === undefined && (!aside || program.tables.length === 1 || kind === "arrays"),
  );
}

/** One table's fields, and what is wrong with it: all missing columns are one diagnostic. */
function matchTable(
  table: Table,
  sources: readonly DataSource[],
  options: MatchOptions,
  fields: Map<string, Field>,
): readonly Diagnostic[] {
  const available = sources.flatMap(columnsOf);
  const unnamed = sources.filter((source) => source.kind === "arrays" && source.arrays.has(""));
  const lacking: Lacking[] = [];
  const faults: Diagnostic[] = [];
  for (const variable of table.variables) {
    const explicit = options.columns.get(variable.name) ?? variable.columns;
    const names = explicit.length > 0 ? explicit : [{ first: variable.name, last: null }];
    const missing = names
      .flatMap(({ first, last }) => (last === null ? [first] : [first, last]))
      .filter((name) => !available.some((column) => column.name === name));
    const named = missing.length > 0 || explicit.length === 0 ? arrayField(variable, sources) : null;
    const next = named === null && missing.length > 0 ? unnamed.shift() : undefined;
    const array = next === undefined ? named : arrayField(variable, [next], "");
    if (array !== null) {
      if (array.ok) fields.set(variable.name, array.value);
      else faults.push(...array.diagnostics);
    } else if (missing.length > 0) {
      if (!options.optional(variable))
        lacking.push({ variable, names: missing, explicit: explicit.length > 0 });
    } else {
      const field = columnsField(variable, names, available);
      if (field.ok) fields.set(variable.name, field.value);
      else faults.push(...field.diagnostics);
    }
  }
  const headers = available.map((column) => column.name);
  return lacking.length > 0 ? [lackingColumns(lacking, sources, headers), ...faults] : faults;
}

function columnsOf(source: DataSource): Available[] {
  if (source.kind === "table") {
    return source.headers.map((name, j) => ({
      name,
      source,
      values: source.columns[j] ?? { kind: "entries", values: [] },
      place: (row) => source.cell(row, j),
    }));
  }
  return [...source.arrays]
    .filter(([, array]) => array.shape.length === 1)
    .map(([name, array]) => ({
      name,
      source,
      values: array.values,
      place: (row) => source.cell(name, Math.max(row, 0)),
    }));
}

/** The array of the variable's own name, or of another, which must have its number of dimensions. */
function arrayField(
  variable: DataVariable,
  sources: readonly DataSource[],
  name = variable.name,
): Outcome<Field> | null {
  for (const source of sources) {
    const array = source.kind === "arrays" ? source.arrays.get(name) : undefined;
    if (source.kind !== "arrays" || array === undefined) continue;
    const place = (element: number): Cell => source.cell(name, element);
    const wanted = variable.type.dimensions;
    if (array.shape.length !== wanted.length) {
      const names = wanted.map((dimension) => dimension.name).join(", ");
      const notes = [`declared with [${names}], the data has the shape [${array.shape.join(", ")}]`];
      return failure(
        diagnose("H0631", { name: variable.name }, { at: place(0), notes, labels: [declared(variable)] }),
      );
    }
    return success({ variable, shape: array.shape, parts: [array.values], headers: null, place });
  }
  return null;
}

function columnsField(
  variable: DataVariable,
  names: readonly ColumnNames[],
  available: readonly Available[],
): Outcome<Field> {
  const chosen: Available[] = [];
  for (const { first, last } of names) {
    const start = available.findIndex((column) => column.name === first);
    const stop = last === null ? start : available.findLastIndex((column) => column.name === last);
    if (stop < start) {
      const at = available[stop]?.place(-1) ?? null;
      const help = `write ${last ?? first}..${first}`;
      return failure(
        diagnose("H0612", { first, last: last ?? first }, { at, help, labels: [declared(variable)] }),
      );
    }
    chosen.push(...available.slice(start, stop + 1));
  }
  const twice = chosen.flatMap(({ name }) => available.filter((column) => column.name === name).slice(1))[0];
  if (twice !== undefined) {
    const help = "rename one of them, so that the model can tell which it means";
    return failure(
      diagnose("H0611", { name: twice.name }, { at: twice.place(-1), help, labels: [declared(variable)] }),
    );
  }
  const rank = variable.type.dimensions.length;
  const rows = chosen[0]?.values.values.length ?? 0;
  const uneven = chosen.find((column) => column.values.values.length !== rows);
  if (uneven !== undefined) {
    const holes = {
      dimension: variable.type.dimensions[0]?.name ?? "",
      wanted: rows,
      found: uneven.values.values.length,
    };
    const notes = [
      `${chosen[0]?.name ?? ""} has ${rows} rows, ${uneven.name} has ${uneven.values.values.length}`,
    ];
    return failure(diagnose("H0630", holes, { at: uneven.place(0), notes, labels: [declared(variable)] }));
  }
  const alone = chosen.length === 1 && (rank === 1 || (rank === 0 && rows === 1));
  if (rank !== 2 && !alone) {
    const notes = [
      `${chosen.length} ${chosen.length === 1 ? "column gives" : "columns give"} one dimension of rows${chosen.length > 1 ? " and one of columns" : ""}`,
    ];
    const help = rank === 0 ? "a single number stands in JSON, or in a table of one row" : null;
    return failure(
      diagnose(
        "H0631",
        { name: variable.name },
        { at: chosen[0]?.place(-1) ?? null, notes, help, labels: [declared(variable)] },
      ),
    );
  }
  return success({
    variable,
    shape: [rows, chosen.length].slice(0, rank),
    parts: chosen.map((column) => column.values),
    headers: chosen.map((column) => column.name),
    place: (element) => {
      const row = Math.floor(element / chosen.length);
      return chosen[element % chosen.length]?.place(row) ?? { file: "", line: 1, column: 1 };
    },
  });
}

function declared(variable: DataVariable) {
  return { span: variable.span, text: "declared here" };
}
