/** Expressions of a recurrence taken apart and put together again. */

import type { Expr } from "../check/program.ts";
import { Bug } from "../diagnostic/bug.ts";

/** A name that only the environment of the body knows. */
export function reference({ type, span }: Expr, name: string): Expr {
  return { kind: "reference", name, target: "deterministic", type, span };
}

/** The same operation on other operands: the checker lets a recurrence through nothing else. */
export function withParts(expr: Expr, change: (part: Expr) => Expr): Expr {
  switch (expr.kind) {
    case "reference":
      return expr;
    case "negate":
      return { ...expr, operand: change(expr.operand) };
    case "binary":
      return { ...expr, left: change(expr.left), right: change(expr.right) };
    case "call":
      return { ...expr, arguments: expr.arguments.map(change) };
    default:
      throw new Bug(`a recurrence through ${expr.kind}`);
  }
}
