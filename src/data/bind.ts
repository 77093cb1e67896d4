/** The room's second verb: data meets the checked program, and every symbolic size becomes a number. */

import type { CheckedProgram, DataVariable } from "../check/program.ts";
import { diagnose, failure, success, type Diagnostic, type Outcome } from "../diagnostic/diagnostic.ts";
import type { BindingFacts, Bound, BoundArray, Standardisation } from "./bound.ts";
import type { DataSource } from "./columns.ts";
import { convertNumbers, isMissing } from "./convert.ts";
import { gatherFaults } from "./faults.ts";
import { columnOf, entryOf, matchFields, type ColumnNames, type Field } from "./fields.ts";
import { convertLabels, declaredLabels, distinctLabels, labelDimension, ownerOf } from "./labels.ts";
import { sizeBook, type SizeBook } from "./sizes.ts";
import { measure, standardise } from "./standardise.ts";

/** `--map`: the columns a variable reads instead of the model's own, by variable name. */
export type ColumnMap = ReadonlyMap<string, readonly ColumnNames[]>;

export interface TrainingOptions {
  readonly map?: ColumnMap;
}

export interface NewDataOptions extends TrainingOptions {
  /** `optional` for predictions: a missing response only has no density. `required` for scores. */
  readonly response: "optional" | "required";
}

/** The training data of a program: sizes, labels and standardisations are found here, and rows dropped. */
export function bindTraining(
  program: CheckedProgram,
  sources: readonly DataSource[],
  options: TrainingOptions = {},
): Outcome<Bound> {
  const columns = options.map ?? new Map<string, readonly ColumnNames[]>();
  const matched = matchFields(program, sources, { columns, optional: () => false });
  if (!matched.ok) return failure(...matched.diagnostics);
  return bind(program, sources, [...matched.value.values()], null, () => true);
}

/** New data for a fitted program: sizes other than the rows', labels and standardisations are training's. */
export function bindNew(
  program: CheckedProgram,
  facts: BindingFacts,
  sources: readonly DataSource[],
  options: NewDataOptions,
): Outcome<Bound> {
  const names = [...facts.columns].map(([name, headers]): [string, ColumnNames[]] => [
    name,
    headers.map((first) => ({ first, last: null })),
  ]);
  const columns = new Map<string, readonly ColumnNames[]>([...names, ...(options.map ?? [])]);
  const optional = (variable: DataVariable): boolean =>
    facts.constants.has(variable.name) || (variable.response && options.response === "optional");
  const matched = matchFields(program, sources, { columns, optional });
  if (!matched.ok) return failure(...matched.diagnostics);
  const needed = (variable: DataVariable): boolean => !variable.response || options.response === "required";
  return bind(program, sources, [...matched.value.values()], facts, needed);
}

/** `facts` null: training. `needed` says whether a row lacks too much without this variable. */
function bind(
  program: CheckedProgram,
  sources: readonly DataSource[],
  fields: readonly Field[],
  facts: BindingFacts | null,
  needed: (variable: DataVariable) => boolean,
): Outcome<Bound> {
  const book = sizeBook(knownSizes(program, facts));
  const disagreements = fields.flatMap((field) => noteSizes(field, book));
  if (disagreements.length > 0) return failure(...disagreements.slice(0, 4));
  const fileRows = program.rows === null ? 1 : (book.get(program.rows) ?? 1);
  const missing = findMissing(program, fields, fileRows, needed);
  if (missing.faults.length > 0) return failure(...missing.faults);
  const training = facts === null;
  const kept = training ? missing.complete : Uint32Array.from({ length: fileRows }, (_, i) => i);
  if (training && kept.length === 0) {
    const help = "look whether a column is empty that the model does not need";
    return failure(diagnose("H0619", { file: sources[0]?.file ?? "the data" }, { at: null, help }));
  }

  const faults = gatherFaults();
  const labels = new Map(facts?.labels);
  for (const dimension of program.dimensions) {
    const users = fields.filter((field) => labelDimension(field) === ownerOf(dimension));
    const declared = declaredLabels(dimension);
    if (labels.has(dimension.id) || dimension.origin === "layer" || dimension.origin === "anonymous")
      continue;
    if (declared !== null) labels.set(dimension.id, declared);
    else if (users.length > 0)
      labels.set(dimension.id, distinctLabels(users, keeper(program, kept, fileRows)));
  }
  const raw = new Map<string, Float64Array>();
  for (const field of fields) {
    const dimension = labelDimension(field);
    const own = dimension === null ? [] : (labels.get(dimension.id) ?? []);
    const learned = !training && dimension !== null && declaredLabels(dimension) === null;
    const all =
      dimension === null
        ? convertNumbers(field, faults)
        : convertLabels(field, dimension, own, learned, faults);
    raw.set(field.variable.name, overRows(field, program) ? keepRows(all, kept, fileRows) : all);
    if (dimension === null) continue;
    const conflict = book.note(dimension, own.length, "its labels", field.variable, field.place(0));
    if (conflict !== null) return failure(conflict);
  }
  const wrong = faults.list();
  if (wrong.length > 0) return failure(...wrong);

  const standardisations = new Map<string, Standardisation>(facts?.standardisations);
  const arrays = new Map<string, BoundArray>(facts?.constants);
  const undefinedScales: Diagnostic[] = [];
  for (const field of fields) {
    const { name, type, standardized } = field.variable;
    const values = raw.get(name) ?? new Float64Array();
    const shape = overRows(field, program) ? [kept.length, ...field.shape.slice(1)] : field.shape;
    if (standardized && training) {
      const found = measure(field, shape, values);
      if (Array.isArray(found)) undefinedScales.push(...found);
      else standardisations.set(name, found as Standardisation);
    }
    const standardisation = standardisations.get(name);
    if (standardisation !== undefined) standardise(values, standardisation);
    const integer = ["int", "count", "bool", "label"].includes(type.support.kind);
    arrays.set(name, { name, dimensions: type.dimensions, shape, values, integer });
  }
  if (undefinedScales.length > 0) return failure(...undefinedScales);

  const sizes = new Map(book.all(program.dimensions));
  if (program.rows !== null) sizes.set(program.rows.id, kept.length);
  const columns = new Map(
    fields.flatMap((field) =>
      field.headers === null ? [] : [[field.variable.name, field.headers] as const],
    ),
  );
  const constants = [...arrays].filter(
    ([, array]) => !isOverRows(array, program) && !isResponse(array.name, program),
  );
  return success({
    facts: {
      sizes,
      labels,
      standardisations,
      columns: facts?.columns ?? columns,
      constants: new Map(constants),
    },
    arrays,
    rows: program.rows === null ? 1 : kept.length,
    dropped: training ? fileRows - kept.length : 0,
    incomplete: training ? [] : missing.incomplete,
  });
}

/** Training's sizes, without the rows' – unless a latent has them, which fixes their number. */
function knownSizes(program: CheckedProgram, facts: BindingFacts | null): ReadonlyMap<string, number> {
  const sizes = new Map(facts?.sizes);
  const { rows } = program;
  const fixed =
    rows !== null &&
    program.prior.some((latent) => latent.kind === "latent" && latent.type.dimensions.includes(rows));
  if (rows !== null && !fixed) sizes.delete(rows.id);
  return sizes;
}

function noteSizes(field: Field, book: SizeBook): Diagnostic[] {
  return field.variable.type.dimensions.flatMap((dimension, axis) => {
    const size = field.shape[axis] ?? 0;
    const what = axis === 0 ? "rows" : "columns";
    const why = field.headers === null ? field.variable.name : `the ${what} of ${field.variable.name}`;
    return book.note(dimension, size, why, field.variable, field.place(0)) ?? [];
  });
}

function isOverRows(
  array: { readonly dimensions: BoundArray["dimensions"] },
  program: CheckedProgram,
): boolean {
  return program.rows !== null && array.dimensions[0] === program.rows;
}

function overRows(field: Field, program: CheckedProgram): boolean {
  return isOverRows(field.variable.type, program);
}

function isResponse(name: string, program: CheckedProgram): boolean {
  return program.tables.some((table) =>
    table.variables.some((variable) => variable.name === name && variable.response),
  );
}

/** Rows without a hole in what is needed, and the others; holes that nothing allows are faults. */
function findMissing(
  program: CheckedProgram,
  fields: readonly Field[],
  rows: number,
  needed: (variable: DataVariable) => boolean,
) {
  const holes = new Uint8Array(rows);
  const faults = gatherFaults();
  for (const field of fields) {
    const { variable } = field;
    const drop = overRows(field, program) && dropsMissing(variable, program);
    const dimension = labelDimension(field);
    const declared = dimension === null ? null : declaredLabels(dimension);
    const size = field.shape.reduce((product, n) => product * n, 1);
    const width = overRows(field, program) ? size / rows : size;
    for (let i = 0; i < size; i++) {
      const entry = entryOf(field, i);
      if (!needed(variable) || !isMissing(entry, variable.type.support, declared)) continue;
      if (drop) {
        holes[Math.floor(i / width)] = 1;
        continue;
      }
      const at = field.place(i);
      const column = columnOf(field, i);
      faults.add(`${variable.name} ${column}`, at, (notes) =>
        diagnose(
          "H0614",
          { column },
          {
            at,
            labels: [{ span: variable.span, text: "declared here" }],
            notes: [
              ...(entry === null ? [] : [`it holds ${entry}, which stands for a missing value`]),
              ...notes,
            ],
            help: overRows(field, program)
              ? "write `missing = drop` in the data block to leave such rows out"
              : null,
          },
        ),
      );
    }
  }
  const all = Uint32Array.from({ length: rows }, (_, i) => i);
  return {
    complete: all.filter((row) => holes[row] === 0),
    incomplete: [...all.filter((row) => holes[row] === 1)],
    faults: faults.list(),
  };
}

function dropsMissing(variable: DataVariable, program: CheckedProgram): boolean {
  return program.tables.some((table) => table.missing === "drop" && table.variables.includes(variable));
}

function keeper(program: CheckedProgram, kept: Uint32Array, rows: number) {
  const stays = new Uint8Array(rows);
  for (const row of kept) stays[row] = 1;
  return (field: Field, element: number): boolean => {
    if (!overRows(field, program)) return true;
    const width = field.shape.slice(1).reduce((product, n) => product * n, 1);
    return stays[Math.floor(element / width)] === 1;
  };
}

function keepRows(values: Float64Array, kept: Uint32Array, rows: number): Float64Array {
  if (kept.length === rows) return values;
  const width = values.length / rows;
  const result = new Float64Array(kept.length * width);
  for (let i = 0; i < kept.length; i++) {
    const start = (kept[i] ?? 0) * width;
    result.set(values.subarray(start, start + width), i * width);
  }
  return result;
}
