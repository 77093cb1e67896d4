/** The plain message where the grammar cannot go on: what was found, and what was expected. */

import type { Code, Holes } from "../diagnostic/codes.ts";
import { diagnose, type Details } from "../diagnostic/diagnostic.ts";
import { describeExpected } from "./expected.ts";
import { spanOf, type Failure } from "./failure.ts";
import type { Slip } from "./slip.ts";
import type { TextToken } from "./tokens.ts";
import { blockShapes } from "./words.ts";

/** The plain message: what was found, and what was expected. */
export function unexpected(failure: Failure, details: Omit<Details, "at">): Slip {
  const { found, expected, block, tokens, index } = failure;
  const wanted = describeExpected(expected);
  const head = block !== null && !tokens.slice(0, index).some((token) => token.text === "{");
  const notes = head && details.help === undefined ? [`the block is written \`${blockShapes[block]}\``] : [];
  const at = spanOf(failure, found);
  const text = wanted === "" ? "" : `expected ${wanted}`;
  return slip("H0101", { found: describe(failure, found) }, { at, text, notes, ...details });
}

function describe({ patched, block }: Failure, found: TextToken | null): string {
  if (found !== null) return code(brief(found.text));
  const { source } = patched;
  const rest = source.text.slice(patched.origin(patched.text.length));
  if (/^\s*$/u.test(rest)) return "the end of the program";
  return block === null ? "this" : `the end of the ${block} block`;
}

/** What is offered as an edit is also how reading goes on, unless told otherwise. */
export function slip<C extends Code>(
  code: C,
  holes: Holes<C>,
  details: Details,
  repairs = details.edits ?? [],
): Slip {
  return { diagnostic: diagnose(code, holes, details), repairs };
}

export function brief(text: string): string {
  const characters = Array.from(text);
  return characters.length > 24 ? `${characters.slice(0, 23).join("")}…` : text;
}

export function code(text: string): string {
  return `\`${text}\``;
}
