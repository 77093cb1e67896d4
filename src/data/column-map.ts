/** The command line's `--map x=cement..age,height`: which columns a variable reads. */

import { diagnose, failure, success, type Diagnostic, type Outcome } from "../diagnostic/diagnostic.ts";
import type { ColumnMap } from "./bind.ts";
import type { ColumnNames } from "./fields.ts";

/** One text a variable: `x=first..last,other`. */
export function readColumnMap(texts: readonly string[]): Outcome<ColumnMap> {
  const map = new Map<string, readonly ColumnNames[]>();
  const faults: Diagnostic[] = [];
  for (const text of texts) {
    const equals = text.indexOf("=");
    const name = text.slice(0, equals).trim();
    const parts =
      equals < 1
        ? []
        : text
            .slice(equals + 1)
            .split(",")
            .map((part) => columnNames(part.trim()));
    if (parts.length === 0 || parts.some((part) => part.first === "" || part.last === "")) {
      const help = "write a variable and its columns: x=cement..age or x=height,weight";
      faults.push(diagnose("H0636", { text }, { at: null, help }));
    } else {
      map.set(name, parts);
    }
  }
  return faults.length > 0 ? failure(...faults) : success(map);
}

function columnNames(text: string): ColumnNames {
  const dots = text.indexOf("..");
  return dots < 0
    ? { first: text, last: null }
    : { first: text.slice(0, dots).trim(), last: text.slice(dots + 2).trim() };
}
