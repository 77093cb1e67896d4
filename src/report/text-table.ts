/** A table for the terminal: two spaces between columns, words to the left and numbers to the right, no lines. */

import { styled, type Style } from "./style.ts";

export interface Column {
  readonly title: string;
  readonly align: "left" | "right";
}

/** Lines of text, the header first and dimmed where there is colour. Cells are plain text. */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  style: Style,
): string[] {
  const widths = columns.map((column, i) =>
    Math.max(width(column.title), ...rows.map((row) => width(row[i] ?? ""))),
  );
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, i) => {
        const cell = cells[i] ?? "";
        const space = " ".repeat((widths[i] ?? 0) - width(cell));
        return column.align === "left" ? cell + space : space + cell;
      })
      .join("  ")
      .trimEnd();
  return [styled(line(columns.map((column) => column.title)), "dim", style), ...rows.map(line)];
}

/** Code points: names may hold any letter. */
function width(text: string): number {
  return [...text].length;
}
