/** Text to syntax tree. */

import { diagnose, type Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Source } from "../diagnostic/source.ts";
import { grammar, tree } from "../../grammar/hunch.ohm-bundle.js";
import type { Syntax } from "./ast.ts";
import { buildBlock } from "./build-block.ts";
import { patch } from "./patch.ts";

export interface Parsed {
  /** Null where the text is beyond the limits and was not read at all. */
  readonly syntax: Syntax | null;
  readonly diagnostics: readonly Diagnostic[];
}

export function parse(source: Source): Parsed {
  const whole = { source, start: 0, end: source.text.length };
  const patched = patch(source, 0, whole.end, []);
  const match = grammar.match(patched.text);
  const diagnostics: Diagnostic[] = [];
  if (match.succeeded()) {
    const context = { patched, report: (diagnostic: Diagnostic) => void diagnostics.push(diagnostic) };
    const blocks = tree(match).children[0].children.map((block) => buildBlock(context, block));
    return { syntax: { blocks, span: whole, complete: true, lost: new Set() }, diagnostics };
  }
  if (!match.failed()) return { syntax: null, diagnostics };
  const start = match.getRightmostFailurePosition();
  const found = /\S+|$/u.exec(source.text.slice(start))?.[0] ?? "";
  const at = { source, start, end: start + found.length };
  return { syntax: null, diagnostics: [diagnose("H0101", { found: `\`${found}\`` }, { at })] };
}
