/** An expression in the one layout; brackets stand where the tree has them, and where it could not be read back without. */

import type { Argument, BinaryOperator, Expression } from "./ast.ts";
import { reservedWords } from "./words.ts";

/** How tightly an operator binds, as the grammar says; a minus before an operand stands between `*` and `^`. */
const binding: { readonly [O in BinaryOperator]: number } = {
  "==": 1,
  "!=": 1,
  "<": 1,
  "<=": 1,
  ">": 1,
  ">=": 1,
  "+": 2,
  "-": 2,
  "*": 3,
  "/": 3,
  "@": 3,
  "^": 5,
};
const minus = 4;
const operand = 6;

export function printExpression(expression: Expression): string {
  return printed(expression, 0);
}

/** In brackets where it binds less tightly than `least`. */
function printed(expression: Expression, least: number): string {
  switch (expression.kind) {
    case "number":
      return expression.text;
    case "name":
      return expression.name.text;
    case "string":
      return printQuoted(expression.text);
    case "member":
      return `${printed(expression.object, operand)}.${expression.name.text}`;
    case "call":
      return expression.callee.text + printArguments(expression.arguments);
    case "index":
      return `${printed(expression.array, operand)}[${expression.indices.map(printExpression).join(", ")}]`;
    case "negate":
      return within(`-${printed(expression.operand, minus)}`, minus, least);
    case "binary": {
      const { operator, left, right } = expression;
      const level = binding[operator];
      if (operator === "^") return within(`${printed(left, operand)}^${printed(right, minus)}`, level, least);
      // Comparisons do not chain, the others go from left to right.
      const first = printed(left, level === 1 ? level + 1 : level);
      return within(`${first} ${operator} ${printed(right, level + 1)}`, level, least);
    }
    case "labelled":
      return `{ ${expression.entries
        .map(({ label, value }) => `${printLabel(label.text)}: ${printExpression(value)}`)
        .join(", ")} }`;
    case "parenthesised":
      return `(${printExpression(expression.inner)})`;
  }
}

function within(text: string, level: number, least: number): string {
  return level < least ? `(${text})` : text;
}

export function printArguments(list: readonly Argument[]): string {
  return `(${list.map(printArgument).join(", ")})`;
}

function printArgument({ name, weight, value, over }: Argument): string {
  const named = name === null ? "" : `${name.text} = `;
  const weighed = weight === null ? "" : `${printExpression(weight)}: `;
  return `${named}${weighed}${printExpression(value)}${over === null ? "" : ` over ${over.text}`}`;
}

/** A quote inside is doubled. */
export function printQuoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** A column's name, in quotes where it is no name of the language. */
export function printColumn(text: string): string {
  return /^\p{L}[\p{L}0-9_]*$/u.test(text) && !reservedWords.includes(text) ? text : printQuoted(text);
}

/** A label, which may also be a number. */
export function printLabel(text: string): string {
  return /^[0-9]+(?:_[0-9]+)*(?:\.[0-9]+)?$/u.test(text) ? text : printColumn(text);
}
