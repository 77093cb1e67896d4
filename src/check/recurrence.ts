/** A name on its own right side: a recurrence, where it stands inside `lag` alone; anywhere else it is used before it is declared. */

import type { Span } from "../diagnostic/source.ts";
import type { ValueType } from "../shape/support.ts";
import { printDimensions } from "../shape/print.ts";
import { printExpr } from "./print.ts";
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
    const open = lagsOf(name, expr).find((lag) => lag.start === null);
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

/** Whether a deterministic quantity is a recurrence that can be run: one expression looked back at, number by number. */
export function runs(scope: Scope, name: string, type: ValueType, value: Expr): boolean {
  const lags = lagsOf(name, value);
  const [first] = lags;
  if (first === undefined) return true;
  for (const lag of lags) {
    const nested = lagsOf(name, lag.operand)[0];
    if (nested !== undefined) return refuse(scope, "a lag of a lag in a recurrence", nested.span);
    if (lag.over !== first.over) return refuse(scope, "a recurrence along two dimensions", lag.span);
    if (printExpr(lag.operand) !== printExpr(first.operand) && carriesItself(lags) === null) {
      return refuse(scope, "a recurrence that looks back at two different expressions", lag.operand.span);
    }
  }
  const whole = [value, ...lags.map((lag) => lag.operand)]
    .map((expr) => gathering(name, expr))
    .find((found) => found !== null);
  if (whole !== undefined && whole !== null) {
    return refuse(scope, "a recurrence through more than one number of a row", whole.span);
  }
  if (type.dimensions.includes(first.over)) return true;
  return refuse(scope, `a recurrence without ${printDimensions([first.over])}`, first.span);
}

/** Of a recurrence that looks back at several expressions, the lag of the name alone; null where it looks back at one, or at none alone. */
export function carriesItself(lags: readonly Lag[]): Lag | null {
  const several = new Set(lags.map((lag) => printExpr(lag.operand))).size > 1;
  return several ? (lags.find((lag) => lag.operand.kind === "reference") ?? null) : null;
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

function refuse(scope: Scope, what: string, at: Span): false {
  scope.mistakes.notYet(what, at);
  return false;
}
