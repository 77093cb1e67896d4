/** From the parser's tree of an expression to ours: the flat list of operands becomes a tree by the operators' precedence. */

import { diagnose } from "../diagnostic/diagnostic.ts";
import { join, type Span } from "../diagnostic/source.ts";
import type { Rule } from "../../grammar/hunch.ohm-bundle.js";
import type { Argument, BinaryOperator, Expression } from "./ast.ts";
import { type Context, nameOf, numberOf, optional, spanOf, unquoted } from "./context.ts";

/** The grammar's names for how tightly an operator binds. */
type Level = Rule<"operator">["children"][0]["ctorName"];

interface Operator {
  readonly text: BinaryOperator;
  readonly level: Level;
  readonly span: Span;
}

/** `- - x`: the minuses that stand before, and what they stand before. */
interface Operand {
  readonly minuses: readonly Span[];
  readonly value: Expression;
}

const leftToRight: readonly Exclude<Level, "power">[] = ["multiplicative", "additive", "comparison"];

export function buildExpression(context: Context, node: Rule<"Expression">): Expression {
  const [first, operators, others] = node.children;
  const operands = [first, ...others.children].map((operand) => buildOperand(context, operand));
  const between = operators.children.map((operator): Operator => ({
    // The grammar's operators are the tree's: one spelling each.
    text: operator.sourceString as BinaryOperator,
    level: operator.children[0].ctorName,
    span: spanOf(context, operator),
  }));
  let chain = powers(operands, between);
  for (const level of leftToRight) chain = folded(context, chain, level);
  const [whole] = chain.values;
  return whole as Expression;
}

interface Chain {
  readonly values: readonly Expression[];
  /** One fewer than the values. */
  readonly operators: readonly Operator[];
}

/** Runs of `a ^ b ^ c`, from right to left; a minus takes all that its run has to the right of it. */
function powers(operands: readonly Operand[], operators: readonly Operator[]): Chain {
  const values: Expression[] = [];
  const rest: Operator[] = [];
  let value: Expression | null = null;
  for (let i = operands.length - 1; i >= 0; i--) {
    const operand = operands[i] as Operand;
    const after = operators[i];
    const base = operand.value;
    value = value !== null && after?.level === "power" ? binary(after, base, value) : base;
    for (const minus of operand.minuses.toReversed())
      value = { kind: "negate", operand: value, span: join(minus, value.span) };
    const before = operators[i - 1];
    if (before?.level === "power") continue;
    values.push(value);
    if (before !== undefined) rest.push(before);
    value = null;
  }
  return { values: values.toReversed(), operators: rest.toReversed() };
}

/** One level's operators, from left to right. */
function folded(context: Context, chain: Chain, level: Level): Chain {
  const values = chain.values.slice(0, 1);
  const operators: Operator[] = [];
  let compared: Operator | null = null;
  chain.operators.forEach((operator, i) => {
    const right = chain.values[i + 1] as Expression;
    if (operator.level !== level) {
      operators.push(operator);
      values.push(right);
      return;
    }
    if (level === "comparison") {
      if (compared !== null) context.report(chained(compared, operator));
      compared = operator;
    }
    values.push(binary(operator, values.pop() as Expression, right));
  });
  return { values, operators };
}

function chained(first: Operator, second: Operator) {
  return diagnose(
    "H0113",
    {},
    {
      at: second.span,
      text: "a second comparison",
      labels: [{ span: first.span, text: "the first" }],
      notes: ["a comparison gives a bool, so the second one would compare a bool"],
      help: "a bool is 0 or 1, so both hold where `(a < b) * (b < c) == 1`",
    },
  );
}

function binary(operator: Operator, left: Expression, right: Expression): Expression {
  const span = join(left.span, right.span);
  return { kind: "binary", operator: operator.text, operatorSpan: operator.span, left, right, span };
}

function buildOperand(context: Context, node: Rule<"Operand">): Operand {
  const [minuses, primary, suffixes] = node.children;
  let value = buildPrimary(context, primary);
  for (const suffix of suffixes.children) {
    const span = join(value.span, spanOf(context, suffix));
    if (suffix.ctorName === "Member") {
      value = { kind: "member", object: value, name: nameOf(context, suffix.children[1]), span };
    } else {
      const [, first, , others] = suffix.children;
      const indices = [first, ...others.children].map((index) => buildExpression(context, index));
      value = { kind: "index", array: value, indices, span };
    }
  }
  return { minuses: minuses.children.map((minus) => spanOf(context, minus)), value };
}

function buildPrimary(context: Context, node: Rule<"Primary">): Expression {
  const [inner] = node.children;
  const span = spanOf(context, inner);
  switch (inner.ctorName) {
    case "number": {
      const literal = numberOf(context, inner);
      if (Number.isFinite(literal.value)) return literal;
      context.report(diagnose("H0114", {}, { at: span }));
      return { ...literal, value: Number.MAX_VALUE };
    }
    case "quoted":
      return { kind: "string", text: unquoted(inner.sourceString), span };
    case "Group":
      return { kind: "parenthesised", inner: buildExpression(context, inner.children[1]), span };
    case "Labelled": {
      const [, first, , others] = inner.children;
      const entries = [first, ...others.children].map(({ children: [label, , value] }) => ({
        label: nameOf(context, label),
        value: buildExpression(context, value),
      }));
      return { kind: "labelled", entries, span };
    }
    case "Call": {
      const [callee, list] = inner.children;
      const name = nameOf(context, callee);
      const given = optional(list);
      if (given === null) return { kind: "name", name, span };
      return { kind: "call", callee: name, arguments: buildArguments(context, given), span };
    }
  }
}

export function buildArguments(context: Context, node: Rule<"Arguments">): readonly Argument[] {
  const [, first, , others] = node.children;
  const nodes = [...first.children, ...others.children.flatMap((list) => list.children)];
  return nodes.map((argument): Argument => {
    const [name, , expression, , weighed, , dimension] = argument.children;
    const named = optional(name);
    const over = optional(dimension);
    const value = buildExpression(context, expression);
    const drawn = optional(weighed);
    return {
      name: named === null ? null : nameOf(context, named),
      // `w: d`: what stands first is the weight.
      weight: drawn === null ? null : value,
      value: drawn === null ? value : buildExpression(context, drawn),
      over: over === null ? null : nameOf(context, over),
      span: spanOf(context, argument),
    };
  });
}
