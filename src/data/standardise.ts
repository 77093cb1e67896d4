/** Mean 0 and standard deviation 1 over the training rows, by element of the last dimension (all together for a vector). */

import { diagnose, failure, success, type Diagnostic, type Outcome } from "../diagnostic/diagnostic.ts";
import type { BindingFacts, BoundArray, Standardisation } from "./bound.ts";
import { columnOf, type Field } from "./fields.ts";

/** How many of the array's elements share a mean: 1 for a vector, else the size of the last dimension. */
function groupsOf(shape: readonly number[]): number {
  return shape.length < 2 ? 1 : (shape.at(-1) ?? 1);
}

/** mean = Σx / n, sd = √(Σ(x − mean)² / (n − 1)); one row or a constant column has none. */
export function measure(
  field: Field,
  shape: readonly number[],
  values: Float64Array,
): Outcome<Standardisation> {
  const { variable } = field;
  const groups = groupsOf(shape);
  const count = values.length / groups;
  const labels = [{ span: variable.span, text: "declared `standardized` here" }];
  if (count < 2) return failure(diagnose("H0618", { name: variable.name }, { at: field.place(0), labels }));
  const mean: number[] = [];
  const sd: number[] = [];
  const constant: Diagnostic[] = [];
  for (let g = 0; g < groups; g++) {
    const first = values[g] ?? 0;
    let sum = 0; // of differences from the first value, so that a large offset costs no digits
    let varies = false;
    for (let i = g; i < values.length; i += groups) {
      sum += (values[i] ?? 0) - first;
      varies ||= values[i] !== first;
    }
    const centre = first + sum / count;
    let squares = 0;
    for (let i = g; i < values.length; i += groups) squares += ((values[i] ?? 0) - centre) ** 2;
    mean.push(centre);
    sd.push(Math.sqrt(squares / (count - 1)));
    if (varies) continue;
    const notes = [`every row holds ${first}`];
    const help = "leave the column out, or `standardized` away";
    constant.push(
      diagnose("H0617", { column: columnOf(field, g) }, { at: field.place(g), labels, notes, help }),
    );
  }
  return constant.length > 0 ? failure(...constant) : success({ mean, sd });
}

/** (x − mean) / sd, in place. */
export function standardise(values: Float64Array, { mean, sd }: Standardisation): void {
  const groups = mean.length;
  for (let i = 0; i < values.length; i++) {
    values[i] = ((values[i] ?? 0) - (mean[i % groups] ?? 0)) / (sd[i % groups] ?? 1);
  }
}

/** Standardises in place; gives every variable's scale, training's where there is one. */
export function scale(
  fields: readonly Field[],
  arrays: readonly BoundArray[],
  facts: BindingFacts | null,
): Outcome<ReadonlyMap<string, Standardisation>> {
  const scales = new Map(facts?.standardisations);
  const faults: Diagnostic[] = [];
  for (const [i, field] of fields.entries()) {
    const array = arrays[i];
    if (array === undefined || !field.variable.standardized) continue;
    const measured = facts === null ? measure(field, array.shape, array.values) : success(undefined);
    if (!measured.ok) faults.push(...measured.diagnostics);
    else if (measured.value !== undefined) scales.set(array.name, measured.value);
    const known = scales.get(array.name);
    if (known !== undefined) standardise(array.values, known);
  }
  return faults.length > 0 ? failure(...faults) : success(scales);
}
