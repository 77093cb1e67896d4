/** Tables whose rows carry labels, `school: School[School]`: their arrays are put into the order of the labels. */

import { isKey } from "../check/tables.ts";
import type { CheckedProgram, DataVariable, Table } from "../check/program.ts";
import { diagnose, failure, success, type Diagnostic, type Outcome } from "../diagnostic/diagnostic.ts";
import type { Dimension } from "../shape/dimension.ts";
import type { BoundArray } from "./bound.ts";
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
}

/** Every label needs one row of the table, and only one. */
export function alignByKeys(
  program: CheckedProgram,
  fields: readonly Field[],
  arrays: readonly BoundArray[],
  labels: ReadonlyMap<string, readonly string[]>,
): Outcome<Aligned> {
  const result = new Map(arrays.map((array) => [array.name, array]));
  const faults: Diagnostic[] = [];
  let order: Uint32Array | null = null;
  for (const table of program.tables) {
    for (const key of table.variables.filter(isKey)) {
      const [dimension] = key.type.dimensions;
      const array = result.get(key.name);
      const field = fields.find(({ variable }) => variable === key);
      if (array === undefined || field === undefined || dimension === undefined) continue;
      const found = orderOf(table, field, array, labels.get(dimension.id) ?? []);
      if (!found.ok) {
        faults.push(...found.diagnostics);
        continue;
      }
      if (dimension === program.rows) order = found.value;
      for (const { name } of table.variables) {
        const own = result.get(name);
        if (own?.dimensions.includes(dimension) === true)
          result.set(name, reorder(own, dimension, found.value));
      }
    }
  }
  return faults.length > 0 ? failure(...faults) : success({ arrays: [...result.values()], order });
}

/** By label: the row that is about it. */
function orderOf(
  table: Table,
  field: Field,
  array: BoundArray,
  labels: readonly string[],
): Outcome<Uint32Array> {
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
  const absent = labels.filter((_, label) => !rows.has(label));
  if (absent.length > 0) {
    const holes = { label: absent.slice(0, 3).join(", "), dimension, rows: "no" as const };
    const block = table.name === null ? "the data" : `the block ${table.name}`;
    const notes = [`${block} has ${rows.size} of ${labels.length} labels`];
    return failure(diagnose("H0638", holes, { at: field.place(0), labels: declared, notes }));
  }
  return success(Uint32Array.from(labels, (_, label) => rows.get(label) ?? 0));
}

function reorder(array: BoundArray, dimension: Dimension, order: Uint32Array): BoundArray {
  const axis = array.dimensions.indexOf(dimension);
  const size = array.shape[axis] ?? 1;
  const inner = array.shape.slice(axis + 1).reduce((product, n) => product * n, 1);
  const outer = array.values.length / (size * inner);
  const values = new Float64Array(outer * order.length * inner);
  for (let o = 0; o < outer; o++) {
    order.forEach((row, place) => {
      const from = (o * size + row) * inner;
      values.set(array.values.subarray(from, from + inner), (o * order.length + place) * inner);
    });
  }
  return { ...array, values, shape: array.shape.with(axis, order.length) };
}
