/** What may stand before parentheses in an expression: a function, a reduction over a dimension. */

import type { Span } from "../diagnostic/source.ts";
import type { Dimension } from "../shape/dimension.ts";
import { listNames, printType } from "../shape/print.ts";
import { without } from "../shape/align.ts";
import { supportOf } from "../shape/range.ts";
import { functions, reductions } from "./functions.ts";
import { meet, numeric, rangeOfExpr } from "./operators.ts";
import type { Expr, FunctionName, Reduction } from "./program.ts";
import { excerpt, type Scope } from "./scope.ts";

/** `sqrt(x)`, `where(c, a, b)`: elementwise. */
export function callFunction(
  scope: Scope,
  name: FunctionName,
  operands: readonly Expr[],
  callee: Span,
  span: Span,
): Expr | null {
  const row = functions[name];
  if (operands.length !== row.operands.length) {
    const [found, wanted] = [operands.length, row.operands.length];
    const reducing = name === "max" && found === 1;
    return scope.mistakes.report(
      "H0304",
      { name, wants: `${wanted} operand${wanted === 1 ? "" : "s"}`, found: String(found) },
      {
        at: callee,
        text: `${name}(${row.operands.join(", ")})`,
        help: reducing ? reduceHelp("max", operands[0]) : null,
      },
    );
  }
  const numbers = operands.map((operand) => numeric(scope, operand));
  const [first] = operands;
  if (name === "where" && first !== undefined && first.type.support.kind !== "bool") {
    return scope.mistakes.report(
      "H0306",
      {},
      {
        at: first.span,
        text: `${excerpt(first.span)} is ${printType(first.type)}`,
        help: "compare it: where(x > 0, a, b)",
      },
    );
  }
  let dimensions: readonly Dimension[] = [];
  let before: Expr | null = null;
  for (const operand of numbers) {
    if (operand === null) return null;
    const met: readonly Dimension[] | null =
      before === null
        ? operand.type.dimensions
        : meet(scope, { ...before, type: { ...before.type, dimensions } }, operand, callee);
    if (met === null) return null;
    dimensions = met;
    before = operand;
  }
  const support = supportOf(row.range(...operands.map(rangeOfExpr)));
  return { kind: "call", function: name, arguments: operands, type: { support, dimensions }, span };
}

/** `sum(e over D)`: the dimension goes. */
export function reduce(
  scope: Scope,
  reduction: Reduction,
  operand: Expr,
  over: { readonly dimension: Dimension; readonly span: Span },
  span: Span,
): Expr | null {
  if (numeric(scope, operand) === null) return null;
  const { dimension } = over;
  if (!operand.type.dimensions.includes(dimension)) {
    return scope.mistakes.report(
      "H0305",
      { dimension: dimension.name },
      {
        at: over.span,
        text: `not a dimension of ${excerpt(operand.span)}`,
        labels: [{ span: operand.span, text: `${excerpt(operand.span)}: ${printType(operand.type)}` }],
        help: operand.type.dimensions.length > 0 ? reduceHelp(reduction, operand) : null,
      },
    );
  }
  const type = {
    support: supportOf(reductions[reduction](rangeOfExpr(operand))),
    dimensions: without(operand.type.dimensions, [dimension]),
  };
  return { kind: "reduce", reduction, operand, over: dimension, type, span };
}

/** How a reduction of this operand is written. */
export function reduceHelp(reduction: Reduction, operand: Expr | undefined): string {
  const names = operand?.type.dimensions.map(({ name }) => name) ?? [];
  const written = operand === undefined ? "e" : excerpt(operand.span);
  const forms = names.map((name) => `${reduction}(${written} over ${name})`);
  return `name the dimension: ${forms.length === 0 ? `${reduction}(e over D)` : listNames(forms, "or")}`;
}
