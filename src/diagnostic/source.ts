/** A text a person wrote, and places in it. */

export interface Source {
  /** The file's name as the user gave it; shown in every message. */
  readonly name: string;
  readonly text: string;
}

/** A stretch of a source: UTF-16 offsets from 0, `end` exclusive, `start <= end`. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** A cell of a data file. `line` is the file's line and `column` the cell's number, both from 1. */
export interface Cell {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type Place = Span | Cell;

export function isSpan(place: Place): place is Span {
  return "source" in place;
}

/** The smallest span that holds both; they must be of one source. */
export function join(first: Span, last: Span): Span {
  return {
    source: first.source,
    start: Math.min(first.start, last.start),
    end: Math.max(first.end, last.end),
  };
}
