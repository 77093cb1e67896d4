/** Plain data as an indented tree, for `--emit ast` and `--emit checked`: a line a node, its place as line:column. */

import { positionOf } from "./diagnostic/position.ts";
import { isSpan, type Place } from "./diagnostic/source.ts";

/** What to print in place of a value: rows of the library by their names, say. Null prints it as it is. */
export type Abbreviate = (value: object) => string | null;

/** Fields without a value are left out. */
export function printTree(value: unknown, abbreviate: Abbreviate = () => null): string {
  return `${nodeLines(value, abbreviate).join("\n")}\n`;
}

function nodeLines(value: unknown, abbreviate: Abbreviate): string[] {
  const short = inline(value, abbreviate);
  if (short !== null) return [short];
  if (Array.isArray(value)) return value.flatMap((item) => dashed(nodeLines(item, abbreviate)));
  const fields = Object.entries(value as object).filter(([, field]) => !isEmpty(field));
  const head = fields.flatMap(([name, field]) =>
    name === "kind" || name === "span" ? [inline(field, abbreviate) ?? ""] : [],
  );
  const rest = fields
    .filter(([name]) => name !== "kind" && name !== "span")
    .flatMap(([name, field]) => {
      const text = inline(field, abbreviate);
      return text === null ? [`${name}:`, ...indented(nodeLines(field, abbreviate))] : [`${name}: ${text}`];
    });
  return head.length === 0 ? rest : [head.join(" "), ...indented(rest)];
}

/** What fits behind its name on one line. */
function inline(value: unknown, abbreviate: Abbreviate): string | null {
  if (typeof value !== "object" || value === null) return typeof value === "string" ? value : String(value);
  if (isPlace(value)) return place(value);
  const short = abbreviate(value);
  if (short !== null) return short;
  if (Array.isArray(value)) return value.every((item) => typeof item !== "object") ? value.join(", ") : null;
  if ("text" in value && "span" in value && Object.keys(value).length === 2) {
    return `${String(value.text)} ${place(value.span as Place)}`;
  }
  return null;
}

function isPlace(value: object): value is Place {
  return "source" in value && "start" in value && "end" in value;
}

function place(at: Place): string {
  if (!isSpan(at)) return `@${at.line}:${at.column}`;
  const { line, column } = positionOf(at.source, at.start);
  return `@${line}:${column}`;
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function dashed(lines: readonly string[]): string[] {
  return lines.map((line, i) => `${i === 0 ? "- " : "  "}${line}`);
}
