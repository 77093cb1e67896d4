/**
 * Text to syntax tree. The grammar alone says what a program is; around it, slips are mended as their messages propose, and
 * each block is read on its own, so that one run tells of every mistake and the good blocks reach the checker.
 */

import { arrange } from "../diagnostic/arrange.ts";
import type { Diagnostic, Edit } from "../diagnostic/diagnostic.ts";
import type { Source } from "../diagnostic/source.ts";
import type { Block, Syntax } from "./ast.ts";
import { lexicalSlips } from "./lexical-slips.ts";
import { tooLong } from "./limits.ts";
import { outlineOf } from "./outline.ts";
import { patch } from "./patch.ts";
import { readSegment, type Reading } from "./read-segment.ts";
import { merged } from "./slip.ts";
import { codeTokens } from "./tokens.ts";

export interface Parsed {
  /** Null where the text is beyond the limits and was not read at all. */
  readonly syntax: Syntax | null;
  /** In the order of their places; each kind of slip once. */
  readonly diagnostics: readonly Diagnostic[];
}

/** More would help nobody. */
const mostDiagnostics = 10;
/** Characters read again after a failure, all blocks together: bounds the time a hopeless text takes. */
const patience = 200_000;

export function parse(source: Source): Parsed {
  const long = tooLong(source);
  if (long !== null) return { syntax: null, diagnostics: [long] };
  const lexical = lexicalSlips(source);
  const end = source.text.length;
  const edits: Edit[] = lexical.flatMap((slip) => slip.repairs);
  const outline = outlineOf(patch(source, 0, end, edits));
  if (!outline.ok) return { syntax: null, diagnostics: [outline.tooDeep] };
  edits.push(...outline.slips.flatMap((slip) => slip.repairs));
  const slips = [...lexical, ...outline.slips].map((slip) => slip.diagnostic);
  const reading: Reading = { source, edits, reported: slips.slice(), patience };

  const blocks: Block[] = [];
  const lost = new Set<string>();
  let complete = true;
  for (const segment of outline.segments) {
    const hopeless = merged(reading.reported).length >= mostDiagnostics;
    const read = hopeless ? null : readSegment(reading, segment);
    blocks.push(...(read?.blocks ?? []));
    const missing = read?.lost ?? [source.text.slice(segment.start, segment.end)];
    if (missing.length > 0) complete = false;
    for (const text of missing)
      for (const token of codeTokens(text)) if (token.kind === "word") lost.add(token.text);
  }
  const diagnostics = merged(arrange(reading.reported)).slice(0, mostDiagnostics);
  return { syntax: { blocks, span: { source, start: 0, end }, complete, lost }, diagnostics };
}
