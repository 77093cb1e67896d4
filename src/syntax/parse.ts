/** Text to syntax tree. */

import { diagnose, type Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Source } from "../diagnostic/source.ts";
import { match } from "../../grammar/hunch.ohm-bundle.js";
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
  const found = match(patched.text);
  const diagnostics: Diagnostic[] = [];
  if (found.ok) {
    const context = { patched, report: (diagnostic: Diagnostic) => void diagnostics.push(diagnostic) };
    const blocks = found.tree.children[0].children.map((block) => buildBlock(context, block));
    return { syntax: { blocks, span: whole, complete: true, lost: new Set() }, diagnostics };
  }
  const start = found.position;
  const text = /\S+|$/u.exec(source.text.slice(start))?.[0] ?? "";
  const at = { source, start, end: start + text.length };
  return { syntax: null, diagnostics: [diagnose("H0101", { found: `\`${text}\`` }, { at })] };
}
