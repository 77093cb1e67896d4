/** What is said of a text with one mistake, and the text as the message would have it. */

import type { Diagnostic, Edit } from "../../src/diagnostic/diagnostic.ts";
import { positionOf } from "../../src/diagnostic/position.ts";
import { isSpan } from "../../src/diagnostic/source.ts";
import { parse } from "../../src/syntax/parse.ts";
import { sourceOf } from "./fixtures.ts";

/** The one diagnostic of a text, with what it underlines. */
export function only(text: string): Diagnostic & { underlined: string; line: number; column: number } {
  const { diagnostics } = parse(sourceOf(text));
  const [first, ...others] = diagnostics;
  if (first === undefined || others.length > 0)
    throw new Error(`${diagnostics.length} diagnostics for ${text}`);
  const { primary } = first;
  if (primary === null || !isSpan(primary)) throw new Error("no place");
  return {
    ...first,
    underlined: text.slice(primary.start, primary.end),
    ...positionOf(primary.source, primary.start),
  };
}

export function applyEdits(text: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce(
      (done, { span, text: instead }) => done.slice(0, span.start) + instead + done.slice(span.end),
      text,
    );
}
