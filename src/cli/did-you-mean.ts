/** Help for a mistyped word. */

import { suggest } from "../diagnostic/suggest.ts";

/** `did you mean --data?`, or null where nothing is near. */
export function didYouMean(word: string, known: readonly string[]): string | null {
  const near = suggest(word, known);
  return near.length === 0 ? null : `did you mean ${near.join(" or ")}?`;
}
