/** The command line's `--map x=cement..age,height`: which columns a variable reads. */

import type { CheckedProgram } from "../check/program.ts";
import {
  diagnose,
  failure,
  success,
  type Details,
  type Diagnostic,
  type Outcome,
} from "../diagnostic/diagnostic.ts";
import { suggest } from "../diagnostic/suggest.ts";
import type { ColumnMap } from "./bind.ts";
import type { ColumnNames } from "./fields.ts";

/** One text a variable: `x=first..last,other`; only what the program reads has columns. */
export function readColumnMap(texts: readonly string[], { tables }: CheckedProgram): Outcome<ColumnMap> {
  const variables = tables.flatMap((table) => table.variables.map(({ name }) => name));
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
    } else if (map.has(name)) {
      faults.push(diagnose("H0636", { text }, { at: null, notes: [`${name} is mapped already`] }));
    } else if (!variables.includes(name)) {
      faults.push(diagnose("H0636", { text }, { at: null, ...strange(name, variables) }));
    } else {
      map.set(name, parts);
    }
  }
  return faults.length > 0 ? failure(...faults) : success(map);
}

function strange(name: string, variables: readonly string[]): Pick<Details, "notes" | "help"> {
  const near = suggest(name, variables);
  const notes = [`the model reads no ${name}, but ${variables.join(", ")}`];
  return near.length === 0 ? { notes } : { notes, help: `did you mean ${near.join(" or ")}?` };
}

function columnNames(text: string): ColumnNames {
  const dots = text.indexOf("..");
  return dots < 0
    ? { first: text, last: null }
    : { first: text.slice(0, dots).trim(), last: text.slice(dots + 2).trim() };
}
