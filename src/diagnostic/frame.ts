/** A code frame: the lines of a source that a diagnostic speaks of, with what it says of them underneath. After rustc's and Elm's. */

import { lineBounds, lineOf } from "./position.ts";
import type { Source } from "./source.ts";
import { glyphs, visible, widthOf, type Glyph } from "./visible.ts";
import type { Palette } from "./palette.ts";

/** What is said of a stretch of a source. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly primary: boolean;
}

/** A mark's part on one line, in columns of the terminal from 0. */
interface Underline {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly primary: boolean;
}

/** Longer lines are not even measured whole. */
const longest = 4000;

/** One row of a frame: a line's number or none, and what stands right of the bar; null for lines left out. */
export type FrameRow = { readonly line: number | null; readonly text: string } | null;

export function frame(source: Source, marks: readonly Mark[], room: number, palette: Palette): FrameRow[] {
  const byLine = new Map<number, { start: number; end: number; mark: Mark; ends: boolean }[]>();
  const put = (line: number, mark: Mark, ends: boolean) => {
    const bounds = lineBounds(source, line);
    const text = source.text.slice(bounds.start, Math.min(bounds.end, bounds.start + longest));
    const indent = bounds.start + (text.length - text.trimStart().length);
    const start = lineOf(source, mark.start) === line ? mark.start : Math.min(indent, bounds.end);
    const end = ends ? mark.end : bounds.end;
    byLine.set(line, [...(byLine.get(line) ?? []), { start, end, mark, ends }]);
  };
  for (const mark of marks) {
    const first = lineOf(source, mark.start);
    const last = lineOf(source, Math.max(mark.start, mark.end - 1));
    if (first !== last) put(first, mark, false);
    put(last, mark, true);
  }
  const rows: FrameRow[] = [];
  let before: number | null = null;
  for (const [line, parts] of [...byLine].toSorted(([a], [b]) => a - b)) {
    if (before !== null && line === before + 2) rows.push(plainLine(source, before + 1, room));
    else if (before !== null && line > before + 2) rows.push(null);
    before = line;
    const focus = (parts.find((part) => part.mark.primary) ?? parts[0])?.start ?? 0;
    const view = viewOf(source, line, focus, room);
    rows.push({ line, text: view.text });
    const underlines = parts.map(({ start, end, mark, ends }): Underline => {
      const from = view.column(start);
      const to = Math.max(from + 1, view.column(end));
      return { from, to, text: ends ? visible(mark.text) : "", primary: mark.primary };
    });
    rows.push(...under(underlines, room, palette).map((text) => ({ line: null, text })));
  }
  return rows;
}

function plainLine(source: Source, line: number, room: number): FrameRow {
  return { line, text: viewOf(source, line, lineBounds(source, line).start, room).text };
}

/** A line as shown: cut around the focus where it is longer than the room. */
function viewOf(source: Source, line: number, focus: number, room: number) {
  const bounds = lineBounds(source, line);
  const long = bounds.end - bounds.start > longest;
  const base = long ? Math.max(bounds.start, Math.min(focus, bounds.end) - longest / 4) : bounds.start;
  const stop = Math.min(bounds.end, base + longest);
  const all = glyphs(source.text.slice(base, stop));
  const edges = edgesOf(all);
  const at = (offset: number): number => {
    const found = all.findIndex((glyph) => glyph.offset >= offset - base);
    return edges[found < 0 ? all.length : found] ?? 0;
  };
  const width = edges[all.length] ?? 0;
  if (width <= room && base === bounds.start && stop === bounds.end)
    return { text: all.map((glyph) => glyph.text).join(""), column: at };
  const left = Math.max(0, Math.min(at(focus) - Math.floor(room / 3), width - (room - 1)));
  const cutLeft = left > 0 || base > bounds.start;
  const right = left + room - (cutLeft ? 1 : 0) - 1;
  const cutRight = right < width || stop < bounds.end;
  const seen = all.filter((_, i) => (edges[i] ?? 0) >= left && (edges[i + 1] ?? 0) <= right);
  const text = `${cutLeft ? "…" : ""}${seen.map((glyph) => glyph.text).join("")}${cutRight ? "…" : ""}`;
  const shownWidth = widthOf(text);
  const shift = (cutLeft ? 1 : 0) - left;
  const column = (offset: number) => Math.max(0, Math.min(shownWidth, at(offset) + shift));
  return { text, column };
}

/** Where each glyph begins, and the whole width last. */
function edgesOf(all: readonly Glyph[]): number[] {
  const edges = [0];
  for (const glyph of all) edges.push((edges.at(-1) ?? 0) + glyph.width);
  return edges;
}

/** The rows under a line: `^^^` for the fault, `───` for the rest, and the texts. */
function under(underlines: readonly Underline[], room: number, palette: Palette): string[] {
  const sorted = underlines.toSorted((a, b) => a.from - b.from || a.to - b.to);
  const signs: { sign: string; primary: boolean }[] = [];
  for (const { from, to, primary } of sorted.toSorted((a, b) => Number(a.primary) - Number(b.primary)))
    for (let i = from; i < to; i++) signs[i] = { sign: primary ? "^" : "─", primary };
  let row = "";
  for (let i = 0; i < signs.length; i++) {
    const sign = signs[i];
    row += sign === undefined ? " " : paint(sign.sign, sign.primary, palette);
  }
  const said = sorted.filter((underline) => underline.text !== "");
  const [only] = said;
  if (only === undefined) return [row];
  if (said.length === 1 && only.to === signs.length)
    return [`${row} ${paint(only.text, only.primary, palette)}`];
  return [row, ...besides(said, room, palette)];
}

/** The texts side by side where they fit, else hanging from their marks. */
function besides(said: readonly Underline[], room: number, palette: Palette): string[] {
  const secondary = said.filter((underline) => !underline.primary);
  const primary = said.filter((underline) => underline.primary);
  const start = said[0]?.from ?? 0;
  const parts = [secondary, primary].map((group) => group.map((underline) => underline.text).join("   "));
  const width = start + widthOf(parts.filter((part) => part !== "").join("      "));
  if (width <= room) {
    const painted = parts.map((part, i) => (part === "" ? "" : paint(part, i === 1, palette)));
    return [" ".repeat(start) + painted.filter((part) => part !== "").join("      ")];
  }
  return said.toReversed().map((underline, i) => {
    let row = "";
    let column = 0;
    for (const other of said.slice(0, said.length - 1 - i)) {
      if (other.from < column) continue;
      row += `${" ".repeat(other.from - column)}${paint("│", other.primary, palette)}`;
      column = other.from + 1;
    }
    return `${row}${" ".repeat(Math.max(0, underline.from - column))}${paint(underline.text, underline.primary, palette)}`;
  });
}

function paint(text: string, primary: boolean, palette: Palette): string {
  return primary ? palette.primary(text) : palette.secondary(text);
}
