/**
 * Which first rows a model takes as given: `lag(e over T, 1)` does not know what stood before the first row, so a response that rests on it is
 * conditioned on its first rows, as an autoregression fitted by regression is (Hamilton 1994, "Time series analysis", section 5.2).
 */

import type { Span } from "../diagnostic/source.ts";
import type { Dimension } from "../shape/dimension.ts";
import type { CheckedProgram, Expr, Observation } from "./program.ts";
import { excerpt, type Scope } from "./scope.ts";
import { partsOf, refersTo } from "./walk.ts";

/** How many of the first rows are not known, along each dimension. */
export type Unknown = ReadonlyMap<Dimension, number>;

interface Fault {
  readonly span: Span;
  readonly of: string;
  readonly why: string;
}

export interface Conditioning {
  /** The rows that each response is conditioned on; a response that is scored whole is not there. */
  readonly rows: ReadonlyMap<Observation, Unknown>;
  /** Uses of rows that are not known. */
  readonly faults: readonly Fault[];
}

export function conditioning(program: CheckedProgram): Conditioning {
  const known = new Map<string, Unknown>();
  const rows = new Map<Observation, Unknown>();
  const faults: Fault[] = [];
  const unknownOf = (expr: Expr): Unknown => unknownIn(expr, known, faults);
  for (const { name, value } of program.tables.flatMap((table) => table.definitions)) {
    const why = `${name} needs all its rows`;
    if (unknownOf(value).size > 0) faults.push({ span: value.span, of: excerpt(value.span), why });
  }
  for (const statement of program.prior) {
    const exprs =
      statement.kind === "latent" ? Object.values(statement.distribution.arguments) : [statement.value];
    for (const expr of exprs) {
      const why = `${statement.name} needs all its rows`;
      if (unknownOf(expr).size > 0) faults.push({ span: expr.span, of: excerpt(expr.span), why });
    }
  }
  for (const statement of program.likelihood) {
    if (statement.kind === "observation") {
      const unknown = merge(Object.values(statement.distribution.arguments).map(unknownOf));
      if (unknown.size > 0) rows.set(statement, unknown);
      continue;
    }
    const { name, value } = statement;
    const unknown = unknownOf(value);
    if (unknown.size > 0 && refersTo(value, name)) {
      faults.push({
        span: value.span,
        of: name,
        why: "a recurrence carries what it does not know to every later row",
      });
    }
    known.set(name, unknown);
  }
  return { rows, faults };
}

/** A fault is told where the rows are missed. */
export function checkConditioning(scope: Scope, program: CheckedProgram): void {
  for (const { span, of, why } of conditioning(program).faults) {
    scope.mistakes.report(
      "H0321",
      { name: of },
      { at: span, text: why, help: "say what stands before the first row: lag(e over T, 1, start = v)" },
    );
  }
}

function merge(parts: readonly Unknown[]): Unknown {
  const merged = new Map<Dimension, number>();
  for (const part of parts) {
    for (const [dimension, rows] of part) {
      merged.set(dimension, Math.max(rows, merged.get(dimension) ?? 0));
    }
  }
  return merged;
}

function unknownIn(expr: Expr, known: ReadonlyMap<string, Unknown>, faults: Fault[]): Unknown {
  const all = merge(partsOf(expr).map((part) => unknownIn(part, known, faults)));
  const gathered = (part: Expr, over: readonly Dimension[], why: string): Unknown => {
    const missed = over.some((dimension) => all.has(dimension));
    if (missed) faults.push({ span: expr.span, of: excerpt(part.span), why });
    return new Map([...all].filter(([dimension]) => !over.includes(dimension)));
  };
  switch (expr.kind) {
    case "reference":
      return known.get(expr.name) ?? all;
    case "lag":
      if (expr.start !== null) return gathered(expr.operand, [expr.over], "a start comes before known rows");
      return new Map([...all, [expr.over, (all.get(expr.over) ?? 0) + expr.by]]);
    case "cumulate":
      return gathered(expr.operand, [expr.over], "it sums from the first row on");
    case "reduce":
      return gathered(expr.operand, [expr.over], `it needs every ${expr.over.name}`);
    case "contract":
      return gathered(expr.left, [expr.over], `it needs every ${expr.over.name}`);
    case "index":
      return gathered(expr.array, [expr.over], `it may look at any ${expr.over.name}`);
    case "apply":
      return gathered(expr.argument, expr.network.input.dimensions, "the network takes them all at once");
    case "number":
    case "size":
    case "label":
    case "negate":
    case "binary":
    case "call":
      return all;
  }
}
