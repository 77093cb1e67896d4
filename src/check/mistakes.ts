/** Collects what is wrong, so that one run tells all of it, and each thing once. */

import type { Code, Holes } from "../diagnostic/codes.ts";
import { type Details, type Diagnostic, diagnose } from "../diagnostic/diagnostic.ts";
import { isSpan, type Place, type Span } from "../diagnostic/source.ts";

export interface Mistakes {
  /** Notes a mistake. Gives null, the value of everything that depends on it: nothing follows from a mistake. */
  readonly report: <C extends Code>(code: C, holes: Holes<C>, details: Details) => null;
  /** Notes a use of something the language will have. */
  readonly notYet: (
    what: string,
    at: Span,
    more?: { readonly help?: string; readonly note?: string },
  ) => null;
  /** In the order of the text. */
  readonly all: () => readonly Diagnostic[];
}

export function mistakes(): Mistakes {
  const found = new Map<string, Diagnostic>();
  const report = <C extends Code>(code: C, holes: Holes<C>, details: Details): null => {
    const diagnostic = diagnose(code, holes, details);
    // One statement may be checked for several weights: what is said of the first is not said again.
    const key = `${code} ${startOf(diagnostic.primary)}`;
    if (!found.has(key)) found.set(key, diagnostic);
    return null;
  };
  return {
    report,
    notYet: (what, at, more = {}) =>
      report(
        "H0299",
        { what },
        {
          at,
          text: "not built yet",
          help: more.help ?? null,
          notes: more.note === undefined ? [] : [more.note],
        },
      ),
    all: () => [...found.values()].sort((a, b) => startOf(a.primary) - startOf(b.primary)),
  };
}

function startOf(place: Place | null): number {
  return place !== null && isSpan(place) ? place.start : -1;
}
