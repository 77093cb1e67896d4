/** Labels that the program names and only the data knows: their places, and numbers by label in the order of the labels. */

import type { CheckedProgram, LabelConstant } from "../check/program.ts";
import { diagnose, failure, success, type Diagnostic, type Outcome } from "../diagnostic/diagnostic.ts";
import { suggest } from "../diagnostic/suggest.ts";
import { declaredLabels, ownerOf } from "../shape/dimension.ts";
import type { BoundArray } from "./bound.ts";

export function labelConstants(
  program: CheckedProgram,
  labels: ReadonlyMap<string, readonly string[]>,
): Outcome<readonly BoundArray[]> {
  const faults: Diagnostic[] = [];
  const arrays = program.constants.map((constant): BoundArray => {
    const { name, type, dimension, entries } = constant;
    const own = declaredLabels(dimension) ?? labels.get(ownerOf(dimension).id) ?? [];
    const places = entries.map(({ label }) => own.indexOf(label));
    const fault = faultOf(constant, places, own);
    if (fault !== null) faults.push(fault);
    const place = places[0] ?? -1;
    const one = type.dimensions.length === 0;
    const values = one ? [place] : own.map((_, i) => entries[places.indexOf(i)]?.value ?? Number.NaN);
    return {
      name,
      dimensions: type.dimensions,
      shape: one ? [] : [own.length],
      values: Float64Array.from(values),
      integer: one,
    };
  });
  return faults.length > 0 ? failure(...faults) : success(arrays);
}

/** A label that the dimension does not have, or one of its labels without a number. */
function faultOf(
  { dimension, type, entries, span }: LabelConstant,
  places: readonly number[],
  own: readonly string[],
): Diagnostic | null {
  const label = entries[places.indexOf(-1)]?.label;
  const listed = `its labels are ${own.slice(0, 12).join(", ")}${own.length > 12 ? ", …" : ""}`;
  const notes = [own.length === 0 ? `no column holds labels of ${dimension.name}` : listed];
  if (label !== undefined) {
    const near = suggest(label, own);
    const help = near.length > 0 ? `did you mean ${near.join(" or ")}?` : null;
    return diagnose("H0633", { label, dimension: dimension.name }, { at: span, notes, help });
  }
  const unnamed = own.filter((_, i) => !places.includes(i));
  if (type.dimensions.length === 0 || unnamed.length === 0) return null;
  const found = entries.map((entry) => entry.label).join(", ");
  return diagnose(
    "H0319",
    { found },
    { at: span, notes, help: `name ${unnamed.slice(0, 4).join(", ")} too` },
  );
}
