/** Arithmetic, comparison and `@` of typed operands: dimensions align by name, supports by the table of `shape/range.ts`. */

import type { Span } from "../diagnostic/source.ts";
import { align, without } from "../shape/align.ts";
import { type Dimension, isPrimeOf } from "../shape/dimension.ts";
import { listNames, printDimensions, printType } from "../shape/print.ts";
import { over, plus, power, type Range, rangeOf, rangeOfNumber, supportOf, times } from "../shape/range.ts";
import { isNumeric, real, type Support } from "../shape/support.ts";
import { constantOf } from "./constants.ts";
import { folded } from "../shape/range.ts";
import type { ArithmeticOperator, Expr } from "./program.ts";
import { excerpt, type Scope } from "./scope.ts";
import { tiedSupport } from "./tied-arithmetic.ts";

/** What arithmetic may count on of an operand. */
export function rangeOfExpr(expr: Expr): Range {
  const value = constantOf(expr);
  return value === null ? rangeOf(expr.type.support) : rangeOfNumber(value);
}

/** The operand, where it is a number; labels and constrained vectors are none. */
export function numeric(scope: Scope, expr: Expr): Expr | null {
  if (isNumeric(expr.type.support)) return expr;
  const type = printType(expr.type);
  return scope.mistakes.report(
    "H0303",
    { what: excerpt(expr.span) },
    {
      at: expr.span,
      text: `${type}: labels`,
      help: `use it as an index, theta[${excerpt(expr.span)}] with theta: real${printDimensions(
        expr.type.support.kind === "label" ? [expr.type.support.dimension] : [],
      )}, or compare it with a label`,
    },
  );
}

/** The dimensions of an elementwise result, or a mistake that shows both operands. */
export function meet(scope: Scope, left: Expr, right: Expr, at: Span): readonly Dimension[] | null {
  const alignment = align(left.type.dimensions, right.type.dimensions);
  if (alignment.ok) return alignment.dimensions;
  const names = (dimensions: readonly Dimension[]) => listNames(dimensions.map(({ name }) => name));
  return scope.mistakes.report(
    "H0301",
    {},
    {
      at,
      text: `${names(alignment.left)} on the left, ${names(alignment.right)} on the right`,
      labels: [operandLabel(left), operandLabel(right)],
      notes: ["a size written as a number is a dimension of its own: it aligns with nothing but itself"],
      help: "give the dimension a name, by data or by a block: dim K = 3",
    },
  );
}

function operandLabel(expr: Expr) {
  return { span: expr.span, text: `${excerpt(expr.span)}: ${printType(expr.type)}` };
}

export function arithmetic(
  scope: Scope,
  operator: ArithmeticOperator,
  left: Expr,
  right: Expr,
  operatorSpan: Span,
  span: Span,
): Expr | null {
  const [a, b] = [numeric(scope, left), numeric(scope, right)];
  if (a === null || b === null) return null;
  const dimensions = meet(scope, a, b, operatorSpan);
  if (dimensions === null) return null;
  const support = tiedSupport(operator, known(a), known(b), dimensions) ?? supportOfResult(operator, a, b);
  const type = { support, dimensions };
  return { kind: "binary", operator, left: a, right: b, type, span };
}

function known(expr: Expr) {
  return { type: expr.type, range: rangeOfExpr(expr) };
}

function supportOfResult(operator: ArithmeticOperator, left: Expr, right: Expr): Support {
  const [a, b] = [rangeOfExpr(left), rangeOfExpr(right)];
  switch (operator) {
    case "+":
      return supportOf(plus(a, b));
    case "-":
      // 1 − p of a unit p is unit
      return constantOf(left) === 1 && b === "unit" ? { kind: "unit" } : real;
    case "*":
      return supportOf(times(a, b));
    case "/":
      return supportOf(over(a, b));
    case "^": {
      const exponent = constantOf(right);
      return supportOf(exponent !== null && exponent % 2 === 0 ? folded(power(folded(a), b)) : power(a, b));
    }
    case "==":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return { kind: "bool" };
  }
}

/** −x */
export function negative(scope: Scope, operand: Expr, span: Span): Expr | null {
  if (numeric(scope, operand) === null) return null;
  return { kind: "negate", operand, type: { support: real, dimensions: operand.type.dimensions }, span };
}

/** `left @ right`: summed over the left operand's last dimension, which the right one must have. */
export function contract(scope: Scope, left: Expr, right: Expr, operatorSpan: Span, span: Span): Expr | null {
  const [a, b] = [numeric(scope, left), numeric(scope, right)];
  if (a === null || b === null) return null;
  const last = a.type.dimensions[a.type.dimensions.length - 1];
  const labels = [operandLabel(a), operandLabel(b)];
  if (last === undefined) {
    return scope.mistakes.report(
      "H0301",
      {},
      {
        at: operatorSpan,
        text: `@ contracts the left operand's last dimension, and ${excerpt(a.span)} has none`,
        labels,
        help: "multiply a single number with *",
      },
    );
  }
  const meets = meetingDimension(last, b.type.dimensions);
  if (meets === null) {
    return scope.mistakes.report(
      "H0301",
      {},
      {
        at: operatorSpan,
        text: `@ contracts ${excerpt(a.span)}'s last dimension, ${last.name}, which ${excerpt(b.span)} does not have`,
        labels,
        help: swapped(a, b),
      },
    );
  }
  const [leftRest, rightRest] = [without(a.type.dimensions, [last]), without(b.type.dimensions, [meets])];
  const aligned = align(leftRest, rightRest);
  const dimensions = aligned.ok ? aligned.dimensions : [...leftRest, ...rightRest];
  const product = times(rangeOfExpr(a), rangeOfExpr(b));
  const type = { support: supportOf(plus(product, product)), dimensions };
  const renamed = meets === last ? {} : { meets };
  return { kind: "contract", left: a, right: b, over: last, ...renamed, type, span };
}

/** Which of the right operand's dimensions `@` sums over: K' of a matrix meets K where that is there, and K meets K' alone. */
function meetingDimension(last: Dimension, right: readonly Dimension[]): Dimension | null {
  const base = last.twin !== null && isPrimeOf(last, last.twin) ? last.twin : null;
  if (base !== null && right.includes(base)) return base;
  if (right.includes(last)) return last;
  return right.find((each) => isPrimeOf(each, last)) ?? null;
}

/** Where the operands would meet the other way round, that is the likely cause. */
function swapped(left: Expr, right: Expr): string | null {
  const last = right.type.dimensions[right.type.dimensions.length - 1];
  if (last === undefined) return "multiply by a single number with *";
  const meets = left.type.dimensions.includes(last);
  return meets ? `write ${excerpt(right.span)} @ ${excerpt(left.span)}: the other way round they meet` : null;
}
