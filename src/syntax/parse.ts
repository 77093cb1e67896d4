/**
 * Text to syntax tree. The grammar alone says what a program is; around it, slips are mended as their messages propose, and
 * each block is read on its own, so that one run tells of every mistake and the good blocks reach the checker.
 */

import { arrange } from "../diagnostic/arrange.ts";
import type { Diagnostic, Edit } from "../diagnostic/diagnostic.ts";
import { lineBounds, lineOf } from "../diagnostic/position.ts";
import { isSpan, type Source } from "../diagnostic/source.ts";
import type { Block, Syntax } from "./ast.ts";
import { lexicalSlips } from "./lexical-slips.ts";
import { farTooChained, tooLong } from "./limits.ts";
import { outlineOf } from "./outline.ts";
import { patch } from "./patch.ts";
import { readSegment, type Reading } from "./read-segment.ts";
import { isGuess, merged, type Slip } from "./slip.ts";
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
  const long = tooLong(source) ?? farTooChained(source);
  if (long !== null) return { syntax: null, diagnostics: [long] };
  const lexical = lexicalSlips(source);
  const end = source.text.length;
  const edits: Edit[] = lexical.flatMap((slip) => slip.repairs);
  const outline = outlineOf(patch(source, 0, end, edits));
  if (!outline.ok) return { syntax: null, diagnostics: [outline.tooDeep] };
  edits.push(...outline.slips.flatMap((slip) => slip.repairs));
  const slips = [...lexical, ...outline.slips];
  const reading: Reading = { source, edits, reported: slips.map((slip) => slip.diagnostic), patience };

  const blocks: Block[] = [];
  const lost: string[] = linesOf(slips.filter(isGuess));
  for (const segment of outline.segments) {
    const hopeless = merged(reading.reported).length >= mostDiagnostics;
    const read = hopeless ? null : readSegment(reading, segment);
    blocks.push(...(read?.blocks ?? []));
    lost.push(...(read?.lost ?? [source.text.slice(segment.start, segment.end)]));
  }
  const diagnostics = merged(arrange(reading.reported)).slice(0, mostDiagnostics);
  const span = { source, start: 0, end };
  return { syntax: { blocks, span, complete: lost.length === 0, lost: wordsOf(lost) }, diagnostics };
}

/** The lines on which the slips are, each once. */
function linesOf(slips: readonly Slip[]): string[] {
  const lines = new Map<number, string>();
  for (const { diagnostic } of slips) {
    const { primary } = diagnostic;
    if (primary === null || !isSpan(primary)) continue;
    const line = lineOf(primary.source, primary.start);
    if (lines.has(line)) continue;
    const { start, end } = lineBounds(primary.source, line);
    lines.set(line, primary.source.text.slice(start, end));
  }
  return [...lines.values()];
}

function wordsOf(texts: readonly string[]): ReadonlySet<string> {
  const tokens = texts.flatMap((text) => codeTokens(text));
  return new Set(tokens.filter((token) => token.kind === "word").map((token) => token.text));
}
