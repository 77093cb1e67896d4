/** What is said of a name nobody declared: the nearest ones, and an edit where there is a single one. */

import type { Code, Holes } from "../diagnostic/codes.ts";
import type { Edit, Label } from "../diagnostic/diagnostic.ts";
import { suggest } from "../diagnostic/suggest.ts";
import type { Span } from "../diagnostic/source.ts";
import { listNames } from "../shape/print.ts";
import type { Scope } from "./scope.ts";

/** What other languages call our words. */
const foreignNames: ReadonlyMap<string, string> = new Map([
  ["gaussian", "normal"],
  ["student", "student_t"],
  ["negative_binomial", "neg_binomial"],
  ["log_normal", "lognormal"],
  ["linear", "dense"],
  ["fully_connected", "dense"],
  ["swish", "silu"],
  ["ln", "log"],
  ["logistic_sigmoid", "sigmoid"],
  ["iterations", "steps"],
  ["epochs", "steps"],
  ["batch_size", "batch"],
]);

/** "did you mean sigma?", with the edit; where nothing is near, the fallback as a note. */
export function nearest(
  name: string,
  span: Span,
  candidates: Iterable<string>,
  fallback: string | null = null,
): { readonly help: string | null; readonly notes: readonly string[]; readonly edits: readonly Edit[] } {
  const known = [...candidates];
  const foreign = foreignNames.get(name);
  const near = foreign !== undefined && known.includes(foreign) ? [foreign] : suggest(name, known);
  if (near.length === 0) return { help: null, notes: fallback === null ? [] : [fallback], edits: [] };
  const only = near.length === 1 ? near[0] : undefined;
  return {
    help: `did you mean ${listNames(near, "or")}?`,
    notes: [],
    edits: only === undefined ? [] : [{ span, text: only }],
  };
}

/** Reports an unknown name at its first use only. */
export function reportUnknown<C extends Code>(
  scope: Scope,
  code: C,
  holes: Holes<C>,
  name: string,
  span: Span,
  candidates: Iterable<string>,
  details: {
    readonly fallback?: string | null;
    readonly labels?: readonly Label[];
    readonly text?: string;
  } = {},
): null {
  const key = `${code} ${name}`;
  if (scope.unknown.has(key) || scope.lost.has(name)) return null;
  scope.unknown.add(key);
  return scope.mistakes.report(code, holes, {
    at: span,
    text: details.text ?? "",
    labels: details.labels ?? [],
    ...nearest(name, span, candidates, details.fallback ?? null),
  });
}
