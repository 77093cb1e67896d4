/** Diagnostics in the shape that `--json` promises; the shape only ever grows. */

import type { Diagnostic } from "./diagnostic.ts";
import { positionOf } from "./position.ts";
import { isSpan, type Place } from "./source.ts";

/** `line` and `column` from 1, columns in code points; `offset` in UTF-16 units from 0. In data, `column` is the cell's number. */
export interface JsonPosition {
  readonly line: number;
  readonly column: number;
  readonly offset: number | null;
}

export interface JsonSpan {
  readonly file: string;
  readonly start: JsonPosition;
  readonly end: JsonPosition;
}

export interface JsonDiagnostic {
  readonly code: string;
  readonly level: "error" | "warning";
  readonly title: string;
  readonly primary: JsonSpan | null;
  /** The first one beside the primary span, where it has a text. */
  readonly labels: readonly { readonly span: JsonSpan; readonly text: string }[];
  readonly notes: readonly string[];
  readonly help: string | null;
  readonly edits: readonly { readonly span: JsonSpan; readonly text: string }[];
}

export function diagnosticsToJson(diagnostics: readonly Diagnostic[]): readonly JsonDiagnostic[] {
  return diagnostics.map((diagnostic) => {
    const primary = diagnostic.primary === null ? null : spanToJson(diagnostic.primary);
    const beside =
      primary === null || diagnostic.primaryText === ""
        ? []
        : [{ span: primary, text: diagnostic.primaryText }];
    return {
      code: diagnostic.code,
      level: diagnostic.level,
      title: diagnostic.title,
      primary,
      labels: [...beside, ...diagnostic.labels.map(({ span, text }) => ({ span: spanToJson(span), text }))],
      notes: diagnostic.notes,
      help: diagnostic.help,
      edits: diagnostic.edits.map(({ span, text }) => ({ span: spanToJson(span), text })),
    };
  });
}

function spanToJson(place: Place): JsonSpan {
  if (!isSpan(place)) {
    const at = { line: place.line, column: place.column, offset: null };
    return { file: place.file, start: at, end: at };
  }
  const at = (offset: number) => ({ ...positionOf(place.source, offset), offset });
  return { file: place.source.name, start: at(place.start), end: at(place.end) };
}
