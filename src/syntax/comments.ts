/** The comments of a text and where each hangs: a tree does not hold them, so the formatter reads them from the tokens. */

import { tokensOf } from "./tokens.ts";

export interface Comment {
  /** From `//` on, without the spaces at its end. */
  readonly text: string;
  /** It stands on the line on which the token before it ends. */
  readonly trailing: boolean;
  /** An empty line stands before it. */
  readonly apart: boolean;
}

export interface Commented {
  /** What the grammar sees, in order. */
  readonly tokens: readonly string[];
  /** The comments before each token, those at the end of the text last: one list more than there are tokens. */
  readonly before: readonly (readonly Comment[])[];
  /** Whether an empty line stands between a token and the last comment before it. */
  readonly apart: readonly boolean[];
}

export function readComments(text: string): Commented {
  const tokens: string[] = [];
  const before: Comment[][] = [[]];
  const apart: boolean[] = [];
  let end = 0;
  for (const token of tokensOf(text)) {
    const gap = text.slice(end, token.start);
    const lines = gap.split("\n").length - 1;
    if (token.kind === "comment") {
      const trailing = lines === 0 && tokens.length > 0;
      before.at(-1)?.push({ text: token.text.trimEnd(), trailing, apart: lines > 1 });
    } else {
      tokens.push(token.text);
      before.push([]);
      apart.push(lines > 1);
    }
    end = token.end;
  }
  return { tokens, before, apart: [...apart, false] };
}
