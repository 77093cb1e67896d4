/** How much is read at all. The parser recurses and remembers, so more than this would fill the stack or the memory. */

import { diagnose, type Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Source, Span } from "../diagnostic/source.ts";
import type { Block } from "./ast.ts";
import { codeTokens } from "./tokens.ts";

export const limits = {
  /** Code points of a program. */
  characters: 100_000,
  /** Brackets open at once. */
  brackets: 100,
  /** Operations below one another in a tree: the terms of a sum, say. Later stages recurse over them. */
  operations: 500,
} as const;

/** More characters than I read. */
export function tooLong(source: Source): Diagnostic | null {
  const limit = limits.characters;
  if (source.text.length <= limit) return null;
  let characters = 0;
  let start = source.text.length;
  for (let i = 0; i < source.text.length; characters++) {
    if (characters === limit) start = i;
    i += (source.text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1;
  }
  if (characters <= limit) return null;
  const at = { source, start, end: start + 1 };
  return diagnose("H0105", { characters, limit }, { at, text: "I stop here" });
}

/** More brackets in one another than I follow, `at` one too many; or a parser whose stack was short to begin with. */
export function tooDeep(at: Span): Diagnostic {
  return diagnose(
    "H0106",
    { limit: limits.brackets },
    { at, text: "one too many", help: "give inner parts names: `name = expression`" },
  );
}

/** Many times what later stages can follow, so that counting signs is enough to know it: such a chain is not parsed at all. */
const hopeless = 4 * limits.operations;
const operators: ReadonlySet<string> = new Set("+ - * / ^ @ == != < <= > >= [".split(" "));
/** What ends an expression; a statement has one of them before the next one's operators. */
const separators: ReadonlySet<string> = new Set(", : ~ =".split(" "));

/** An expression of thousands of operations, found by its signs: the grammar would take seconds over it. */
export function farTooChained(source: Source): Diagnostic | null {
  /** Operators since the last separator, and where the first stands, by the brackets that are open. */
  const counts: { count: number; start: number }[] = [];
  for (const { text, start, end, depth, kind } of codeTokens(source.text)) {
    if (kind !== "sign") continue;
    counts.length = Math.min(counts.length, depth + 1);
    if (separators.has(text)) counts.length = Math.min(counts.length, depth);
    if (!operators.has(text)) continue;
    const chain = (counts[depth] ??= { count: 0, start });
    chain.count++;
    if (chain.count > hopeless) return chained({ source, start: chain.start, end });
  }
  return null;
}

function chained(at: Span): Diagnostic {
  const help = "name parts of it, or use arrays: `sum(e over D)` adds any number of terms";
  return diagnose("H0107", { limit: limits.operations }, { at, help });
}

/** The first expression in a block that is nested deeper than later stages can follow, brackets or not. */
export function tooChained(block: Block): Diagnostic | null {
  /** `whole` is the place of the statement or option that a node belongs to. */
  const left: { readonly node: object; readonly depth: number; readonly whole: Span }[] = [
    { node: block, depth: 0, whole: block.span },
  ];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { node, depth } = next;
    const whole = depth <= 1 && "span" in node ? (node.span as Span) : next.whole;
    if (depth > limits.operations) return chained(whole);
    for (const [key, child] of Object.entries(node)) {
      if (key === "span" || key === "operatorSpan" || typeof child !== "object" || child === null) continue;
      left.push({ node: child, depth: depth + ("kind" in node ? 1 : 0), whole });
    }
  }
  return null;
}
