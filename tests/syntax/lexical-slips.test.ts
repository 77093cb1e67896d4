/** Signs of other languages, word processors and the web, each with what to write instead. */

import { describe, expect, test } from "vitest";
import { lexicalSlips } from "../../src/syntax/lexical-slips.ts";
import { parse } from "../../src/syntax/parse.ts";
import { applyEdits, only } from "./edits.ts";
import { good, sourceOf } from "./fixtures.ts";

const q = (expression: string) => `prior { q = ${expression} }`;

describe("what is mended as the message says", () => {
  test.each([
    ["model A;", "model A", "`;` is not written in Hunch"],
    ["model A;prior { }", "model A prior { }", "`;` is not written in Hunch"],
    ["# why\nmodel A", "// why\nmodel A", "`#` is not written in Hunch"],
    [q("a ** 2"), q("a ^ 2"), "`**` is not written in Hunch"],
    ["prior { q := 3 }", "prior { q = 3 }", "`:=` is not written in Hunch"],
    [q("a === b"), q("a == b"), "`===` is not written in Hunch"],
    [q("a <> b"), q("a != b"), "`<>` is not written in Hunch"],
    [q("a %*% b"), q("a @ b"), "`%*%` is not written in Hunch"],
    [q("a .* b"), q("a * b"), "`.*` is not written in Hunch"],
    [q("2x + 1"), q("2 * x + 1"), "`2x` is not written in Hunch"],
    [q("_b"), q("b"), "`_b` is not written in Hunch"],
    [q("a − b"), q("a - b"), "`−` is not written in Hunch"],
    [q("a · b"), q("a * b"), "`·` is not written in Hunch"],
    [q("a ≤ b"), q("a <= b"), "`≤` is not written in Hunch"],
    [q("x²"), q("x^2"), "`²` is not written in Hunch"],
    ["prior { a ∼ flat }", "prior { a ~ flat }", "`∼` is not written in Hunch"],
    ["data “a.csv” { }", 'data "a.csv" { }', "a curly quote is not written in Hunch"],
    ["data 'a.csv' { }", 'data "a.csv" { }', "`'a.csv'` is not written in Hunch"],
    [q(".5 + 1"), q("0.5 + 1"), "the number .5 lacks a digit beside its point"],
    [q("5. + 1"), q("5.0 + 1"), "the number 5. lacks a digit beside its point"],
    ["prior {\u00a0q = 1 }", "prior { q = 1 }", "I do not know the character U+00A0"],
    ["prior { e\u0301 = 1 }", "prior { \u00e9 = 1 }", "I do not know the character `e\u0301`"],
  ])("%j", (text, mended, title) => {
    const slip = only(text);
    expect(slip.title).toBe(title);
    expect(applyEdits(text, slip.edits)).toBe(mended);
    good(mended);
    expect(parse(sourceOf(text)).syntax?.complete).toBe(true);
  });
});

describe("what needs thought", () => {
  test.each([
    [q("a && b"), "&&", "both hold where `a * b == 1`"],
    [q("a || b"), "||", "one of them holds where `a + b > 0`"],
    [q("!a"), "!", "`a == 0` is its opposite"],
    ["/* a */ model A", "/*", "a comment begins with `//`"],
    ['data "a.csv { }', '"', 'close it with `"`'],
  ])("%j", (text, underlined, help) => {
    const slip = only(text);
    expect(slip.underlined).toBe(underlined);
    expect(slip.help).toContain(help);
    expect(slip.edits).toEqual([]);
  });
  test("a character with no meaning is named, by its number where it cannot be seen", () => {
    expect(only(q("a € b")).title).toBe("I do not know the character `€`");
    expect(only("model A\u200b").title).toBe("I do not know the character U+200B");
    expect(only("model A\u0000").title).toBe("I do not know the character U+0000");
  });
});

describe("what is no slip", () => {
  test.each([
    'data "a;b # \' “.csv" { }',
    "// a; b ** c, isn't it? “\nmodel A",
    "dim K = 1..85",
    q("x' ".replace("' ", "") + " + sum(x over K')"),
    q("a != b"),
    q("1e5 + 1.5e-3 + x1e5"),
    "model A\r\n\tprior { }",
  ])("%j", (text) => expect(lexicalSlips(sourceOf(text))).toEqual([]));
});
