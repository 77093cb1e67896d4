/** The checks of `hunch diagnose` for people: a mark and a sentence each. */

import { styled, type Style } from "./style.ts";

export interface Told {
  readonly name: string;
  readonly ok: boolean;
  readonly text: string;
}

export function checksTable(checks: readonly Told[], style: Style): string[] {
  const width = Math.max(...checks.map(({ name }) => name.length));
  return checks.flatMap(({ name, ok, text }) => {
    const mark = ok ? styled("ok  ", "green", style) : styled("FAIL", "red", style);
    const [first = "", ...rest] = wrapped(text, Math.max(40, style.columns - width - 7));
    const hang = " ".repeat(width + 7);
    return [`${mark} ${name.padEnd(width)}  ${first}`, ...rest.map((line) => hang + line)];
  });
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
