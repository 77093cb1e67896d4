/** What stands in the way of a closed form, as diagnostics: the part underlined, the statistical reason, a way out. */

import type { Expr } from "../check/program.ts";
import { diagnose, type Diagnostic, type Label } from "../diagnostic/diagnostic.ts";
import type { Span } from "../diagnostic/source.ts";
import { type Dependence, list, type Statements } from "./affine.ts";

interface Explanation {
  readonly labels?: readonly Label[];
  /** The statistical reason, in one sentence. */
  readonly note: string;
  /** A change of the model that would make it fit. */
  readonly hint?: string;
}

export function fault(
  what: string,
  at: Span,
  text: string,
  { labels = [], note, hint }: Explanation,
): Diagnostic {
  const other = "`infer vi` approximates this posterior, `infer map` finds its mode";
  const help = hint === undefined ? other : `${hint}; or ${other}`;
  return diagnose("H0509", { what }, { at, text, labels, notes: [note], help });
}

export function uncertain(expr: Expr, part: Dependence): string {
  return expr.kind === "reference" && expr.target === "latent"
    ? `${expr.name} is a latent`
    : `this depends on ${list(part)}`;
}

/** Where these latents are drawn. */
export function declarations(names: Iterable<string>, statements: Statements): readonly Label[] {
  return [...names].flatMap((name) => {
    const statement = statements.get(name);
    return statement === undefined ? [] : [{ span: statement.span, text: `${name} is drawn here` }];
  });
}

export function inside(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
