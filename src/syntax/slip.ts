/** A slip: something wrong, and the change after which reading can go on as if it had been right. */

import type { Code } from "../diagnostic/codes.ts";
import type { Diagnostic, Edit } from "../diagnostic/diagnostic.ts";
import { lineOf, positionOf } from "../diagnostic/position.ts";
import { isSpan } from "../diagnostic/source.ts";

export interface Slip {
  readonly diagnostic: Diagnostic;
  /** In the source's places. Often what the help offers, but it need only be good enough to go on. */
  readonly repairs: readonly Edit[];
  /** Without repairs: the token, by index, before which the faulty statement ends, where that is known. */
  readonly until?: number;
}

/** Whether reading goes on otherwise than the message proposes: what is read then is a guess. */
export function isGuess({ diagnostic, repairs }: Slip): boolean {
  return repairs.some((repair) => !diagnostic.edits.includes(repair));
}

const shownPlaces = 3;

/** Slips of the hand, repeated as habits are; the others are told each by each. */
const habits: readonly Code[] = ["H0102", "H0103", "H0108", "H0109", "H0110", "H0111"];

/** The same slip in several places is one mistake: the first is shown, the rest are counted, and all of them are mended. */
export function merged(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const groups = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const habit = habits.includes(diagnostic.code);
    const key = habit ? `${diagnostic.code} ${diagnostic.title}` : `${groups.size}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [diagnostic]);
    else group.push(diagnostic);
  }
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group;
    if (first === undefined) return [];
    if (others.length === 0) return [first];
    const places = others.slice(0, shownPlaces).map(placeOf).join(", ");
    const more = others.length - shownPlaces;
    const note = `also at ${places}${more > 0 ? ` and ${more} more ${more === 1 ? "place" : "places"}` : ""}`;
    return [
      {
        ...first,
        notes: [...first.notes, note],
        edits: group.flatMap((diagnostic) => diagnostic.edits),
      },
    ];
  });
}

function placeOf({ primary }: Diagnostic): string {
  if (primary === null || !isSpan(primary)) return "";
  return `${lineOf(primary.source, primary.start)}:${positionOf(primary.source, primary.start).column}`;
}
