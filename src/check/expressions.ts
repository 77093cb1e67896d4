/** An expression gets its type: names resolved, dimensions aligned, supports inferred. Null stands for a mistake already told. */

import type { Dimension } from "../shape/dimension.ts";
import { printType } from "../shape/print.ts";
import { rangeOfNumber, supportOf } from "../shape/range.ts";
import type { Expression } from "../syntax/ast.ts";
import { applyNetwork } from "./apply.ts";
import { callFunction, reduce, reduceHelp } from "./calls.ts";
import { isFunction, isReduction, isTimeFunction } from "./functions.ts";
import { labelledNumbers } from "./label-constants.ts";
import { dimensionOfLabel, indexBy, labelOf, labelText } from "./labels.ts";
import { lookUp, memberPath, wrongCallee } from "./names.ts";
import { arithmetic, contract, negative } from "./operators.ts";
import type { Expr } from "./program.ts";
import { excerpt, type Scope } from "./scope.ts";
import { checkTime } from "./time.ts";
import { resolveDimension } from "./types.ts";

type Call = Extract<Expression, { kind: "call" }>;
type Member = Extract<Expression, { kind: "member" }>;
type Binary = Extract<Expression, { kind: "binary" }>;
type Index = Extract<Expression, { kind: "index" }>;

/** What an expression may use besides the scope. */
export interface Surroundings {
  readonly scope: Scope;
  /** In the prior of a network's weights: that layer's. */
  readonly fan: { readonly in: readonly Dimension[]; readonly out: readonly Dimension[] } | null;
  /** Of the name left of `~` or `=`. */
  readonly target?: readonly Dimension[];
}

export function checkExpression(around: Surroundings, expression: Expression): Expr | null {
  const { scope } = around;
  const { span } = expression;
  switch (expression.kind) {
    case "number": {
      const type = { support: supportOf(rangeOfNumber(expression.value)), dimensions: [] };
      return { kind: "number", value: expression.value, type, span };
    }
    case "name":
      return nameOf(around, expression.name.text, expression);
    case "member": {
      const { object } = expression;
      if (object.kind === "call" && scope.values.get(object.callee.text)?.what === "network")
        return checkCall(around, object, expression);
      const path = memberPath(scope, expression);
      return path === null ? null : lookUp(scope, path, span);
    }
    case "string":
      return scope.mistakes.report(
        "H0303",
        { what: `"${expression.text}"` },
        { at: span, text: "a label", notes: ["labels stand in an index, theta[…], or beside =="] },
      );
    case "call":
      return checkCall(around, expression);
    case "index":
      return checkIndex(around, expression);
    case "negate": {
      const operand = checkExpression(around, expression.operand);
      return operand === null ? null : negative(scope, operand, span);
    }
    case "binary":
      return checkBinary(around, expression);
    case "labelled":
      return labelledNumbers(scope, expression, around.target ?? []);
    case "parenthesised":
      return checkExpression(around, expression.inner);
  }
}

function nameOf({ scope, fan }: Surroundings, name: string, { span }: Expression): Expr | null {
  if ((name === "fan_in" || name === "fan_out") && !scope.values.has(name)) {
    if (fan === null) {
      const notes = ["there it is the number of the layer's inputs (fan_in) or outputs (fan_out)"];
      return scope.mistakes.report("H0212", { name }, { at: span, notes });
    }
    const dimensions = name === "fan_in" ? fan.in : fan.out;
    return { kind: "size", dimensions, type: { support: { kind: "positive" }, dimensions: [] }, span };
  }
  return lookUp(scope, name, span);
}

function checkBinary(around: Surroundings, expression: Binary): Expr | null {
  const { scope } = around;
  const { operator, operatorSpan, span } = expression;
  if (operator === "==" || operator === "!=" || operator === "<" || operator === ">") {
    const compared = compareLabels(around, expression);
    if (compared !== undefined) return compared;
  }
  const left = checkExpression(around, expression.left);
  const right = checkExpression(around, expression.right);
  if (left === null || right === null) return null;
  return operator === "@"
    ? contract(scope, left, right, operatorSpan, span)
    : arithmetic(scope, operator, left, right, operatorSpan, span);
}

/** `colour == red`, `colour == other`; undefined where neither side is a label. */
function compareLabels(around: Surroundings, expression: Binary): Expr | null | undefined {
  const { scope } = around;
  const sides = [expression.left, expression.right] as const;
  const typed = sides.map((side) =>
    side.kind === "name" ? scope.values.get(side.name.text)?.type : undefined,
  );
  const [known] = typed.flatMap((type) => (type?.support.kind === "label" ? [type.support] : []));
  if (known === undefined) return undefined;
  const [left, right] = sides.map((side) => {
    const text = labelText(scope, side);
    return text === null ? checkExpression(around, side) : labelOf(scope, known.dimension, text, side.span);
  });
  if (!left || !right) return null;
  const { operator, operatorSpan, span } = expression;
  const same =
    left.type.support.kind === "label" &&
    right.type.support.kind === "label" &&
    left.type.support.dimension === right.type.support.dimension;
  if (!same || (operator !== "==" && operator !== "!=")) {
    return scope.mistakes.report(
      "H0316",
      {},
      {
        at: operatorSpan,
        text: same ? "labels have no order" : `${printType(left.type)} beside ${printType(right.type)}`,
        help: same ? "compare them with == or !=" : null,
      },
    );
  }
  const rest = right.type.dimensions.filter((dimension) => !left.type.dimensions.includes(dimension));
  const type = { support: { kind: "bool" }, dimensions: [...left.type.dimensions, ...rest] } as const;
  return { kind: "binary", operator, left, right, type, span };
}

function checkIndex(around: Surroundings, expression: Index): Expr | null {
  const { scope } = around;
  let array = checkExpression(around, expression.array);
  if (array === null) return null;
  if (expression.indices.length > array.type.dimensions.length) {
    const found = `${expression.indices.length} indices`;
    return scope.mistakes.report(
      "H0310",
      { found },
      { at: expression.span, text: `${excerpt(array.span)} is ${printType(array.type)}` },
    );
  }
  for (const index of expression.indices) {
    const text = labelText(scope, index);
    let by: Expr | null;
    if (text === null) by = checkExpression(around, index);
    else {
      const only = dimensionOfLabel(array.type.dimensions, text);
      if (only === null) {
        return scope.mistakes.report(
          "H0310",
          { found: excerpt(index.span) },
          {
            at: index.span,
            text: `not the label of one dimension of ${excerpt(array.span)}`,
            labels: [{ span: array.span, text: `${excerpt(array.span)}: ${printType(array.type)}` }],
            help: "index by a value, whose dimension is known, or declare the labels: dim Colour = { red, green }",
          },
        );
      }
      by = labelOf(scope, only, text, index.span);
    }
    array = by === null ? null : indexBy(scope, array, by, expression.span);
    if (array === null) return null;
  }
  return array;
}

/** `member` is the call with a head of the network behind it: `f(x).mean`. */
function checkCall(around: Surroundings, expression: Call, member: Member | null = null): Expr | null {
  const { scope } = around;
  const { callee } = expression;
  const { span } = member ?? expression;
  const value = scope.values.get(callee.text);
  const isNetwork = value?.what === "network";
  if (isNetwork) scope.used.add(callee.text);
  else if (isTimeFunction(callee.text))
    return checkTime(scope, callee.text, expression, (part) => checkExpression(around, part));
  else if (!isFunction(callee.text) && !isReduction(callee.text))
    return wrongCallee(scope, callee, expression);
  const operands: Expr[] = [];
  let over: Call["arguments"][number]["over"] = null;
  let sound = true;
  for (const argument of expression.arguments) {
    if (argument.name !== null || argument.weight !== null) {
      sound = false;
      const at = argument.name?.span ?? argument.span;
      const holes = { name: callee.text, wants: "its operands in order", found: excerpt(argument.span) };
      scope.mistakes.report("H0304", holes, { at, text: "only distributions take keywords" });
      continue;
    }
    over = argument.over ?? over;
    const operand = checkExpression(around, argument.value);
    if (operand === null) sound = false;
    else operands.push(operand);
  }
  const dimension = over === null ? null : resolveDimension(scope, over, false);
  if (!sound || (over !== null && dimension === null)) return null;
  if (isNetwork) {
    return value.network === null
      ? null
      : applyNetwork(scope, value.network, operands, callee, span, member?.name ?? null);
  }
  const [operand] = operands;
  if (over !== null && dimension !== null && isReduction(callee.text) && operand && operands.length === 1) {
    return reduce(scope, callee.text, operand, { dimension, span: over.span }, span);
  }
  if (over !== null || !isFunction(callee.text)) {
    const reduction = isReduction(callee.text) ? callee.text : null;
    const wants = reduction === null ? "no dimension" : "one operand and a dimension";
    const found =
      over === null ? `${operands.length} operand${operands.length === 1 ? "" : "s"} alone` : excerpt(span);
    return scope.mistakes.report(
      "H0304",
      { name: callee.text, wants, found },
      { at: over?.span ?? callee.span, help: reduction === null ? null : reduceHelp(reduction, operand) },
    );
  }
  return callFunction(scope, callee.text, operands, callee.span, span);
}
