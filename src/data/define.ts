/** The definitions of the data block, calculated in order; what they reduce over rows is training's, and goes along with the posterior. */

import { rowsOfTables } from "../check/new-labels.ts";
import type { CheckedProgram, DataDefinition } from "../check/program.ts";
import { walk } from "../check/walk.ts";
import { diagnose, failure, success, type Diagnostic, type Outcome } from "../diagnostic/diagnostic.ts";
import { printSupport } from "../shape/print.ts";
import { isDiscrete } from "../shape/support.ts";
import type { Sizes } from "../shape/dimension.ts";
import type { BindingFacts, BoundArray } from "./bound.ts";
import { violation } from "./convert.ts";
import { evaluate, type DataValue } from "./evaluate.ts";

export interface Defined {
  /** By name; a definition of something absent (a response to predict) is absent too. */
  readonly arrays: readonly BoundArray[];
  /** What was reduced over the training rows, by its text: `mean(mom_hs over N)`. */
  readonly reductions: readonly BoundArray[];
}

/** `facts` null: training. Faults are told of rows that are not `incomplete`. */
export function define(
  program: CheckedProgram,
  bound: ReadonlyMap<string, BoundArray>,
  sizes: Sizes,
  facts: BindingFacts | null,
  incomplete: readonly number[],
): Outcome<Defined> {
  const values = new Map<string, DataValue>(bound);
  const arrays: BoundArray[] = [];
  const reductions = new Map<string, BoundArray>();
  const faults: Diagnostic[] = [];
  const once = rowsOfTables(program);
  const array = (name: string, value: DataValue, integer: boolean): BoundArray => {
    const shape = value.dimensions.map((dimension) => sizes.get(dimension.id) ?? dimension.size ?? 1);
    return { name, ...value, shape, integer };
  };
  for (const definition of program.tables.flatMap((table) => table.definitions)) {
    if (!referredTo(definition).every((name) => values.has(name))) continue;
    const value = evaluate(definition.value, {
      values,
      sizes,
      rows: program.rows,
      once,
      recall: (name) => facts?.constants.get(name) ?? null,
      keep: (name, kept) => reductions.set(name, array(name, kept, false)),
    });
    const { name, type } = definition;
    const fault = faultOf(definition, value, sizes, program, new Set(incomplete));
    if (fault !== null) faults.push(fault);
    values.set(name, value);
    arrays.push(array(name, value, isDiscrete(type.support)));
  }
  return faults.length > 0 ? failure(...faults) : success({ arrays, reductions: [...reductions.values()] });
}

function referredTo({ value }: DataDefinition): readonly string[] {
  return [...walk(value)].flatMap((expr) => (expr.kind === "reference" ? [expr.name] : []));
}

/** The first value that is no number, or none of the declared ones. */
function faultOf(
  definition: DataDefinition,
  { values, dimensions }: DataValue,
  sizes: Sizes,
  { rows }: CheckedProgram,
  incomplete: ReadonlySet<number>,
): Diagnostic | null {
  const { name, type, span } = definition;
  if (type.support.kind === "label") return null;
  const overRows = rows !== null && dimensions[0] === rows;
  const width = overRows ? values.length / (sizes.get(rows.id) ?? 1) : values.length;
  for (const [i, value] of values.entries()) {
    const row = Math.floor(i / width);
    if (overRows && incomplete.has(row)) continue;
    const wanted = Number.isFinite(value) ? violation(type.support, value) : "a finite number";
    if (wanted === null) continue;
    const notes = [
      ...(overRows ? [`in row ${row + 1} of those that are complete`] : []),
      ...(Number.isFinite(value) ? [`${name} is ${printSupport(type.support)}`] : []),
    ];
    const holes = { value: Number.isNaN(value) ? "not a number" : String(value), wanted, name, column: name };
    return diagnose("H0616", holes, { at: span, text: "calculated here", notes });
  }
  return null;
}
