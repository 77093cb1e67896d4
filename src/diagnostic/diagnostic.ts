/** What the user is told: a value, with a code, places, and a way out. Modelled on the reports of Elm and rustc. */

import { codes, type Code, type Holes } from "./codes.ts";
import type { Place, Span } from "./source.ts";

export interface Label {
  readonly span: Span;
  readonly text: string;
}

/** A change an editor can apply: the span's text becomes `text`. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

export interface Diagnostic {
  readonly code: Code;
  readonly level: "error" | "warning";
  /** Stands alone, lower case, says what is wrong. */
  readonly title: string;
  /** The smallest place that shows the fault; null where there is none. */
  readonly primary: Place | null;
  /** A few words beside the primary underline. */
  readonly primaryText: string;
  /** Why something else was expected. */
  readonly labels: readonly Label[];
  readonly notes: readonly string[];
  readonly help: string | null;
  readonly edits: readonly Edit[];
}

export interface Details {
  readonly at: Place | null;
  readonly text?: string;
  readonly labels?: readonly Label[];
  readonly notes?: readonly string[];
  readonly help?: string | null;
  readonly edits?: readonly Edit[];
}

/** The diagnostic of `code`, its title made from the row of the table of codes. */
export function diagnose<C extends Code>(code: C, holes: Holes<C>, details: Details): Diagnostic {
  const row = codes[code];
  return {
    code,
    level: row.level,
    title: (row.title as (holes: Holes<C>) => string)(holes),
    primary: details.at,
    primaryText: details.text ?? "",
    labels: details.labels ?? [],
    notes: details.notes ?? [],
    help: details.help ?? null,
    edits: details.edits ?? [],
  };
}

/** Either a value or the mistakes that stand in its way; warnings may come with a value. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export function success<T>(value: T, warnings: readonly Diagnostic[] = []): Outcome<T> {
  return { ok: true, value, warnings };
}

export function failure<T>(...diagnostics: readonly Diagnostic[]): Outcome<T> {
  return { ok: false, diagnostics };
}
