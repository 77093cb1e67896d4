/** A diagnostic as a person reads it in a terminal. */

import type { Diagnostic } from "./diagnostic.ts";
import { frame, type Mark } from "./frame.ts";
import { coloured, colourless, type Palette } from "./palette.ts";
import { lineOf, positionOf } from "./position.ts";
import { isSpan, type Cell, type Source } from "./source.ts";
import { visible } from "./visible.ts";

export interface RenderOptions {
  readonly colour: boolean;
  /** The width of the terminal; longer source lines are cut. */
  readonly columns: number;
}

/** Several lines, the last without an end. */
export function renderDiagnostic(diagnostic: Diagnostic, options: RenderOptions): string {
  const palette = options.colour ? coloured : colourless;
  const sources = marked(diagnostic);
  const lines = [...sources].flatMap(([source, marks]) =>
    marks.map((mark) => lineOf(source, Math.max(mark.start, mark.end - 1))),
  );
  const gutter = Math.max(2, ...lines.map((line) => String(line).length));
  const pad = " ".repeat(gutter);
  const level = diagnostic.level === "error" ? palette.error : palette.warning;
  const rows = [
    `${level(`${diagnostic.level}[${diagnostic.code}]`)}${palette.strong(`: ${visible(diagnostic.title)}`)}`,
  ];
  if (diagnostic.primary !== null && !isSpan(diagnostic.primary)) {
    rows.push(palette.frame(`${pad}┌─ ${visible(placeOfCell(diagnostic.primary))}`));
    if (diagnostic.primaryText !== "")
      rows.push(`${palette.frame(`${pad}│`)} ${palette.primary(visible(diagnostic.primaryText))}`);
  }
  for (const [source, marks] of sources) {
    const first = marks.find((mark) => mark.primary) ?? marks[0];
    const { line, column } = positionOf(source, first?.start ?? 0);
    const corner = rows.length === 1 ? "┌─" : "├─";
    rows.push(palette.frame(`${pad}${corner} ${visible(source.name)}:${line}:${column}`));
    rows.push(...framed(source, marks, gutter, options.columns, palette));
  }
  for (const note of diagnostic.notes) rows.push(...hanging(`${pad}= note: `, note, palette));
  if (diagnostic.help !== null) {
    // A question ("did you mean sigma?") is its own way out; anything else is something to try.
    const lead = diagnostic.help.endsWith("?") ? `${pad}= ` : `${pad}= try: `;
    rows.push(...hanging(lead, diagnostic.help, palette));
  }
  return rows.map((row) => row.trimEnd()).join("\n");
}

/** All of them, a blank line between. */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], options: RenderOptions): string {
  return diagnostics.map((diagnostic) => `${renderDiagnostic(diagnostic, options)}\n`).join("\n");
}

/** What is said of each source, the primary span's first. */
function marked(diagnostic: Diagnostic): ReadonlyMap<Source, Mark[]> {
  const sources = new Map<Source, Mark[]>();
  const put = (source: Source, mark: Mark) => sources.set(source, [...(sources.get(source) ?? []), mark]);
  const { primary } = diagnostic;
  if (primary !== null && isSpan(primary))
    put(primary.source, { ...primary, text: diagnostic.primaryText, primary: true });
  for (const { span, text } of diagnostic.labels) put(span.source, { ...span, text, primary: false });
  return sources;
}

function framed(
  source: Source,
  marks: readonly Mark[],
  gutter: number,
  columns: number,
  palette: Palette,
): string[] {
  const room = Math.max(20, columns - gutter - 2);
  return frame(source, marks, room, palette).map((row) => {
    if (row === null) return palette.frame(`${" ".repeat(gutter)}·`);
    const number = row.line === null ? "" : String(row.line);
    return `${palette.frame(`${number.padStart(gutter)}│`)} ${row.text}`;
  });
}

function placeOfCell(cell: Cell): string {
  return `${cell.file}, line ${cell.line}, column ${cell.column}`;
}

/** A text of one line or more after its lead, the later lines below the first. */
function hanging(lead: string, text: string, palette: Palette): string[] {
  return visible(text)
    .split("\n")
    .map((line, i) => (i === 0 ? `${palette.frame(lead)}${line}` : `${" ".repeat(lead.length)}${line}`));
}
