/** The room's second verb: data meets the checked program, and every symbolic size becomes a number. */

import type { Obstacle } from "../check/new-labels.ts";
import type { CheckedProgram, DataVariable } from "../check/program.ts";
import { tooManyStates } from "../check/summation.ts";
import { diagnose, failure, success, type Diagnostic, type Outcome } from "../diagnostic/diagnostic.ts";
import type { BindingFacts, Bound, BoundArray } from "./bound.ts";
import { isDiscrete } from "../shape/support.ts";
import type { DataSource } from "./columns.ts";
import { convertNumbers } from "./convert.ts";
import { findUncutLabels } from "./cuts.ts";
import { define } from "./define.ts";
import { gatherFaults } from "./faults.ts";
import { matchFields, type ColumnNames, type Field } from "./fields.ts";
import { labelConstants } from "./label-constants.ts";
import { alignByKeys, completeFromTraining, isKeyed, tablesWithoutRows } from "./keys.ts";
import { convertLabels, labelDimension } from "./labels.ts";
import { learnLabels, noteLabels } from "./learn-labels.ts";
import { declaredLabels } from "../shape/dimension.ts";
import { areShown, outcomesOf } from "./outcomes.ts";
import { findHoles, isOverRows, keeper, keepRows } from "./rows.ts";
import { findEmptyWindows } from "./windows.ts";
import { sizeBook, type SizeBook } from "./sizes.ts";
import { scale } from "./standardise.ts";
import { findUnseen } from "./unseen.ts";

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
  const matched = matchFields(program, sources, { columns, trained: false, optional: () => false });
  if (!matched.ok) return failure(...matched.diagnostics);
  return bind(program, sources, [...matched.value.values()], null, () => true);
}

/**
 * Data to simulate with: as training's, but responses may be absent where the rest of the data says how large they are. There is no scale of an absent
 * `standardized` one.
 */
export function bindInputs(
  program: CheckedProgram,
  sources: readonly DataSource[],
  options: TrainingOptions = {},
): Outcome<Bound> {
  const columns = options.map ?? new Map<string, readonly ColumnNames[]>();
  const outcomes = outcomesOf(program);
  const optional = ({ name }: DataVariable): boolean => outcomes.has(name);
  const matched = matchFields(program, sources, { columns, trained: false, optional });
  if (!matched.ok) return failure(...matched.diagnostics);
  const fields = [...matched.value.values()];
  const absent = program.tables.flatMap(({ variables }) =>
    variables.filter(({ name }) => !matched.value.has(name)),
  );
  if (!areShown(absent, fields)) return bindTraining(program, sources, options);
  return bind(program, sources, fields, null, () => true);
}

/** New data for a fitted program: sizes other than the rows', labels and standardisations are training's. */
export function bindNew(
  program: CheckedProgram,
  facts: BindingFacts,
  sources: readonly DataSource[],
  options: NewDataOptions,
): Outcome<Bound> {
  if (sources.length === 0) {
    const help = "pass rows to predict: --data FILE, where - is standard input";
    return failure(diagnose("H0635", { fitted: true }, { at: null, help }));
  }
  const names = [...facts.columns].map(([name, headers]): [string, ColumnNames[]] => [
    name,
    headers.map((first) => ({ first, last: null })),
  ]);
  const columns = new Map<string, readonly ColumnNames[]>([...names, ...(options.map ?? [])]);
  const outcomes = outcomesOf(program);
  const isOutcome = ({ name }: DataVariable): boolean => outcomes.has(name);
  const optional = (variable: DataVariable): boolean =>
    facts.constants.has(variable.name) || (isOutcome(variable) && options.response === "optional");
  const matched = matchFields(program, sources, { columns, trained: true, optional });
  if (!matched.ok) return failure(...matched.diagnostics);
  const needed = (variable: DataVariable): boolean => !isOutcome(variable) || options.response === "required";
  return bind(program, sources, [...matched.value.values()], facts, needed);
}

/** `facts` null: training. `needed` says whether a row lacks too much without this variable. */
function bind(
  program: CheckedProgram,
  sources: readonly DataSource[],
  fields: readonly Field[],
  training: BindingFacts | null,
  needed: (variable: DataVariable) => boolean,
): Outcome<Bound> {
  const unseen = findUnseen(program, training, fields);
  const { facts } = unseen;
  const untold = tablesWithoutRows(program, fields, unseen.labels);
  if (untold.length > 0) return failure(...untold);
  const book = sizeBook(knownSizes(program, facts));
  const disagreements = fields.flatMap((field) => noteSizes(field, book, program));
  if (disagreements.length > 0) return failure(...disagreements.slice(0, 4));
  const rows = program.rows === null ? 1 : (book.get(program.rows) ?? 1);
  const file = sources[0]?.file ?? "the data";
  if (rows === 0) return failure(diagnose("H0602", { file }, { at: null }));
  const holes = findHoles(program, fields, rows, needed);
  if (holes.faults.length > 0) return failure(...holes.faults);
  const kept = facts === null ? holes.complete : Uint32Array.from({ length: rows }, (_, i) => i);
  if (kept.length === 0) {
    const help = "look whether a column is empty that the model does not need";
    return failure(diagnose("H0619", { file }, { at: null, help }));
  }
  const labels = learnLabels(program, fields, facts, keeper(program, kept, rows));
  const noted = noteLabels(fields, labels, book, program);
  if (noted.length > 0) return failure(...noted);
  const converted = convert(fields, labels, facts !== null, unseen.obstacles);
  if (!converted.ok) return failure(...converted.diagnostics);
  const unordered = converted.value.map((array) =>
    isOverRows(array, program)
      ? {
          ...array,
          shape: [kept.length, ...array.shape.slice(1)],
          values: keepRows(array.values, kept, rows),
        }
      : array,
  );
  const aligned = alignByKeys(program, fields, unordered, labels, facts);
  if (!aligned.ok) return failure(...aligned.diagnostics);
  const { arrays, order } = aligned.value;
  const place = (row: number): number => order?.indexOf(row) ?? row;
  const incomplete = facts === null ? [] : holes.incomplete.map(place);
  const scaled = scale(fields, arrays, facts);
  if (!scaled.ok) return failure(...scaled.diagnostics);
  if (facts !== null) completeFromTraining(aligned.value, facts);

  const sizes = new Map(book.all(program.dimensions));
  if (program.rows !== null) sizes.set(program.rows.id, kept.length);
  const empty = findEmptyWindows(program, sizes);
  if (empty !== null) return failure(empty);
  const many = facts === null ? tooManyStates(program, sizes) : null;
  if (many !== null) return failure(many);
  const uncut = findUncutLabels(program, labels, sizes);
  if (facts === null && uncut !== null) return failure(uncut);
  const named = labelConstants(program, labels);
  if (!named.ok) return failure(...named.diagnostics);
  const read = new Map([...(facts?.constants ?? []), ...byName([...arrays, ...named.value])]);
  const defined = define(program, read, sizes, facts, incomplete);
  if (!defined.ok) return failure(...defined.diagnostics);
  const all = new Map([...read, ...byName(defined.value.arrays)]);
  const columns = fields.flatMap(({ variable, headers }) =>
    headers === null ? [] : [[variable.name, headers] as const],
  );
  const responses = responsesOf(program);
  const constants = [...all, ...byName(defined.value.reductions)].filter(
    ([name, array]) => !isOverRows(array, program) && !responses.has(name),
  );
  return success(
    {
      facts: {
        sizes,
        labels,
        standardisations: scaled.value,
        columns: facts?.columns ?? new Map(columns),
        constants: new Map(constants),
      },
      arrays: all,
      rows: program.rows === null ? 1 : kept.length,
      dropped: facts === null ? rows - kept.length : 0,
      order,
      unseen: unseen.labels,
      incomplete,
    },
    unseen.warnings,
  );
}

/** Every field's values in the data's own units, all rows; the faults of all fields together. */
function convert(
  fields: readonly Field[],
  labels: ReadonlyMap<string, readonly string[]>,
  fresh: boolean,
  obstacles: ReadonlyMap<string, Obstacle>,
): Outcome<readonly BoundArray[]> {
  const faults = gatherFaults();
  const arrays = fields.map((field): BoundArray => {
    const { name, type } = field.variable;
    const dimension = labelDimension(field);
    const own = dimension === null ? [] : (labels.get(dimension.id) ?? []);
    const learned = fresh && dimension !== null && declaredLabels(dimension) === null;
    const values =
      dimension === null
        ? convertNumbers(field, faults)
        : convertLabels(field, dimension, own, learned, obstacles.get(dimension.id) ?? null, faults);
    return {
      name,
      dimensions: type.dimensions,
      shape: field.shape,
      values,
      integer: isDiscrete(type.support),
    };
  });
  const found = faults.list();
  return found.length > 0 ? failure(...found) : success(arrays);
}

/** Training's sizes, without the rows' – unless a latent has them, which fixes their number. */
function knownSizes(program: CheckedProgram, facts: BindingFacts | null): ReadonlyMap<string, number> {
  const sizes = new Map(facts?.sizes);
  const { rows } = program;
  const fixed =
    rows !== null &&
    program.prior.some(
      ({ kind, type }) => kind === "latent" && type.dimensions.includes(rows) && !isDiscrete(type.support),
    );
  if (rows !== null && !fixed) sizes.delete(rows.id);
  return sizes;
}

function noteSizes(field: Field, book: SizeBook, program: CheckedProgram): Diagnostic[] {
  return field.variable.type.dimensions.flatMap((dimension, axis) => {
    const size = field.shape[axis] ?? 0;
    // How many labels there are is known from all who use them.
    if (dimension !== program.rows && isKeyed(program, field.variable, dimension)) return [];
    const what = axis === 0 ? "rows" : "columns";
    const why = field.headers === null ? field.variable.name : `the ${what} of ${field.variable.name}`;
    return book.note(dimension, size, why, field.variable, () => field.place(0)) ?? [];
  });
}

function byName(arrays: readonly BoundArray[]): readonly (readonly [string, BoundArray])[] {
  return arrays.map((array) => [array.name, array]);
}

function responsesOf(program: CheckedProgram): ReadonlySet<string> {
  const data = program.tables.flatMap(({ variables, definitions }) => [...variables, ...definitions]);
  return new Set(data.flatMap(({ name, response }) => (response ? [name] : [])));
}
