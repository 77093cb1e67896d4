/** Comments woven into a text that was laid out without them: a line breaks where a comment ends it, brackets item by item. */

import type { Comment, Commented } from "./comments.ts";
import { closing, opening, tokensOf, type TextToken } from "./tokens.ts";

interface Line {
  readonly text: string;
  /** The one behind it. */
  comment: string | null;
  /** An empty line stands before it. */
  readonly apart: boolean;
}

/** Spaces before a comment behind a line. */
const gap = 3;
const step = 2;

/** `plain`, with the comments that stand before its tokens; `written.tokens` are the tokens of `plain`. */
export function weave(plain: string, written: Commented): string {
  const tokens = tokensOf(plain);
  const broken = brokenBrackets(plain, tokens, written.before);
  const lines: Line[] = [];
  /** How far in the insides of the open brackets stand. */
  const insides: number[] = [];
  const openers: number[] = [];
  let open = "";
  let isOpen = false;
  let apart = false;
  let indent = 0;

  const close = (): void => {
    if (isOpen) lines.push({ text: open.trimEnd(), comment: null, apart });
    isOpen = false;
  };
  const begin = (at: number, emptyBefore: boolean): void => {
    close();
    [open, isOpen, apart, indent] = [" ".repeat(at), true, emptyBefore, at];
  };

  const comment = (given: readonly Comment[], at: number, first: boolean, force: boolean): number => {
    let own = 0;
    given.forEach(({ text, trailing, apart: emptyBefore }, i) => {
      if (i === 0 && trailing && isOpen) {
        close();
        const last = lines.at(-1);
        if (last !== undefined) last.comment = text;
        return;
      }
      begin(at, own === 0 ? !first && (force || emptyBefore) : emptyBefore);
      open += text;
      own++;
    });
    return own;
  };

  tokens.forEach((token, i) => {
    const previous = tokens[i - 1];
    const space = plain.slice(previous?.end ?? 0, token.start);
    const given = written.before[i] ?? [];
    const closes = closing.has(token.text);
    const opener = openers.at(-1);
    const within = insides.at(-1) ?? 0;
    const after = previous !== undefined && opening.has(previous.text);
    const empty = space.split("\n").length > 2;
    const breaks =
      previous === undefined ||
      space.includes("\n") ||
      (opener !== undefined && broken.has(opener) && (after || closes || previous.text === ","));
    /** Where the token stands if it begins a line; one that goes on with a statement stands further in. */
    const start = closes ? Math.max(0, within - step) : breaks ? within : Math.max(indent, within + step);
    const own = comment(given, closes ? within : start, previous === undefined || after, empty);
    if (breaks || given.length > 0) begin(start, own > 0 ? !closes && (written.apart[i] ?? false) : empty);
    else open += space;
    open += token.text;
    if (closes) {
      openers.pop();
      insides.pop();
    }
    if (opening.has(token.text)) {
      openers.push(i);
      insides.push(indent + step);
    }
  });
  comment(written.before[tokens.length] ?? [], 0, tokens.length === 0, true);
  close();
  return printLines(lines);
}

/** The openers of brackets that the layout has on one line, and that hold a comment. */
function brokenBrackets(
  plain: string,
  tokens: readonly TextToken[],
  before: readonly (readonly Comment[])[],
): ReadonlySet<number> {
  const found = new Set<number>();
  const openers: number[] = [];
  tokens.forEach((token, i) => {
    if ((before[i] ?? []).length > 0) for (const opener of openers) found.add(opener);
    if (opening.has(token.text)) openers.push(i);
    if (closing.has(token.text)) openers.pop();
  });
  for (const opener of found)
    if (plain.slice(tokens[opener]?.end, tokens[opener + 1]?.start).includes("\n")) found.delete(opener);
  return found;
}

/** Neighbouring comments stand below one another. Widths are in code points. */
function printLines(lines: readonly Line[]): string {
  const width = ({ text }: Line): number => Array.from(text).length;
  let printed = "";
  let column = 0;
  lines.forEach((line, i) => {
    const follows = i > 0 && !line.apart && lines[i - 1]?.comment !== null;
    if (line.comment !== null && !follows) {
      column = 0;
      for (let j = i; j < lines.length; j++) {
        const next = lines[j];
        if (next === undefined || next.comment === null || (j > i && next.apart)) break;
        column = Math.max(column, width(next) + gap);
      }
    }
    const behind = line.comment === null ? "" : " ".repeat(column - width(line)) + line.comment;
    printed += `${line.apart ? "\n" : ""}${line.text}${behind}\n`;
  });
  return printed;
}
