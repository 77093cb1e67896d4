/** What turning the parser's tree into ours needs: where things stand, and where to say that something is wrong. */

import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Span } from "../diagnostic/source.ts";
import type { NonemptyListOf, ListOf, Many } from "../../grammar/hunch.ohm-bundle.js";
import type { Name, NumberLiteral } from "./ast.ts";
import type { Patched } from "./patch.ts";

/** Any node of the parser's tree. */
export interface Placed {
  readonly sourceString: string;
  readonly source: { readonly startIdx: number; readonly endIdx: number };
}

export interface Context {
  readonly patched: Patched;
  readonly report: (diagnostic: Diagnostic) => void;
}

export function spanOf({ patched }: Context, first: Placed, last: Placed = first): Span {
  const start = patched.origin(first.source.startIdx);
  return { source: patched.source, start, end: Math.max(start, patched.origin(last.source.endIdx)) };
}

/** A name, a dimension, or a quoted one without its quotes (a quote inside is doubled). */
export function nameOf(context: Context, node: Placed): Name {
  return { text: unquoted(node.sourceString), span: spanOf(context, node) };
}

export function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}

/** `1_000` is a thousand. */
export function numberOf(context: Context, node: Placed): NumberLiteral {
  const text = node.sourceString;
  return { kind: "number", value: Number(text.replaceAll("_", "")), text, span: spanOf(context, node) };
}

export function items<T>(list: NonemptyListOf<T> | ListOf<T>): readonly T[] {
  if (list.ctorName === "NonemptyListOf") return [list.children[0], ...list.children[2].children];
  const [inner] = list.children;
  return inner.ctorName === "NonemptyListOf" ? items(inner) : [];
}

/** The one match of `x?`, or null. */
export function optional<T>(many: Many<T>): T | null {
  return many.children[0] ?? null;
}
