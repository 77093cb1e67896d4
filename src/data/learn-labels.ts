/** Which labels a dimension has: those declared, those of training, or those that the data shows; their number is a size. */

import type { CheckedProgram } from "../check/program.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { declaredLabels, ownerOf } from "../shape/dimension.ts";
import type { BindingFacts } from "./bound.ts";
import type { Field } from "./fields.ts";
import { isKeyed } from "./keys.ts";
import { distinctLabels, labelDimension } from "./labels.ts";
import type { SizeBook } from "./sizes.ts";

/** By dimension id: declared labels, training's, or those that the data shows. */
export function learnLabels(
  program: CheckedProgram,
  fields: readonly Field[],
  facts: BindingFacts | null,
  keep: (field: Field, element: number) => boolean,
): ReadonlyMap<string, readonly string[]> {
  const labels = new Map(facts?.labels);
  for (const dimension of program.dimensions) {
    if (dimension.origin === "layer" || dimension.origin === "anonymous" || labels.has(dimension.id))
      continue;
    const declared = declaredLabels(dimension);
    const users = fields.filter((field) => labelDimension(field) === ownerOf(dimension));
    if (declared !== null) labels.set(dimension.id, declared);
    else if (users.length > 0) labels.set(dimension.id, distinctLabels(users, keep));
  }
  return labels;
}

/** Labels are a size too, which an array over their dimension may contradict. */
export function noteLabels(
  fields: readonly Field[],
  labels: ReadonlyMap<string, readonly string[]>,
  book: SizeBook,
  program: CheckedProgram,
): Diagnostic[] {
  return fields.flatMap((field) => {
    const dimension = labelDimension(field);
    if (dimension === null || (dimension === program.rows && isKeyed(program, field.variable, dimension)))
      return [];
    const count = labels.get(dimension.id)?.length ?? 0;
    return book.note(dimension, count, "its labels", field.variable, () => field.place(0)) ?? [];
  });
}
