/** Precedence and direction of operators, and every kind of operand. */

import { describe, expect, test } from "vitest";
import { briefs, expression, shape } from "./fixtures.ts";

describe("operators", () => {
  // The planted fault: reading powers from left to right makes 2^3^2 64.
  test.each([
    ["a + b * c", "(a + (b * c))"],
    ["a - b - c", "((a - b) - c)"],
    ["a / b * c @ d", "(((a / b) * c) @ d)"],
    ["2^3^2", "(2 ^ (3 ^ 2))"],
    ["-x^2", "(- (x ^ 2))"],
    ["(-x)^2", "(<(- x)> ^ 2)"],
    ["2^-x", "(2 ^ (- x))"],
    ["2^-3^2 * 4", "((2 ^ (- (3 ^ 2))) * 4)"],
    ["-a * -b + c", "(((- a) * (- b)) + c)"],
    ["--x", "(- (- x))"],
    ["a - -b", "(a - (- b))"],
    ["a + b < c * d", "((a + b) < (c * d))"],
    ["a == -b", "(a == (- b))"],
    ["a != b", "(a != b)"],
  ])("%s is %s", (text, read) => expect(shape(expression(text))).toBe(read));

  test("comparisons do not chain, however many", () => {
    expect(briefs("prior { q = a < b <= c + 1 }")).toEqual(["H0113 <="]);
    expect(briefs("prior { q = a < b < c < d }")).toEqual(["H0113 <", "H0113 <"]);
    expect(briefs("prior { q = (a < b) < c }")).toEqual([]);
  });
});

describe("operands", () => {
  test.each([
    ["f.hidden.weight", "f.hidden.weight"],
    ["f(x).mean[red, i].z", "f(x).mean[red i].z"],
    ["sum(x * 2 over N)", "sum((x * 2))"],
    ['level["light blue"]', 'level["light blue"]'],
    ['{ low: 3, "a ""b""": -1, 10: x }', '{low:3 a "b":(- 1) 10:x}'],
    ["f()", "f()"],
    ["((x))", "<<x>>"],
  ])("%s", (text, read) => expect(shape(expression(text))).toBe(read));

  test("an argument's name, weight and dimension", () => {
    const call = expression("f(a, b = c, 1 - p: d, e over K')");
    const given = call.kind === "call" ? call.arguments : [];
    expect(
      given.map((g) => [
        g.name?.text ?? null,
        g.weight && shape(g.weight),
        shape(g.value),
        g.over?.text ?? null,
      ]),
    ).toEqual([
      [null, null, "a", null],
      ["b", null, "c", null],
      [null, "(1 - p)", "d", null],
      [null, null, "e", "K'"],
    ]);
  });

  test("a number is what it says, and no larger than a number can be", () => {
    const values = ["1_000", "0.5", "1e-5", "2.50E+3"].map((text) => expression(text));
    expect(values.map((value) => value.kind === "number" && value.value)).toEqual([1000, 0.5, 1e-5, 2500]);
    expect(briefs("prior { q = 1e999 }")).toEqual(["H0114 1e999"]);
  });
});
