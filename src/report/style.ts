/** What a terminal can show: colour or none, and how wide it is. */

export interface Style {
  readonly colour: boolean;
  /** Characters in a line. */
  readonly columns: number;
}

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, cyan: 36 } as const;

export type Paint = keyof typeof codes;

/** The text in a colour or weight, where the terminal shows any (ECMA-48, SGR). */
export function styled(text: string, paint: Paint, style: Style): string {
  return style.colour && text !== "" ? `\u001b[${codes[paint]}m${text}\u001b[0m` : text;
}
