/** The order in which diagnostics are told: as a reader meets them, and each once. */

import type { Diagnostic } from "./diagnostic.ts";
import { isSpan, type Place } from "./source.ts";

/** Stable: by file in order of first mention, then by place; those without a place come last, in the order given. */
export function arrange(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const files = [
    ...new Set(diagnostics.flatMap(({ primary }) => (primary === null ? [] : [fileOf(primary)]))),
  ];
  const seen = new Set<string>();
  return diagnostics
    .map((diagnostic) => ({ diagnostic, key: sortKey(diagnostic.primary, files) }))
    .toSorted((a, b) => compare(a.key, b.key))
    .map(({ diagnostic }) => diagnostic)
    .filter((diagnostic) => {
      const identity = JSON.stringify([
        diagnostic.code,
        diagnostic.title,
        sortKey(diagnostic.primary, files),
      ]);
      if (diagnostic.primary !== null && seen.has(identity)) return false;
      seen.add(identity);
      return true;
    });
}

function fileOf(place: Place): string {
  return isSpan(place) ? place.source.name : place.file;
}

function sortKey(place: Place | null, files: readonly string[]): readonly number[] {
  if (place === null) return [files.length];
  const file = files.indexOf(fileOf(place));
  return isSpan(place) ? [file, place.start, place.end] : [file, place.line, place.column];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
