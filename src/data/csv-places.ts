/** Where cells stand in a CSV text: a second reading that only counts, made when a message needs a place. */

export interface CsvPlaces {
  /** The line on which each record's cells begin, from 1; by record, header included. */
  readonly cells: readonly (readonly number[])[];
  /** The line and cell (from 1) of a quote that is never closed, or null. */
  readonly unclosed: { readonly line: number; readonly column: number } | null;
}

/** Follows quotes and line ends as RFC 4180 has them (CR, LF or both); blank lines are no records. */
export function csvPlaces(text: string, separator: string): CsvPlaces {
  const cells: number[][] = [];
  let record = [1];
  let line = 1;
  let blank = true;
  let fresh = true; // nothing but blanks in this cell so far: a quote opens it
  let quoted: { line: number; column: number } | null = null;
  const endRecord = (): void => {
    if (!blank) cells.push(record);
    record = [line];
    blank = true;
    fresh = true;
  };
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    const newline = character === "\n" || character === "\r";
    if (character === "\r" && text.charAt(i + 1) === "\n") continue;
    if (newline) line++;
    if (quoted !== null) {
      if (character === '"') {
        if (text.charAt(i + 1) === '"') i++;
        else quoted = null;
      }
    } else if (newline) {
      endRecord();
    } else if (character === separator) {
      record.push(line);
      blank = false;
      fresh = true;
    } else if (character === '"' && fresh) {
      quoted = { line, column: record.length };
      blank = false;
      fresh = false;
    } else if (character !== " " && character !== "\t") {
      blank = false;
      fresh = false;
    }
  }
  endRecord();
  return { cells, unclosed: quoted };
}
