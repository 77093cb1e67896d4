/** The blocks of a text by their first words, and its brackets: a bracket left open in one block must not swallow the next. */

import { diagnose, type Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Span } from "../diagnostic/source.ts";
import { limits, tooDeep } from "./limits.ts";
import type { Patched } from "./patch.ts";
import type { Slip } from "./slip.ts";
import { codeTokens, closing, opening, type TextToken } from "./tokens.ts";
import { blockWords, type BlockWord } from "./words.ts";

/** A block's stretch of the source, up to the next block's first word. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  /** Null for what stands before the first block. */
  readonly word: BlockWord | null;
}

export type Outline =
  | { readonly ok: true; readonly segments: readonly Segment[]; readonly slips: readonly Slip[] }
  | { readonly ok: false; readonly tooDeep: Diagnostic };

export function outlineOf(patched: Patched): Outline {
  const tokens = codeTokens(patched.text);
  const slips: Slip[] = [];
  const segments: Segment[] = [];
  /** Indices of the brackets that stand open. */
  let open: number[] = [];
  let start = 0;
  let word: BlockWord | null = null;
  const spanOf = ({ start: from, end: to }: TextToken): Span => ({
    source: patched.source,
    start: patched.origin(from),
    end: patched.origin(to),
  });
  const finish = (end: number) => {
    if (end > start) segments.push({ start, end, word });
    start = end;
  };

  /** `by` is the index of the token before which the bracket should have been closed. */
  const unclosed = (index: number, by: number) => {
    const opener = tokens[index] as TextToken;
    const closer = opening.get(opener.text) ?? "";
    const stop = tokens[by];
    // A block's brace is closed before the next block, any other bracket at the end of its line.
    let last = by - 1;
    if (opener.text !== "{") {
      last = index;
      while (last + 1 < by && tokens[last + 1]?.leads === false) last++;
    }
    const end = patched.origin(tokens[last]?.end ?? 0);
    const place = { source: patched.source, start: end, end };
    const repairs = [{ span: place, text: opener.text === "{" ? "\n}" : closer }];
    const diagnostic = diagnose(
      "H0102",
      { bracket: `\`${opener.text}\`` },
      {
        at: spanOf(opener),
        labels:
          stop === undefined ? [] : [{ span: spanOf(stop), text: `\`${closer}\` was expected before this` }],
        help: `close it with \`${closer}\``,
        edits: opener.text === "{" ? repairs : [],
      },
    );
    slips.push({ diagnostic, repairs });
  };

  const stray = (token: TextToken, opener: TextToken | undefined) => {
    const span = spanOf(token);
    const typed = opener !== undefined && opener.text !== "{" && token.text !== "}";
    const text = typed ? (opening.get(opener.text) ?? "") : "";
    const diagnostic = diagnose(
      "H0103",
      { bracket: `\`${token.text}\`` },
      {
        at: span,
        labels: typed ? [{ span: spanOf(opener), text: "this stands open" }] : [],
        help: typed ? `write \`${text}\`` : "leave it out, or open it before",
        edits: [{ span, text }],
      },
    );
    slips.push({ diagnostic, repairs: [{ span, text }] });
    if (typed) open.pop();
  };

  /** `b ~` stands in no round or square bracket: one that is open was left so before the line of `b`. */
  const drawn = (at: number) => {
    let begin = at;
    while (begin > 0 && tokens[begin]?.leads === false) begin--;
    const left = open.filter((index) => index < begin && tokens[index]?.text !== "{");
    for (const index of left.toReversed()) unclosed(index, begin);
    open = open.filter((index) => !left.includes(index));
  };

  for (const [i, token] of tokens.entries()) {
    const head = headOf(tokens, i, open.length);
    if (head !== null) {
      for (const index of open.toReversed()) unclosed(index, i);
      open = [];
      finish(patched.origin(token.start));
      word = head;
    } else if (token.kind === "sign" && opening.has(token.text)) {
      if (open.length >= limits.brackets) return { ok: false, tooDeep: tooDeep(spanOf(token)) };
      open.push(i);
    } else if (token.text === "~") {
      if (open.some((index) => tokens[index]?.text !== "{")) drawn(i);
    } else if (token.kind === "sign" && closing.has(token.text)) {
      const fits = open.findLastIndex((index) => opening.get(tokens[index]?.text ?? "") === token.text);
      if (fits < 0) stray(token, tokens[open.at(-1) ?? -1]);
      else {
        for (const index of open.slice(fits + 1).toReversed()) unclosed(index, i);
        open = open.slice(0, fits);
      }
    }
  }
  for (const index of open.toReversed()) unclosed(index, tokens.length);
  finish(patched.origin(patched.text.length));
  return { ok: true, segments, slips };
}

/** What may follow a block's first word. */
const follows: { readonly [B in BlockWord]: (next: TextToken) => boolean } = {
  model: (next) => next.kind === "word",
  dim: (next) => next.kind === "word",
  data: (next) => next.kind === "word" || next.kind === "quote" || next.text === "{",
  network: (next) => next.kind === "word",
  prior: (next) => next.text === "{",
  likelihood: (next) => next.text === "{",
  infer: (next) => next.kind === "word",
};

/** Words after which a name stands. */
const naming = new Set(["model", "dim", "network", "infer", "from", "over"]);

/** The block that begins at a token, or null. Inside brackets it must look the part, for the bracket may be what is missing. */
function headOf(tokens: readonly TextToken[], i: number, depth: number): BlockWord | null {
  const token = tokens[i];
  const word = blockWords.find((name) => name === token?.text);
  if (token === undefined || word === undefined) return null;
  const previous = tokens[i - 1];
  const next = tokens[i + 1];
  const looks = next !== undefined && follows[word](next);
  const operand =
    previous !== undefined &&
    (naming.has(previous.text) ||
      (previous.kind === "sign" && !closing.has(previous.text) && previous.text !== "{"));
  if (operand) return looks && token.leads ? word : null;
  return depth === 0 || looks ? word : null;
}
