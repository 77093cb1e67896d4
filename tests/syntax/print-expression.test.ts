/** Expressions as text: the brackets of the tree, and those it needs. */

import { describe, expect, test } from "vitest";
import type { BinaryOperator, Expression } from "../../src/syntax/ast.ts";
import { printColumn, printExpression, printLabel, printQuoted } from "../../src/syntax/print-expression.ts";
import { expression, shape, sourceOf } from "./fixtures.ts";

describe("expressions", () => {
  test.each([
    "-x^2 + 3 * (a - b) / c",
    "2^3^-x @ w",
    "a <= b + 1",
    'f(x).mean[red, "light blue"]',
    "mixture(0.5: normal(0, 1), 1 - p: flat)",
    "lag(y over T, 1, start = 0)",
    "{ low: 3, 10: f() }",
    "1_000 - 1e-5",
    "--x",
  ])("%s", (text) => expect(printExpression(expression(text))).toBe(text));

  const span = { source: sourceOf(""), start: 0, end: 0 };
  const x: Expression = { kind: "name", name: { text: "x", span }, span };
  const negate = (operand: Expression): Expression => ({ kind: "negate", operand, span });
  const binary = (left: Expression, operator: BinaryOperator, right: Expression): Expression => ({
    kind: "binary",
    operator,
    operatorSpan: span,
    left,
    right,
    span,
  });

  // Trees that no text without brackets gives: the embedded language may build them.
  test.each<[Expression, string]>([
    [binary(binary(x, "+", x), "*", x), "(x + x) * x"],
    [binary(x, "-", binary(x, "-", x)), "x - (x - x)"],
    [binary(binary(x, "^", x), "^", x), "(x^x)^x"],
    [binary(negate(x), "^", x), "(-x)^x"],
    [negate(binary(x, "*", x)), "-(x * x)"],
    [binary(binary(x, "<", x), "<", x), "(x < x) < x"],
    [{ kind: "member", object: negate(x), name: { text: "y", span }, span }, "(-x).y"],
  ])("brackets where the tree needs them: %#", (tree, text) => {
    expect(printExpression(tree)).toBe(text);
    expect(shape(expression(text)).replaceAll(/[<>](?! )/g, "")).toContain("x");
  });
});

describe("names", () => {
  test("columns are quoted where they are no names", () => {
    expect(["a", "σ2", "a b", "model", "2a", 'a"b', ""].map(printColumn)).toEqual([
      "a",
      "σ2",
      '"a b"',
      '"model"',
      '"2a"',
      '"a""b"',
      '""',
    ]);
  });
  test("labels may be numbers", () => {
    expect(["1", "2.5", "1_000", "1__0", "-1", "red"].map(printLabel)).toEqual([
      "1",
      "2.5",
      "1_000",
      '"1__0"',
      '"-1"',
      "red",
    ]);
  });
  test("a quote inside is doubled", () => expect(printQuoted('a"')).toBe('"a"""'));
});
