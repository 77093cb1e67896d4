/** A stretch of a source with edits applied, and the way back: where each character of the new text stood in the old one. */

import type { Edit } from "../diagnostic/diagnostic.ts";
import type { Source } from "../diagnostic/source.ts";

export interface Patched {
  readonly source: Source;
  readonly text: string;
  /** The offset in the source of an offset in `text`; within a replacement, as far in as what was replaced goes. */
  readonly origin: (offset: number) => number;
}

/** The source from `start` to `end`, with those of the edits that lie within. Of edits that overlap the first wins. */
export function patch(source: Source, start: number, end: number, edits: readonly Edit[]): Patched {
  const inside = edits
    .filter((edit) => start <= edit.span.start && edit.span.end <= end)
    .toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  /** Pieces of the new text: where each begins there, where it came from, and how long it was. */
  const pieces: { at: number; from: number; length: number }[] = [];
  let text = "";
  let done = start;
  for (const { span, text: replacement } of inside) {
    if (span.start < done) continue;
    pieces.push({ at: text.length, from: done, length: span.start - done });
    text += source.text.slice(done, span.start);
    pieces.push({ at: text.length, from: span.start, length: span.end - span.start });
    text += replacement;
    done = span.end;
  }
  pieces.push({ at: text.length, from: done, length: end - done });
  text += source.text.slice(done, end);
  return {
    source,
    text,
    origin: (offset) => {
      let low = 0;
      for (let high = pieces.length; high - low > 1;) {
        const middle = (low + high) >> 1;
        if ((pieces[middle]?.at ?? 0) <= offset) low = middle;
        else high = middle;
      }
      const piece = pieces[low];
      return piece === undefined ? start : piece.from + Math.min(offset - piece.at, piece.length);
    },
  };
}
