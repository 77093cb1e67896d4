/** A name on its own right side: a recurrence, where it stands inside `lag` alone; anywhere else it is used before it is declared. */

import type { Span } from "../diagnostic/source.ts";
import type { ValueType } from "../shape/support.ts";
import { printType } from "../shape/print.ts";
import type { Expr } from "./program.ts";
import { excerpt, type Scope, type Value } from "./scope.ts";
import { partsOf, refersTo } from "./walk.ts";

export type Lag = Extract<Expr, { kind: "lag" }>;

/** What is checked while the name already stands for a value of its declared type. */
export function withItself<T>(scope: Scope, value: Value, check: () => T): T {
  const { name } = value;
  if (value.type === null || value.type.dimensions.length === 0 || scope.values.has(name)) return check();
  const used = scope.used.has(name);
  scope.values.set(name, value);
  const result = check();
  scope.values.delete(name);
  if (!used) scope.used.delete(name);
  return result;
}

/** The lags through which a value looks back at itself, from the outside in. */
export function lagsOf(name: string, expr: Expr): readonly Lag[] {
  if (!refersTo(expr, name)) return [];
  return expr.kind === "lag" ? [expr] : partsOf(expr).flatMap((part) => lagsOf(name, part));
}

/** The first use of the name outside every lag. */
function outside(name: string, expr: Expr): Expr | null {
  if (expr.kind === "reference") return expr.name === name ? expr : null;
  if (expr.kind === "lag") return expr.start === null ? null : outside(name, expr.start);
  for (const part of partsOf(expr)) {
    const found = outside(name, part);
    if (found !== null) return found;
  }
  return null;
}

/** Whether the name is used rightly: inside lags that know what stands before the first row. */
export function looksBack(scope: Scope, name: string, declared: Span, exprs: readonly Expr[]): boolean {
  for (const expr of exprs) {
    const early = outside(name, expr);
    if (early !== null) {
      scope.mistakes.report(
        "H0204",
        { name },
        {
          at: early.span,
          text: "not declared yet",
          labels: [{ span: declared, text: `${name} is only being declared here` }],
          notes: ["on its own right side a name can only look back"],
          help: `write lag(${name} over ${early.type.dimensions[0]?.name ?? "T"}, 1, start = …)`,
        },
      );
      return false;
    }
    const open = lagsWithin(name, expr).find((lag) => lag.start === null);
    if (open !== undefined) {
      const said = excerpt(open.span).replace(/\)$/, "");
      scope.mistakes.report(
        "H0321",
        { name },
        {
          at: open.span,
          text: `nothing stands before the first ${open.over.name}`,
          help: said === "this" ? "give the lag a start = …" : `give it: ${said}, start = …)`,
        },
      );
      return false;
    }
  }
  return true;
}

/** All of them, those within others too. */
export function lagsWithin(name: string, expr: Expr): readonly Lag[] {
  const lags = lagsOf(name, expr);
  return [...lags, ...lags.flatMap((lag) => lagsWithin(name, lag.operand))];
}

/** Whether a deterministic quantity is a recurrence that can be run: number by number. */
export function runs(scope: Scope, name: string, type: ValueType, value: Expr): boolean {
  const lags = lagsWithin(name, value);
  const whole = [value, ...lags.map((lag) => lag.operand)]
    .map((expr) => gathering(name, expr))
    .find((found) => found !== null);
  if (whole === undefined || whole === null) return true;
  scope.mistakes.notYet("a recurrence through more than one number of a row", whole.span, {
    note: "each number of a row is carried by itself, along the dimensions that are looked back over",
    help: `as a latent whose prior looks back, ${name}: ${printType(type)} ~ …, it needs no loop`,
  });
  return false;
}

/** The first operation on the name that is not number by number. */
function gathering(name: string, expr: Expr): Expr | null {
  if (!refersTo(expr, name) || expr.kind === "reference" || expr.kind === "lag") return null;
  if (expr.kind !== "negate" && expr.kind !== "binary" && expr.kind !== "call") return expr;
  for (const part of partsOf(expr)) {
    const found = gathering(name, part);
    if (found !== null) return found;
  }
  return null;
}
