/** Faults of cells, gathered by column: the first is shown, the rest counted, so that a bad column is one message. */

import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Cell } from "../diagnostic/source.ts";

export interface Faults {
  /** `make` gives the diagnostic of the first fault of a kind, with the given notes. Places are looked for only where they are shown. */
  add(key: string, place: () => Cell, make: (at: Cell, notes: readonly string[]) => Diagnostic): void;
  list(): Diagnostic[];
}

const shownColumns = 6;
const shownLines = 4;

/** `where` says what is counted together: `in this column`. */
export function gatherFaults(where = "in this column"): Faults {
  const found = new Map<
    string,
    { count: number; lines: Set<number>; make: (notes: readonly string[]) => Diagnostic }
  >();
  return {
    add(key, place, make) {
      const entry = found.get(key);
      if (entry === undefined) {
        const at = place();
        found.set(key, { count: 1, lines: new Set(), make: (notes) => make(at, notes) });
        return;
      }
      entry.count++;
      if (entry.lines.size < shownLines && entry.count <= 4 * shownLines) entry.lines.add(place().line);
    },
    list() {
      const entries = [...found.values()];
      return entries.slice(0, shownColumns).map(({ count, lines, make }, i) => {
        const notes: string[] = [];
        if (count > 1) {
          const dots = count - 1 > lines.size ? ", …" : "";
          notes.push(`and ${count - 1} more ${where}, at line ${[...lines].join(", ")}${dots}`);
        }
        const hidden = entries.length - shownColumns;
        if (i === shownColumns - 1 && hidden > 0) notes.push(`and ${hidden} more columns with faults`);
        return make(notes);
      });
    },
  };
}
