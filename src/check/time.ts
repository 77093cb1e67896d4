/** Looking along a dimension in its order: `lag(e over T, 1)`, `lag(e over T, 1, start = v)`, `cumsum(e over T)`. */

import type { Span } from "../diagnostic/source.ts";
import { without } from "../shape/align.ts";
import type { Dimension } from "../shape/dimension.ts";
import { printDimensions, printType } from "../shape/print.ts";
import { either, plus, supportOf } from "../shape/range.ts";
import type { Argument, Expression } from "../syntax/ast.ts";
import { numberIn } from "./constants.ts";
import { timeFunctions, type TimeFunction } from "./functions.ts";
import { numeric, rangeOfExpr } from "./operators.ts";
import type { Expr } from "./program.ts";
import { excerpt, type Scope } from "./scope.ts";
import { resolveDimension } from "./types.ts";

type Call = Extract<Expression, { kind: "call" }>;
type Check = (expression: Expression) => Expr | null;

export function checkTime(scope: Scope, name: TimeFunction, call: Call, check: Check): Expr | null {
  const [first, ...others] = call.arguments;
  const most = name === "lag" ? 2 : 0;
  const [by, start] = others;
  const strange =
    first === undefined || first.name !== null || first.weight !== null || others.length > most
      ? call
      : (others.find((argument) => !mayStand(argument, argument === by)) ?? null);
  if (
    strange !== null ||
    first === undefined ||
    (name === "lag" && by === undefined) ||
    first.over === null
  ) {
    for (const argument of call.arguments) check(argument.value);
    return misused(scope, name, call.callee.span, strange === call || strange === null ? call : strange);
  }
  const operand = check(first.value);
  const from = start === undefined ? null : check(start.value);
  const over = resolveDimension(scope, first.over, false);
  const rows = by === undefined ? null : rowsOf(scope, by);
  if (operand === null || over === null || numeric(scope, operand) === null) return null;
  if (!operand.type.dimensions.includes(over)) return lacks(scope, operand, over, first.over.span);
  if (name === "cumsum") {
    const range = rangeOfExpr(operand);
    const type = { support: supportOf(plus(range, range)), dimensions: operand.type.dimensions };
    return { kind: "cumulate", operand, over, type, span: call.span };
  }
  if (rows === null || (start !== undefined && from === null)) return null;
  return look(scope, operand, over, rows, from, call.span);
}

/** The second argument is the number of rows, the third `start = …`. */
function mayStand(argument: Argument, isSecond: boolean): boolean {
  const named = argument.name?.text ?? null;
  return argument.weight === null && argument.over === null && named === (isSecond ? null : "start");
}

function misused(scope: Scope, name: TimeFunction, callee: Span, found: { readonly span: Span }): null {
  const wants = name === "lag" ? "a dimension and a number of rows" : "one operand and a dimension";
  return scope.mistakes.report(
    "H0304",
    { name, wants, found: excerpt(found.span) },
    { at: callee, help: `write ${timeFunctions[name]}` },
  );
}

function rowsOf(scope: Scope, { value }: Argument): number | null {
  const rows = numberIn(value);
  if (rows !== null && Number.isInteger(rows) && rows >= 1) return rows;
  const ahead = rows !== null && rows < 0;
  return scope.mistakes.report(
    "H0304",
    { name: "lag", wants: "a whole number of rows, at least 1", found: excerpt(value.span) },
    {
      at: value.span,
      text: ahead ? "a lag looks back, never ahead" : rows === 0 ? "0 rows back is the row itself" : "",
      notes: ahead ? ["what comes later is not known when a row comes about"] : [],
    },
  );
}

function lacks(scope: Scope, operand: Expr, over: Dimension, at: Span): null {
  return scope.mistakes.report(
    "H0317",
    { value: excerpt(operand.span), dimension: over.name },
    {
      at,
      text: `not a dimension of ${excerpt(operand.span)}`,
      labels: [{ span: operand.span, text: `${excerpt(operand.span)}: ${printType(operand.type)}` }],
      notes: [`it is the same for every ${over.name}, so there is nothing to look along`],
    },
  );
}

function look(
  scope: Scope,
  operand: Expr,
  over: Dimension,
  by: number,
  start: Expr | null,
  span: Span,
): Expr | null {
  const { dimensions } = operand.type;
  if (start === null) {
    const support = supportOf(rangeOfExpr(operand));
    return { kind: "lag", operand, over, by, start, type: { support, dimensions }, span };
  }
  if (numeric(scope, start) === null) return null;
  const extra = without(start.type.dimensions, without(dimensions, [over]));
  if (extra.length > 0) {
    return scope.mistakes.report(
      "H0302",
      { value: excerpt(start.span), dimensions: printDimensions(extra), target: "the start of this lag" },
      {
        at: start.span,
        text: `${excerpt(start.span)}: ${printType(start.type)}`,
        notes: [`it stands before the first ${over.name}, so it has no ${over.name} of its own`],
      },
    );
  }
  const support = supportOf(either(rangeOfExpr(operand), rangeOfExpr(start)));
  return { kind: "lag", operand, over, by, start, type: { support, dimensions }, span };
}
