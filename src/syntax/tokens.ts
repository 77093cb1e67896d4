/**
 * A text cut into tokens, whatever it is: what limits, brackets and recovery need before the grammar may look. It knows
 * less than the grammar and decides nothing about what is a program.
 */

export type TokenKind = "comment" | "quote" | "single" | "word" | "number" | "sign";

export interface TextToken {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** How many brackets stand open before it; a closing bracket counts as outside. */
  readonly depth: number;
  /** The first on its line. */
  readonly leads: boolean;
}

// In order: // # and /* */ comments; "quoted", closed or not; 'quoted' unless it is the prime of K'; names; numbers; all else.
const pattern =
  /(?<comment>\/\/[^\n]*|#[^\n]*|\/\*[^]*?(?:\*\/|$))|(?<quote>"(?:[^"\n]|"")*"?)|(?<single>(?<![\p{L}\d_'])'[^'\n]*')|(?<word>\p{L}[\p{L}0-9_]*)|(?<number>[0-9][0-9_]*(?:\.[0-9][0-9_]*)?(?:[eE][+-]?[0-9]+)?)|(?<space>[\s\uFEFF]+)|(?<sign><=|>=|==|!=|->|\.\.|[^])/gu;

export const opening: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);
export const closing: ReadonlySet<string> = new Set(opening.values());

/** Spaces are left out. */
export function tokensOf(text: string): readonly TextToken[] {
  const tokens: TextToken[] = [];
  let depth = 0;
  let leads = true;
  for (const found of text.matchAll(pattern)) {
    const [piece] = found;
    const groups = found.groups ?? {};
    if (groups["space"] !== undefined) {
      leads ||= piece.includes("\n");
      continue;
    }
    const kind = kinds.find((name) => groups[name] !== undefined) ?? "sign";
    if (closing.has(piece)) depth = Math.max(0, depth - 1);
    tokens.push({ kind, text: piece, start: found.index, end: found.index + piece.length, depth, leads });
    if (opening.has(piece)) depth++;
    leads = piece.endsWith("\n");
  }
  return tokens;
}

const kinds: readonly TokenKind[] = ["comment", "quote", "single", "word", "number", "sign"];

/** Without comments: what the grammar sees. */
export function codeTokens(text: string): readonly TextToken[] {
  return tokensOf(text).filter((token) => token.kind !== "comment");
}
