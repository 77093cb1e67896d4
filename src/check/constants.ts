/** Numbers known before any data: of literals and what is calculated from them. */

import type { Expr } from "./program.ts";
import type { BinaryOperator, Expression } from "../syntax/ast.ts";
import { functions } from "./functions.ts";

const arithmetic: { readonly [O in BinaryOperator]: ((a: number, b: number) => number) | null } = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "^": (a, b) => a ** b,
  "@": null,
  "==": null,
  "!=": null,
  "<": null,
  "<=": null,
  ">": null,
  ">=": null,
};

/** The value of a checked expression that holds nothing but numbers; null for any other. */
export function constantOf(expr: Expr): number | null {
  const before = known.get(expr);
  if (before !== undefined) return before;
  const value = calculate(expr);
  known.set(expr, value);
  return value;
}

/** Every operand is asked for again by all that stands above it. */
const known = new WeakMap<Expr, number | null>();

function calculate(expr: Expr): number | null {
  switch (expr.kind) {
    case "number":
      return expr.value;
    case "negate":
      return map1(constantOf(expr.operand), (a) => -a);
    case "binary": {
      const operate = arithmetic[expr.operator];
      const [left, right] = [constantOf(expr.left), constantOf(expr.right)];
      return operate === null || left === null || right === null ? null : operate(left, right);
    }
    case "call": {
      const values = expr.arguments.map(constantOf);
      const known = values.filter((value) => value !== null);
      return known.length === values.length ? functions[expr.function].value(...known) : null;
    }
    case "reference":
    case "size":
    case "label":
    case "contract":
    case "reduce":
    case "cumulate":
    case "lag":
    case "apply":
    case "index":
      return null;
  }
}

/** The same of what was written, where only arithmetic may stand: options, widths, bounds of intervals. */
export function numberIn(expression: Expression): number | null {
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "parenthesised":
      return numberIn(expression.inner);
    case "negate":
      return map1(numberIn(expression.operand), (a) => -a);
    case "binary": {
      const operate = arithmetic[expression.operator];
      const left = numberIn(expression.left);
      const right = numberIn(expression.right);
      return operate === null || left === null || right === null ? null : operate(left, right);
    }
    case "name":
    case "string":
    case "member":
    case "call":
    case "index":
    case "labelled":
      return null;
  }
}

function map1(value: number | null, f: (value: number) => number): number | null {
  return value === null ? null : f(value);
}
