/** The place where the grammar could not go on, with what stands around it. */

import type { Source, Span } from "../diagnostic/source.ts";
import type { Match } from "../../grammar/hunch.ohm-bundle.js";
import type { Expected } from "./expected.ts";
import type { Patched } from "./patch.ts";
import { codeTokens, type TextToken } from "./tokens.ts";
import type { BlockWord } from "./words.ts";

export interface Failure {
  readonly patched: Patched;
  readonly tokens: readonly TextToken[];
  /** Of the token that was not expected; the number of tokens at the end of the text. */
  readonly index: number;
  readonly found: TextToken | null;
  readonly previous: TextToken | null;
  readonly next: TextToken | null;
  readonly expected: Expected;
  readonly block: BlockWord | null;
}

export function failureOf(
  patched: Patched,
  match: Extract<Match, { ok: false }>,
  block: BlockWord | null,
): Failure {
  const tokens = codeTokens(patched.text);
  const at = tokens.findIndex((token) => token.end > match.position);
  const index = at < 0 ? tokens.length : at;
  return {
    patched,
    tokens,
    index,
    found: tokens[index] ?? null,
    previous: tokens[index - 1] ?? null,
    next: tokens[index + 1] ?? null,
    expected: new Set(match.expected()),
    block,
  };
}

/** A token's place in the source; with none, the end of what was read. */
export function spanOf({ patched, previous }: Failure, token: TextToken | null, last = token): Span {
  const { source } = patched;
  if (token === null) {
    const end = patched.origin(previous?.end ?? patched.text.length);
    return endSpan(source, end);
  }
  const start = patched.origin(token.start);
  return { source, start, end: Math.max(start, patched.origin(last?.end ?? token.end)) };
}

/** Where something is missing at the end of a text: an empty span just after it. */
function endSpan(source: Source, end: number): Span {
  return { source, start: end, end };
}
