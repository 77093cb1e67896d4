/** One block's text through the grammar, again and again, each time with one more slip mended, until it is read or given up. */

import type { Diagnostic, Edit } from "../diagnostic/diagnostic.ts";
import { isSpan, type Source, type Span } from "../diagnostic/source.ts";
import { lineOf } from "../diagnostic/position.ts";
import { match, type Match } from "../../grammar/hunch.ohm-bundle.js";
import type { Block } from "./ast.ts";
import { buildBlock } from "./build-block.ts";
import { failureOf, spanOf, type Failure } from "./failure.ts";
import { faultOf } from "./faults.ts";
import { limits, tooChained, tooDeep } from "./limits.ts";
import type { Segment } from "./outline.ts";
import { patch, type Patched } from "./patch.ts";

/** What one parse has come to; readings add to it. */
export interface Reading {
  readonly source: Source;
  /** Every repair so far. */
  edits: Edit[];
  readonly reported: Diagnostic[];
  /** How many more characters may be read again after failures. */
  patience: number;
}

export interface SegmentRead {
  readonly blocks: readonly Block[];
  /** Texts that are in no block. */
  readonly lost: readonly string[];
}

export function readSegment(reading: Reading, segment: Segment): SegmentRead {
  const { source } = reading;
  const lost: string[] = [];
  const whole = () => source.text.slice(segment.start, segment.end);
  let before: string | null = null;
  for (;;) {
    const patched = patch(source, segment.start, segment.end, reading.edits);
    // A repair that changes nothing would go on for ever; many that insert make a text too long to read.
    const hopeless = patched.text === before || patched.text.length > limits.characters;
    if (hopeless) return { blocks: [], lost: [whole()] };
    before = patched.text;
    const found = read(patched);
    if (found === null) {
      reading.reported.push(tooDeep({ source, start: segment.start, end: segment.start }));
      return { blocks: [], lost: [whole()] };
    }
    if (found.ok) {
      const blocks = found.tree.children[0].children.map((block) =>
        buildBlock({ patched, report: (diagnostic) => void reading.reported.push(diagnostic) }, block),
      );
      const chained = blocks.map(tooChained);
      reading.reported.push(...chained.filter((diagnostic) => diagnostic !== null));
      if (chained.some((diagnostic) => diagnostic !== null)) return { blocks: [], lost: [whole()] };
      return { blocks, lost };
    }
    reading.patience -= patched.text.length;
    const failure = failureOf(patched, found, segment.word);
    const slip = faultOf(failure);
    const told = reading.reported.some((diagnostic) => touches(diagnostic, spanOf(failure, failure.found)));
    if (!told) reading.reported.push(slip.diagnostic);
    if (reading.patience < 0) return { blocks: [], lost: [whole()] };
    if (slip.repairs.length > 0 && !told) {
      reading.edits.push(...slip.repairs);
      continue;
    }
    const cut = statementAround(failure, slip.until ?? null);
    if (cut === null) return { blocks: [], lost: [whole()] };
    const inside = ({ span }: Edit) => cut.start <= span.start && span.end <= cut.end;
    reading.edits = [...reading.edits.filter((edit) => !inside(edit)), { span: cut, text: "" }];
    lost.push(source.text.slice(cut.start, cut.end));
  }
}

/** Null where the stack was too short: a caller deep in its own recursion, or a browser with less of it. */
function read(patched: Patched): Match | null {
  try {
    return match(patched.text);
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}

/**
 * Whether the place was spoken of, or stands next to one that was, or on the line of one that could not be mended: one
 * mistake, one message.
 */
function touches({ code, primary, edits }: Diagnostic, span: Span): boolean {
  if (primary === null || !isSpan(primary)) return false;
  const { source } = primary;
  const mended = edits.length > 0 && code !== "H0102" && code !== "H0103";
  if (!mended && lineOf(source, primary.start) === lineOf(source, span.start)) return true;
  const between = primary.source.text.slice(
    Math.min(primary.end, span.end),
    Math.max(primary.start, span.start),
  );
  return primary.start <= span.end && (span.start <= primary.end || /^\s*$/u.test(between));
}

/**
 * The statement that holds the failure, to be left out: from the last line that begins with a name directly inside the
 * block's braces, to the next one. What follows the block's end is left out whole.
 */
function statementAround(
  { patched, tokens, index, found, expected }: Failure,
  until: number | null,
): Span | null {
  const { source } = patched;
  const span = (from: number, to: number) => ({
    source,
    start: patched.origin(from),
    end: patched.origin(to),
  });
  if (found === null) return null;
  if (found.depth === 0) {
    if (index === 0 || !expected.has("end of input")) return null;
    return span(found.start, patched.text.length);
  }
  const begins = (i: number) => {
    const token = tokens[i];
    if (token?.kind !== "word" || !token.leads || token.depth !== 1) return false;
    const before = tokens[i - 1];
    const carriedOn = before?.kind === "sign" && !"{})]".includes(before.text);
    // Layers alone are not marked by a sign of their own.
    return !carriedOn || ["~", "=", ":", "."].includes(tokens[i + 1]?.text ?? "");
  };
  let first = until === null ? index : until - 1;
  while (first >= 0 && !begins(first)) first--;
  if (first < 0) return null;
  let last = until ?? Math.max(index, first + 1);
  while (until === null && last < tokens.length && !begins(last) && tokens[last]?.depth !== 0) last++;
  const from = tokens[first];
  const to = tokens[last - 1];
  return from === undefined || to === undefined ? null : span(from.start, to.end);
}
