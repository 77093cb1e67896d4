/** Offsets to lines and columns, as people and editors count them: from 1, columns in code points. */

import type { Source } from "./source.ts";

export interface Position {
  readonly line: number;
  readonly column: number;
}

const known = new WeakMap<Source, readonly number[]>();

/** The offsets at which the source's lines begin; a line ends at "\n". */
export function lineStarts(source: Source): readonly number[] {
  let starts = known.get(source);
  if (starts === undefined) {
    const found = [0];
    for (let i = source.text.indexOf("\n"); i >= 0; i = source.text.indexOf("\n", i + 1)) found.push(i + 1);
    known.set(source, (starts = found));
  }
  return starts;
}

/** The line, from 1, on which a UTF-16 offset lies. */
export function lineOf(source: Source, offset: number): number {
  const starts = lineStarts(source);
  let low = 0;
  for (let high = starts.length; high - low > 1;) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** Where a line's text begins and ends, its end-of-line characters left out. */
export function lineBounds(source: Source, line: number): { readonly start: number; readonly end: number } {
  const starts = lineStarts(source);
  const start = starts[line - 1] ?? source.text.length;
  const next = starts[line];
  let end = next === undefined ? source.text.length : next - 1;
  if (end > start && source.text[end - 1] === "\r") end--;
  return { start, end };
}

/** The place of a UTF-16 offset. */
export function positionOf(source: Source, offset: number): Position {
  const line = lineOf(source, offset);
  const { start } = lineBounds(source, line);
  return { line, column: codePoints(source.text, start, offset) + 1 };
}

/** How many code points stand between two offsets; half of a surrogate pair counts as one. */
function codePoints(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; count++) i += (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1;
  return count;
}
