/** The reference data sets, where they are: `../shared/data` beside the project, or the folder that HUNCH_DATA names. */

import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export type Row = Readonly<Record<string, string>>;

/** The folder, or null where there is none. */
export function referenceFolder(): string | null {
  const folder = resolve(process.env["HUNCH_DATA"] ?? join(import.meta.dirname, "../../../shared/data"));
  return existsSync(folder) ? folder : null;
}

/** A plain CSV's rows, as text by header. */
export function readRows(path: string): readonly Row[] {
  const [header = "", ...lines] = readFileSync(path, "utf8").trimEnd().split(/\r?\n/);
  const names = header.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ""]));
  });
}

/** The test rows of every split, 0-based. */
export function readSplits(path: string): readonly (readonly number[])[] {
  return (JSON.parse(readFileSync(path, "utf8")) as { test: number[][] }).test;
}
