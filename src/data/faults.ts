/** Faults of cells, gathered by column: the first is shown, the rest counted, so that a bad column is one message. */

import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Cell } from "../diagnostic/source.ts";

export interface Faults {
  /** `make` gives the diagnostic of the first fault of a kind in a column, with the given notes. */
  add(key: string, at: Cell, make: (notes: readonly string[]) => Diagnostic): void;
  list(): Diagnostic[];
}

const shownColumns = 6;
const shownLines = 4;

export function gatherFaults(): Faults {
  const found = new Map<
    string,
    { count: number; lines: number[]; make: (notes: readonly string[]) => Diagnostic }
  >();
  return {
    add(key, at, make) {
      const entry = found.get(key);
      if (entry === undefined) {
        found.set(key, { count: 1, lines: [], make });
        return;
      }
      entry.count++;
      if (entry.lines.length < shownLines) entry.lines.push(at.line);
    },
    list() {
      const entries = [...found.values()];
      return entries.slice(0, shownColumns).map(({ count, lines, make }, i) => {
        const notes: string[] = [];
        if (count > 1) {
          const dots = count - 1 > lines.length ? ", …" : "";
          notes.push(`and ${count - 1} more in this column, at line ${lines.join(", ")}${dots}`);
        }
        const hidden = entries.length - shownColumns;
        if (i === shownColumns - 1 && hidden > 0) notes.push(`and ${hidden} more columns with faults`);
        return make(notes);
      });
    },
  };
}
