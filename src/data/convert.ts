/** Cells → numbers of the declared element type, in the data's own units; what does not fit is gathered as faults. */

import { diagnose } from "../diagnostic/diagnostic.ts";
import type { Cell } from "../diagnostic/source.ts";
import { firstTiedFault } from "../shape/membership.ts";
import { eventOf, type Support } from "../shape/support.ts";
import type { Entry } from "./columns.ts";
import type { Faults } from "./faults.ts";
import { columnOf, entryOf, type Field } from "./fields.ts";
import { anyNumber, isMissingMarker } from "./number.ts";

/** Empty, or a word that stands for a missing value where `declared` labels do not say otherwise. */
export function isMissing(entry: Entry, support: Support, declared: readonly string[] | null): boolean {
  if (entry === null || (typeof entry === "number" && Number.isNaN(entry))) return true;
  if (typeof entry === "number") return false;
  const label = support.kind === "label";
  return isMissingMarker(entry, label) && !(label && declared !== null && declared.includes(entry));
}

/** What a support demands of a number, in words; null where it holds. */
export function violation(support: Support, value: number): string | null {
  switch (support.kind) {
    case "positive":
      return value > 0 ? null : "positive";
    case "nonnegative":
      return value >= 0 ? null : "zero or positive";
    case "unit":
      return value >= 0 && value <= 1 ? null : "between 0 and 1";
    case "interval":
      return value >= support.low && value <= support.high
        ? null
        : `between ${support.low} and ${support.high}`;
    case "int":
      return Number.isInteger(value) ? null : "a whole number";
    case "count":
      return Number.isInteger(value) && value >= 0 ? null : "a whole number from 0 up";
    case "bool":
      return value === 0 || value === 1 ? null : "0, 1, true or false";
    case "real":
    case "label":
    case "simplex":
    case "ordered":
    case "covariance":
    case "correlation":
      return null;
  }
}

/** The numbers of a field that is no label; NaN where an element is missing or faulty. */
export function convertNumbers(field: Field, faults: Faults): Float64Array {
  const { support } = field.variable.type;
  const size = field.shape.reduce((product, n) => product * n, 1);
  const values = new Float64Array(size);
  const { parts } = field;
  parts.forEach((part, j) => {
    // Packed numbers need no reading, and any real will do.
    const packed = part.kind === "numbers" && support.kind === "real" ? part.values : null;
    for (let i = j, row = 0; i < size; i += parts.length, row++) {
      values[i] = packed === null ? numberAt(field, i, faults) : (packed[row] as number);
    }
  });
  checkTied(field, values, faults);
  return values;
}

/** Simplexes, ordered vectors and matrices, whose entries depend on one another; one with an entry missing is not judged. */
function checkTied({ variable, shape, place }: Field, values: Float64Array, faults: Faults): void {
  const { support } = variable.type;
  const event = eventOf(support);
  if (event === 0 || values.some(Number.isNaN)) return;
  const length = shape.slice(-event).reduce((product, n) => product * n, 1);
  const fault = firstTiedFault(support, values, length);
  if (fault === null) return;
  const holes = { value: "this", wanted: fault.wanted, name: variable.name, column: variable.name };
  faults.add(
    `tied ${variable.name}`,
    () => place(fault.start),
    (at, notes) =>
      diagnose("H0616", holes, { at, labels: [{ span: variable.span, text: "declared here" }], notes }),
  );
}

function numberAt(field: Field, element: number, faults: Faults): number {
  const entry = entryOf(field, element);
  return isMissing(entry, field.variable.type.support, null)
    ? Number.NaN
    : numberOf(field, element, entry ?? "", faults);
}

function numberOf(field: Field, element: number, entry: string | number, faults: Faults): number {
  const { variable } = field;
  const { support } = variable.type;
  const column = columnOf(field, element);
  const labels = [{ span: variable.span, text: "declared here" }];
  const key = (kind: string): string => `${kind} ${variable.name} ${column}`;
  let value = typeof entry === "number" ? entry : anyNumber(entry);
  if (support.kind === "bool" && typeof entry === "string" && /^(true|false)$/i.test(entry)) {
    value = entry.toLowerCase() === "true" ? 1 : 0;
  }
  const infinite = Math.abs(value) === Infinity;
  const wanted = infinite || Number.isNaN(value) ? null : violation(support, value);
  if (!infinite && !Number.isNaN(value) && wanted === null) return value;
  const place = (): Cell => field.place(element);
  const shown = quote(entry);
  if (infinite) {
    faults.add(key("infinite"), place, (at, notes) =>
      diagnose(
        "H0615",
        { column },
        {
          at,
          labels,
          notes: [`found ${shown}`, ...notes],
          help: "leave the cell empty and write `missing = drop` to leave its row out",
        },
      ),
    );
  } else if (Number.isNaN(value) && support.kind !== "bool") {
    faults.add(key("number"), place, (at, notes) =>
      diagnose("H0613", { value: shown, column }, { at, labels, notes, help: numberHelp(String(entry)) }),
    );
  } else {
    const holes = { value: shown, wanted: wanted ?? "0, 1, true or false", name: variable.name, column };
    faults.add(key("support"), place, (at, notes) => diagnose("H0616", holes, { at, labels, notes }));
  }
  return Number.NaN;
}

function quote(entry: string | number): string {
  if (typeof entry === "number") return String(entry);
  const line = entry.replaceAll(/\s+/g, " ");
  return `"${line.length > 40 ? `${line.slice(0, 40)}…` : line}"`;
}

function numberHelp(text: string): string | null {
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return "write numbers without separators of thousands";
  if (/^[+-]?\d+,\d+$/.test(text)) return "write a decimal point, not a comma";
  if (/^[$€£]|[%€$£]$/.test(text)) return "write the number alone, without its unit";
  if (/^(\?|-|\.|missing|unknown)$/i.test(text))
    return "leave the cell empty where the value is missing, and write `missing = drop`";
  return null;
}
