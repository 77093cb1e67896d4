/** A field of given entries, a row a line from line 2, as a file would give it. */

import type { DataVariable } from "../../src/check/program.ts";
import type { Entry } from "../../src/data/columns.ts";
import type { Field } from "../../src/data/fields.ts";

export function field(variable: DataVariable, ...parts: readonly (readonly Entry[])[]): Field {
  const rows = parts[0]?.length ?? 0;
  return {
    variable,
    shape: variable.type.dimensions.length === 1 ? [rows] : [rows, parts.length],
    parts: parts.map((values) => ({ kind: "entries", values })),
    headers: parts.map((_, j) => `c${j + 1}`),
    place: (element) => ({
      file: "data.csv",
      line: 2 + Math.floor(element / parts.length),
      column: 1 + (element % parts.length),
    }),
  };
}
