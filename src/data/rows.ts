/** Which rows are whole: holes are found, allowed or refused, and rows left out. */

import type { CheckedProgram, DataVariable } from "../check/program.ts";
import { diagnose, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { declaredLabels, type Dimension } from "../shape/dimension.ts";
import { isMissing } from "./convert.ts";
import { gatherFaults } from "./faults.ts";
import { columnOf, entryOf, type Field } from "./fields.ts";
import { labelDimension } from "./labels.ts";

/** The array's first dimension is the program's rows. */
export function isOverRows(
  array: { readonly dimensions: readonly Dimension[] },
  program: CheckedProgram,
): boolean {
  return program.rows !== null && array.dimensions[0] === program.rows;
}

export interface Holes {
  /** Positions of rows without a hole in what is needed. */
  readonly complete: Uint32Array;
  readonly incomplete: readonly number[];
  /** Holes that nothing allows. */
  readonly faults: readonly Diagnostic[];
}

export function findHoles(
  program: CheckedProgram,
  fields: readonly Field[],
  rows: number,
  needed: (variable: DataVariable) => boolean,
): Holes {
  const holes = new Uint8Array(rows);
  // One cause, one message: all the holes of the rows together.
  const faults = gatherFaults("in the columns that the model reads");
  for (const field of fields.filter(({ variable }) => needed(variable))) {
    const { variable } = field;
    const inRows = isOverRows(variable.type, program);
    const drop = inRows && dropsMissing(variable, program);
    const dimension = labelDimension(field);
    const declared = dimension === null ? null : declaredLabels(dimension);
    const size = field.shape.reduce((product, n) => product * n, 1);
    const width = size / rows;
    for (let i = 0; i < size; i++) {
      const part = field.parts[i % field.parts.length];
      // The common case, quickly: packed numbers are missing where they are NaN.
      if (part?.kind === "numbers" && !Number.isNaN(part.values[Math.floor(i / field.parts.length)]))
        continue;
      const entry = entryOf(field, i);
      if (!isMissing(entry, variable.type.support, declared)) continue;
      if (drop) {
        holes[Math.floor(i / width)] = 1;
        continue;
      }
      const column = columnOf(field, i);
      const labels = [{ span: variable.span, text: "declared here" }];
      const word = entry === null ? [] : [`it holds ${entry}, which stands for a missing value`];
      const help = inRows ? "write `missing = drop` in the data block to leave such rows out" : null;
      faults.add(
        inRows ? "rows" : variable.name,
        () => field.place(i),
        (at, notes) => diagnose("H0614", { column }, { at, labels, notes: [...word, ...notes], help }),
      );
    }
  }
  const all = Uint32Array.from({ length: rows }, (_, i) => i);
  return {
    complete: all.filter((row) => holes[row] === 0),
    incomplete: Array.from(all.filter((row) => holes[row] === 1)),
    faults: faults.list(),
  };
}

function dropsMissing(variable: DataVariable, program: CheckedProgram): boolean {
  return program.tables.some((table) => table.missing === "drop" && table.variables.includes(variable));
}

/** Says of an element whether its row is among those kept; elements without rows always are. */
export function keeper(
  program: CheckedProgram,
  kept: Uint32Array,
  rows: number,
): (field: Field, element: number) => boolean {
  const stays = new Uint8Array(rows);
  for (const row of kept) stays[row] = 1;
  return (field, element) => {
    if (!isOverRows(field.variable.type, program)) return true;
    const width = field.shape.slice(1).reduce((product, n) => product * n, 1);
    return stays[Math.floor(element / width)] === 1;
  };
}

/** The rows of these positions, of `rows` in all; the same array where all stay. */
export function keepRows(values: Float64Array, kept: Uint32Array, rows: number): Float64Array {
  if (kept.length === rows) return values;
  const width = values.length / rows;
  const result = new Float64Array(kept.length * width);
  for (let i = 0; i < kept.length; i++) {
    const start = (kept[i] ?? 0) * width;
    result.set(values.subarray(start, start + width), i * width);
  }
  return result;
}
