/**
 * A program in the one layout, its comments kept: the tree is printed, and the comments are woven in where they stood,
 * each behind the token it stood behind or on its own line before the one it stood before.
 */

import { Bug } from "../diagnostic/bug.ts";
import type { Syntax } from "./ast.ts";
import { readComments, type Comment, type Commented } from "./comments.ts";
import { print } from "./print.ts";
import { weave } from "./weave.ts";

/** The layout of a text that was read without a mistake. */
export function format(syntax: Syntax): string {
  const plain = print(syntax);
  const written = readComments(syntax.span.source.text);
  return written.before.every((comments) => comments.length === 0)
    ? plain
    : weave(plain, moved(written, plain));
}

/**
 * The comments by the tokens of the printed text. It has those of what was written but for empty brackets, `dense()`, and for
 * quotes that a column does without; a comment before a comma goes behind it.
 */
function moved(written: Commented, plain: string): Commented {
  const { tokens } = readComments(plain);
  const before: Comment[][] = [[]];
  const apart: boolean[] = [];
  written.tokens.forEach((token, i) => {
    before.at(-1)?.push(...(written.before[i] ?? []));
    const next = tokens[apart.length];
    if (next === undefined || (token !== next && !token.startsWith('"'))) {
      if (!"(){}".includes(token)) throw new Bug(`the layout lost the token ${token}`);
      return;
    }
    const waiting = next === "," ? before.pop() : undefined;
    if (waiting !== undefined) before.push([]);
    apart.push(written.apart[i] ?? false);
    before.push(waiting ?? []);
  });
  before.at(-1)?.push(...(written.before.at(-1) ?? []));
  if (apart.length !== tokens.length) throw new Bug("the layout has a token of its own");
  return { tokens, before, apart: [...apart, false] };
}
