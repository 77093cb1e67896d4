/** CSV and TSV text → TableData. RFC 4180 is read by csv-parse, loaded when the first file is; the faults are ours to explain. */

import { diagnose, failure, success, type Diagnostic, type Outcome } from "../diagnostic/diagnostic.ts";
import { Bug } from "../diagnostic/bug.ts";
import type { Cell } from "../diagnostic/source.ts";
import type { Column, TableData } from "./columns.ts";
import { csvPlaces, type CsvPlaces } from "./csv-places.ts";
import { plainNumber } from "./number.ts";

/** Reads a table whose first line names its columns. */
export async function readCsv(file: string, text: string): Promise<Outcome<TableData>> {
  const separator = separatorOf(file, text);
  if (typeof separator !== "string") return failure(separator);
  let places: CsvPlaces | null = null;
  const cell = (record: number, column: number): Cell => {
    places ??= csvPlaces(text, separator);
    const cells = places.cells[record] ?? [];
    return { file, line: cells[column] ?? cells.at(-1) ?? 1, column: column + 1 };
  };
  const { parse, CsvError } = await import("csv-parse/sync");
  let records: string[][];
  try {
    records = parse(text, {
      delimiter: separator,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
    });
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault;
    return failure(quoteFault(file, csvPlaces(text, separator), fault));
  }
  const [header = [], ...rows] = records;
  if (rows.length === 0) return failure(diagnose("H0603", { file }, { at: cell(0, 0) }));
  const ragged = raggedRow(header, rows, cell);
  if (ragged !== null) return failure(ragged);
  return success({
    kind: "table",
    file,
    headers: header,
    rows: rows.length,
    columns: header.map((_, j) => packColumn(rows, j)),
    cell: (row, column) => cell(row + 1, column),
  });
}

/** A comma or a tab, from the header; anything else that separates the header is a diagnostic. */
function separatorOf(file: string, text: string): string | Diagnostic {
  const lines = text.split(/\r\n|\n|\r/, 50).filter((line) => line.trim() !== "");
  const header = (lines[0] ?? "").replaceAll(/"[^"]*"/g, "");
  if (header.includes("\t") && (!header.includes(",") || /\.tsv(\.gz)?$/i.test(file))) return "\t";
  if (header.includes(",")) return ",";
  const other = [";", "|"].find((candidate) => header.includes(candidate));
  const words = (line: string): number => line.trim().split(/ +/).length;
  const spaced =
    words(header) > 1 &&
    lines[1] !== undefined &&
    words(lines[1]) === words(header) &&
    !lines[1].includes('"');
  if (other === undefined && !spaced) return ",";
  const separator = other === undefined ? "spaces" : `\`${other}\``;
  const help = "separate the cells with commas or tabs; in numbers write a decimal point, not a comma";
  return diagnose("H0608", { file, separator }, { at: { file, line: 1, column: 1 }, help });
}

function quoteFault(file: string, places: CsvPlaces, fault: Error & Record<string, unknown>): Diagnostic {
  const help =
    'a cell that holds a comma or a line end stands in quotes, and a quote inside it is written twice: ""';
  if (places.unclosed !== null) {
    return diagnose("H0607", { fault: "unclosed" }, { at: { file, ...places.unclosed }, help });
  }
  const line = fault["lines"];
  const column = fault["column"];
  if (typeof line !== "number") throw new Bug(`csv-parse: ${fault.message}`);
  const at = { file, line, column: typeof column === "number" ? column + 1 : 1 };
  return diagnose("H0607", { fault: "stray" }, { at, help });
}

function raggedRow(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  cell: (record: number, column: number) => Cell,
): Diagnostic | null {
  const first = rows.findIndex((row) => row.length !== header.length);
  if (first < 0) return null;
  const found = rows[first]?.length ?? 0;
  const others = rows.filter((row) => row.length !== header.length).length - 1;
  const at = cell(first + 1, Math.min(found, header.length) - 1);
  const help =
    found > header.length
      ? "a cell that holds a comma must stand in quotes"
      : "an empty cell still needs its separator";
  const notes =
    others > 0 ? [`${others} more ${others === 1 ? "row differs" : "rows differ"} from the header`] : [];
  return diagnose("H0606", { row: first + 1, found, wanted: header.length }, { at, notes, help });
}

/** Packed where every cell is a plain number or empty. */
function packColumn(rows: readonly (readonly string[])[], j: number): Column {
  const values = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const text = rows[i]?.[j] ?? "";
    const value = plainNumber(text);
    if (Number.isNaN(value) && text !== "") {
      return { kind: "entries", values: rows.map((row) => (row[j] === "" ? null : (row[j] ?? null))) };
    }
    values[i] = value;
  }
  return { kind: "numbers", values };
}
