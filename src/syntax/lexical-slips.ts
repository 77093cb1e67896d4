/** Signs of other languages, of word processors and of the web that no program holds: found before the grammar looks. */

import { diagnose, type Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Source, Span } from "../diagnostic/source.ts";
import type { Slip } from "./slip.ts";
import { tokensOf, type TextToken } from "./tokens.ts";

/** A sign that is not Hunch's: what to write instead, or null where that needs thought. */
interface ForeignSign {
  readonly pattern: RegExp;
  /** Its name where several signs are one slip. */
  readonly sign?: string;
  readonly instead: (found: string, after: string) => string | null;
  readonly help: string | ((instead: string) => string);
}

const write = (instead: string) => `write \`${instead}\``;

/** What word processors, the web and mathematicians make of our signs. */
const lookalikes: Readonly<Record<string, string>> = {
  "−": "-",
  "–": "-",
  "—": "-",
  "×": "*",
  "·": "*",
  "⋅": "*",
  "∗": "*",
  "÷": "/",
  "≤": "<=",
  "≥": ">=",
  "≠": "!=",
  "∼": "~",
  "˜": "~",
  "→": "->",
  "…": "..",
  "²": "^2",
  "³": "^3",
};

/** In this order; a place is taken once. */
const foreignSigns: readonly ForeignSign[] = [
  {
    pattern: /;/gu,
    instead: (_, after) => (/^[\s}]|^$/u.test(after) ? "" : " "),
    help: "leave it out: a statement ends where the next one begins",
  },
  { pattern: /:=/gu, instead: () => "=", help: write },
  { pattern: /\*\*/gu, instead: () => "^", help: write },
  { pattern: /===/gu, instead: () => "==", help: write },
  { pattern: /<>/gu, instead: () => "!=", help: write },
  { pattern: /%\*%/gu, instead: () => "@", help: write },
  { pattern: /(?<=[\p{L}0-9_)\]]\s*)\.[*/]/gu, instead: (found) => found.slice(1), help: write },
  {
    pattern: /&&?/gu,
    instead: () => null,
    help: "a bool is 0 or 1, so both hold where `a * b == 1`",
  },
  {
    pattern: /\|\|?/gu,
    instead: () => null,
    help: "a bool is 0 or 1, so one of them holds where `a + b > 0`",
  },
  { pattern: /!(?!=)/gu, instead: () => null, help: "a bool is 0 or 1, so `a == 0` is its opposite" },
  {
    pattern:
      /(?<![\p{L}0-9_.])(?:[0-9][0-9_]*(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![eE][+-]?[0-9])(?=\p{L})\p{L}[\p{L}0-9_]*/gu,
    instead: (found) => found.replace(/^[0-9_.]+(?:[eE][+-]?[0-9]+)?/u, "$& * "),
    help: (instead) => `${write(instead)}, or begin the name with a letter`,
  },
  {
    pattern: /(?<![\p{L}0-9_])_[\p{L}0-9_]*/gu,
    instead: (found) => /\p{L}.*/u.exec(found)?.[0] ?? null,
    help: "a name begins with a letter",
  },
  {
    pattern: new RegExp(`[${Object.keys(lookalikes).join("")}]`, "gu"),
    instead: (found) => lookalikes[found] ?? null,
    help: write,
  },
  { pattern: /[“”„‟«»]/gu, sign: "a curly quote", instead: () => '"', help: 'write the straight quote `"`' },
];

const number = {
  open: /(?<![\p{L}0-9_.)\]])\.[0-9][0-9_]*/gu,
  trailing: /(?<![\p{L}0-9_.])[0-9][0-9_]*\.(?![0-9.])/gu,
};
/** A letter and its marks as several characters. */
const decomposed = /\p{L}\p{M}+/gu;
const strangeSpace = /[^\S\t\n\r\f\v \uFEFF]+/gu;
const unseen = /(?![\t\n\r\f\v\uFEFF])[\p{Cc}\p{Cf}]/gu;
const unknown = /[^\p{L}0-9_\t\n\r\f\v "(){}[\],:.~=<>+\-*/^@!'\uFEFF]|(?<![\p{L}0-9_])'/gu;

/** Every such slip in the text, in the order of its kinds. */
export function lexicalSlips(source: Source): readonly Slip[] {
  const tokens = tokensOf(source.text);
  const slips: Slip[] = tokens.flatMap((token) => slipOfToken(source, token));
  let text = source.text;
  // What is quoted or said in a comment is nobody's business: quotes stand in its place.
  if (tokens.some(isOpaque)) {
    let masked = "";
    let done = 0;
    for (const token of tokens.filter(isOpaque)) {
      masked += text.slice(done, token.start) + '"'.repeat(token.end - token.start);
      done = token.end;
    }
    text = masked + text.slice(done);
  }
  /** Where a slip was found, so that what is `.5` is not `.` too. */
  const taken = new Set<number>();
  const find = (pattern: RegExp, make: (found: string, span: Span, after: string) => Slip) => {
    for (const match of text.matchAll(pattern)) {
      const [found] = match;
      const start = match.index;
      if (taken.has(start)) continue;
      for (let i = start; i < start + found.length; i++) taken.add(i);
      const end = start + found.length;
      slips.push(make(found, { source, start, end }, text.slice(end, end + 1)));
    }
  };
  find(number.open, (found, span) => digitSlip(found, `0${found}`, span));
  find(number.trailing, (found, span) => digitSlip(found, `${found}0`, span));
  for (const { pattern, sign = null, instead, help } of foreignSigns)
    find(pattern, (found, span, after) => {
      const replacement = instead(found, after);
      const said = typeof help === "string" ? help : help(replacement ?? "");
      return foreign(sign ?? quoted(found), span, replacement, said);
    });
  find(decomposed, (found, span) => {
    const composed = found.normalize("NFC");
    const whole = /^\p{L}+$/u.test(composed);
    return unknownSlip(
      found,
      span,
      whole ? composed : found.replace(/\p{M}/gu, ""),
      whole ? `write it as one character, \`${composed}\`` : "names are letters, digits and `_`",
      whole,
    );
  });
  find(strangeSpace, (found, span) => unknownSlip(found, span, " ", "put an ordinary space", true));
  find(unseen, (found, span) => unknownSlip(found, span, "", "leave it out", true));
  find(unknown, (found, span) => unknownSlip(found, span, " ", null, false));
  return slips;
}

function isOpaque(token: TextToken): boolean {
  return token.kind === "comment" || token.kind === "quote" || token.kind === "single";
}

function slipOfToken(source: Source, token: TextToken): Slip[] {
  const span = { source, start: token.start, end: token.end };
  const { text } = token;
  if (token.kind === "comment" && text.startsWith("#")) {
    const sign = { ...span, end: span.start + 1 };
    return [foreign("`#`", sign, "//", "a comment begins with `//`")];
  }
  if (token.kind === "comment" && text.startsWith("/*")) {
    const diagnostic = diagnose(
      "H0110",
      { sign: "`/*`" },
      { at: { ...span, end: span.start + 2 }, help: "a comment begins with `//` and ends with its line" },
    );
    return [{ diagnostic, repairs: [{ span, text: " " }] }];
  }
  if (token.kind === "single")
    return [foreign(quoted(text), span, `"${text.slice(1, -1)}"`, 'write the double quote `"`')];
  const closed = text.length > 1 && /^"(?:[^"]|"")*"$/u.test(text);
  if (token.kind !== "quote" || closed) return [];
  // Where it should have ended nobody knows; a name rarely holds a space or a bracket.
  const length = /^"[^\s,{}()[\]]*/u.exec(text)?.[0].length ?? 1;
  const at = { source, start: span.start + length, end: span.start + length };
  const diagnostic = diagnose(
    "H0104",
    {},
    {
      at: { ...span, end: span.start + 1 },
      help: 'close it with `"` on the same line; a quote inside is written `""`',
    },
  );
  return [{ diagnostic, repairs: [{ span: at, text: '"' }] }];
}

function quoted(found: string): string {
  return `\`${found.length > 20 ? `${found.slice(0, 19)}…` : found}\``;
}

function foreign(sign: string, span: Span, instead: string | null, help: string): Slip {
  const edits = instead === null ? [] : [{ span, text: instead }];
  const diagnostic = diagnose("H0110", { sign }, { at: span, help, edits });
  return { diagnostic, repairs: instead === null ? [{ span, text: " " }] : edits };
}

function digitSlip(found: string, whole: string, span: Span): Slip {
  const edits = [{ span, text: whole }];
  return {
    diagnostic: diagnose("H0109", { number: found }, { at: span, help: write(whole), edits }),
    repairs: edits,
  };
}

function unknownSlip(found: string, span: Span, instead: string, help: string | null, safe: boolean): Slip {
  const repairs = [{ span, text: instead }];
  const diagnostic: Diagnostic = diagnose(
    "H0111",
    { character: nameOfCharacter(found) },
    { at: span, help, edits: safe ? repairs : [] },
  );
  return { diagnostic, repairs };
}

/** `€` or U+200B: as it looks where it looks like something. */
function nameOfCharacter(found: string): string {
  const code = (found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  const seen = /^(?:\p{L}\p{M}+|[\p{P}\p{S}\p{N}])$/u.test(found);
  return seen ? `\`${found}\`` : `U+${code}`;
}
