/** Columns of labels → positions. The labels are declared, or the distinct values that training saw, sorted. */

import type { Obstacle } from "../check/new-labels.ts";
import { diagnose } from "../diagnostic/diagnostic.ts";
import { suggest } from "../diagnostic/suggest.ts";
import { declaredLabels, ownerOf, type Dimension } from "../shape/dimension.ts";
import type { Faults } from "./faults.ts";
import { isMissing } from "./convert.ts";
import { columnOf, entryOf, type Field } from "./fields.ts";
import { labelOf, sortLabels } from "./number.ts";

export function labelDimension(field: Field): Dimension | null {
  const { support } = field.variable.type;
  return support.kind === "label" ? ownerOf(support.dimension) : null;
}

/** The distinct labels of these fields, sorted; `keep` says which elements count. */
export function distinctLabels(
  fields: readonly Field[],
  keep: (field: Field, element: number) => boolean,
): string[] {
  const found = new Set<string>();
  for (const field of fields) {
    const size = field.shape.reduce((product, n) => product * n, 1);
    for (let i = 0; i < size; i++) {
      const entry = entryOf(field, i);
      if (keep(field, i) && entry !== null && !isMissing(entry, field.variable.type.support, null))
        found.add(labelOf(entry));
    }
  }
  return sortLabels(found);
}

/** Positions in `labels` from 0; −1 where an element is missing or faulty. `learned` labels came from training; `obstacle` is why it can take no others. */
export function convertLabels(
  field: Field,
  dimension: Dimension,
  labels: readonly string[],
  learned: boolean,
  obstacle: Obstacle | null,
  faults: Faults,
): Float64Array {
  const declared = declaredLabels(dimension);
  const positions = new Map(labels.map((label, i) => [label, i]));
  const size = field.shape.reduce((product, n) => product * n, 1);
  const values = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const entry = entryOf(field, i);
    const missing = entry === null || isMissing(entry, field.variable.type.support, declared);
    const position = missing ? -1 : (positions.get(labelOf(entry)) ?? positions.get(String(entry)));
    values[i] = position ?? -1;
    // In training the data itself says what labels there are: one that it does not have stands in a row left out.
    if (position !== undefined || (declared === null && !learned)) continue;
    const label = labelOf(entry ?? "");
    faults.add(
      `label ${field.variable.name} ${columnOf(field, i)}`,
      () => field.place(i),
      (at, notes) => {
        const near = suggest(label, labels);
        const known = labels.length > 12 ? `${labels.slice(0, 12).join(", ")}, …` : labels.join(", ");
        const because = obstacle === null ? [] : [{ span: obstacle.span, text: obstacle.text }];
        const details = {
          at,
          labels: [{ span: field.variable.span, text: "declared here" }, ...because],
          notes: [
            `${learned ? "training saw" : "its labels are"} ${known}`,
            ...(obstacle === null ? [] : [obstacle.why]),
            ...notes,
          ],
          help: near.length > 0 ? `did you mean ${near.join(" or ")}?` : null,
        };
        const { response } = field.variable;
        return learned
          ? diagnose("H0634", { label, dimension: dimension.name, response }, details)
          : diagnose("H0633", { label, dimension: dimension.name }, details);
      },
    );
  }
  return values;
}
