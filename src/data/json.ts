/** JSON text → DataSource: an array of records is a table, an object of arrays and scalars is Stan's data. */

import { diagnose, failure, type Outcome } from "../diagnostic/diagnostic.ts";
import type { Cell } from "../diagnostic/source.ts";
import type { DataSource } from "./columns.ts";
import { jsonFault } from "./json-fault.ts";
import { jsonLine, type JsonPath } from "./json-places.ts";
import { valuesSource } from "./values.ts";

/** Reads JSON data; where it does not parse, the place at which it stopped. */
export function readJson(file: string, text: string): Outcome<DataSource> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const offset = jsonFault(text);
    const notANumber = /^-?(NaN|Infinity)\b/.test(text.slice(offset, offset + 10));
    const help = !notANumber
      ? "an array of records, or an object of arrays, is read"
      : "JSON has no NaN and no Infinity: write null";
    return failure(diagnose("H0609", { file }, { at: placeOf(file, text, offset), help }));
  }
  const place = (path: JsonPath): Cell => {
    const last = path.at(-1);
    return { file, line: jsonLine(text, path), column: typeof last === "number" ? last + 1 : 1 };
  };
  return valuesSource(file, value, place);
}

function placeOf(file: string, text: string, offset: number): Cell {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return { file, line, column: offset - before.lastIndexOf("\n") };
}
