/** Tables whose rows carry labels, `school: School[School]`: their arrays are put into the order of the labels. */

import { isKey } from "../check/tables.ts";
import type { CheckedProgram, DataVariable, Table } from "../check/program.ts";
import { diagnose, failure, success, type Diagnostic, type Outcome } from "../diagnostic/diagnostic.ts";
import { Bug } from "../diagnostic/bug.ts";
import { ownerOf, type Dimension } from "../shape/dimension.ts";
import type { BindingFacts, BoundArray } from "./bound.ts";
import type { Field } from "./fields.ts";

/** Whether a variable's own table says which label each place along the dimension is. */
export function isKeyed(program: CheckedProgram, variable: DataVariable, dimension: Dimension): boolean {
  const table = program.tables.find(({ variables }) => variables.includes(variable));
  return table?.variables.some((key) => isKey(key) && key.type.dimensions[0] === dimension) === true;
}

export interface Aligned {
  readonly arrays: readonly BoundArray[];
  /** By label of the model's rows: which row of the file it was; null where they stay as they were. */
  readonly order: Uint32Array | null;
  /** Rows that new data does not repeat: by array, its dimension and the places along it. Their values are not set. */
  readonly kept: readonly {
    readonly array: BoundArray;
    readonly dimension: Dimension;
    readonly places: readonly number[];
  }[];
}

/** Every label needs one row of the table, and only one; where `training` has values for it, at most one. */
export function alignByKeys(
  program: CheckedProgram,
  fields: readonly Field[],
  arrays: readonly BoundArray[],
  labels: ReadonlyMap<string, readonly string[]>,
  training: BindingFacts | null,
): Outcome<Aligned> {
  const kept: Aligned["kept"][number][] = [];
  const result = new Map(arrays.map((array) => [array.name, array]));
  const faults: Diagnostic[] = [];
  let order: Uint32Array | null = null;
  for (const table of program.tables) {
    for (const key of table.variables.filter(isKey)) {
      const [dimension] = key.type.dimensions;
      const array = result.get(key.name);
      const field = fields.find(({ variable }) => variable === key);
      if (array === undefined || field === undefined || dimension === undefined) continue;
      const known = knownOf(table, dimension, result, training);
      const found = orderOf(table, field, array, labels.get(dimension.id) ?? [], known);
      if (!found.ok) {
        faults.push(...found.diagnostics);
        continue;
      }
      const rows = found.value;
      if (dimension === program.rows) order = Uint32Array.from(rows);
      const places = rows.flatMap((row, place) => (row < 0 ? [place] : []));
      for (const { name } of table.variables) {
        const own = result.get(name);
        if (own?.dimensions.includes(dimension) !== true) continue;
        const ordered = reorder(own, dimension, rows);
        result.set(name, ordered);
        if (places.length > 0) kept.push({ array: ordered, dimension, places });
      }
    }
  }
  return faults.length > 0 ? failure(...faults) : success({ arrays: [...result.values()], order, kept });
}

/** How many labels have a row already: those of training, where it kept all of a table's arrays and nothing else about them is new. */
function knownOf(
  table: Table,
  dimension: Dimension,
  arrays: ReadonlyMap<string, BoundArray>,
  training: BindingFacts | null,
): number {
  if (training === null) return 0;
  const sizes = table.variables.flatMap(({ name }): number[] => {
    const own = arrays.get(name);
    if (own?.dimensions.includes(dimension) !== true) return [];
    const before = training.constants.get(name);
    const axis = own.dimensions.indexOf(dimension);
    const same = own.shape.every((size, i) => i === axis || size === before?.shape[i]);
    return [same ? (before?.shape[axis] ?? 0) : 0];
  });
  return Math.min(...sizes);
}

/** Rows that new data left out have training's values. */
export function completeFromTraining({ kept }: Aligned, { constants }: BindingFacts): void {
  for (const { array, dimension, places } of kept) {
    const before = constants.get(array.name);
    if (before === undefined) throw new Bug(`training kept nothing of ${array.name}`);
    const axis = array.dimensions.indexOf(dimension);
    const inner = array.shape.slice(axis + 1).reduce((product, n) => product * n, 1);
    const [size, held] = [array.shape[axis] ?? 1, before.shape[axis] ?? 1];
    for (let outer = 0; outer < array.values.length / (size * inner); outer++) {
      for (const place of places) {
        const from = (outer * held + place) * inner;
        array.values.set(before.values.subarray(from, from + inner), (outer * size + place) * inner);
      }
    }
  }
}

/** A new label needs its row in every table of its dimension, one that was not given among them. */
export function tablesWithoutRows(
  program: CheckedProgram,
  fields: readonly Field[],
  unseen: ReadonlyMap<string, readonly string[]>,
): readonly Diagnostic[] {
  return program.tables.flatMap((table) =>
    table.variables.filter(isKey).flatMap((key) => {
      const [dimension] = key.type.dimensions;
      const labels = dimension === undefined ? undefined : unseen.get(ownerOf(dimension).id);
      if (labels === undefined || fields.some(({ variable }) => variable === key)) return [];
      const holes = {
        label: labels.slice(0, 3).join(", "),
        dimension: dimension?.name ?? "",
        rows: "no" as const,
      };
      const help = `training knows its own labels; give ${labels.length === 1 ? "the row of this one" : "the rows of these"}: --data ${table.name ?? "NAME"}=FILE`;
      return [diagnose("H0638", holes, { at: key.span, text: "their rows say it here", help })];
    }),
  );
}

/** By label: the row that is about it, −1 where training knows it. */
function orderOf(
  table: Table,
  field: Field,
  array: BoundArray,
  labels: readonly string[],
  known: number,
): Outcome<readonly number[]> {
  const rows = new Map<number, number>();
  const { variable } = field;
  const declared = [{ span: variable.span, text: "declared here" }];
  const dimension = array.dimensions[0]?.name ?? "";
  for (const [row, label] of array.values.entries()) {
    if (rows.has(label)) {
      const holes = { label: labels[label] ?? "", dimension, rows: "two" as const };
      return failure(diagnose("H0638", holes, { at: field.place(row), labels: declared }));
    }
    rows.set(label, row);
  }
  const absent = labels.filter((_, label) => label >= known && !rows.has(label));
  if (absent.length > 0) {
    const holes = { label: absent.slice(0, 3).join(", "), dimension, rows: "no" as const };
    const block = table.name === null ? "the data" : `the block ${table.name}`;
    const notes = [`${block} has ${rows.size} of ${labels.length} labels`];
    return failure(diagnose("H0638", holes, { at: field.place(0), labels: declared, notes }));
  }
  return success(labels.map((_, label) => rows.get(label) ?? -1));
}

function reorder(array: BoundArray, dimension: Dimension, order: readonly number[]): BoundArray {
  const axis = array.dimensions.indexOf(dimension);
  const size = array.shape[axis] ?? 1;
  const inner = array.shape.slice(axis + 1).reduce((product, n) => product * n, 1);
  const outer = array.values.length / (size * inner);
  const values = new Float64Array(outer * order.length * inner);
  for (let o = 0; o < outer; o++) {
    order.forEach((row, place) => {
      if (row < 0) return;
      const from = (o * size + row) * inner;
      values.set(array.values.subarray(from, from + inner), (o * order.length + place) * inner);
    });
  }
  return { ...array, values, shape: array.shape.with(axis, order.length) };
}
