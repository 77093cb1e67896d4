/** How text of a user's looks on a terminal: every character seen, none obeyed, and how many columns each takes. */

/** One character as shown. */
export interface Glyph {
  readonly text: string;
  /** In columns of the terminal: 0 for a combining mark, 2 for a wide character, more for a tab. */
  readonly width: number;
  /** Where it stands in the text, in UTF-16 units. */
  readonly offset: number;
}

const tabStop = 4;
const combining = /^[\p{Mn}\p{Me}]$/u;
/** Control and format characters, among them those that turn the direction of text around, and halves of pairs. */
const hidden = /^[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]$/u;
const wide =
  /^[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]$/u;

export function glyphs(text: string): Glyph[] {
  const found: Glyph[] = [];
  let column = 0;
  let offset = 0;
  for (const character of text) {
    const glyph = shown(character, column);
    found.push({ ...glyph, offset });
    column += glyph.width;
    offset += character.length;
  }
  return found;
}

function shown(character: string, column: number): { text: string; width: number } {
  if (character >= " " && character <= "~") return { text: character, width: 1 };
  if (character === "\t") {
    const width = tabStop - (column % tabStop);
    return { text: " ".repeat(width), width };
  }
  if (hidden.test(character)) return { text: "\u{fffd}", width: 1 };
  if (combining.test(character)) return { text: character, width: column === 0 ? 1 : 0 };
  return { text: character, width: wide.test(character) ? 2 : 1 };
}

/** Text of ours that quotes a user's: newlines stay, all else is made visible. */
export function visible(text: string): string {
  return text
    .split("\n")
    .map((line) =>
      glyphs(line)
        .map((glyph) => glyph.text)
        .join(""),
    )
    .join("\n");
}

export function widthOf(text: string): number {
  return glyphs(text).reduce((sum, glyph) => sum + glyph.width, 0);
}
