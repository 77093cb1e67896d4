/** What is said where the grammar cannot go on: the slips that many make, each with its way out. */

import { describe, expect, test } from "vitest";
import { applyEdits, only } from "./edits.ts";

describe("slips that are known", () => {
  test.each([
    // found, code, what is underlined, part of the help, the program with the edits applied or null
    ["modle A", "H0112", "modle", "did you mean `model`?", "model A"],
    ["parameters { }", "H0112", "parameters", "prior { name: type", null],
    ["model A function f(x)", "H0112", "function", "no user-defined functions", null],
    ["prior { data = 3 }", "H0108", "data", "choose another name", null],
    [
      "data { x: real[N] from data }",
      "H0108",
      "data",
      'quote the column: `"data"`',
      'data { x: real[N] from "data" }',
    ],
    ["prior { a <- 3 }", "H0110", "<-", "`=` defines, `~` draws", "prior { a = 3 }"],
    ["infer vi { steps: 3 }", "H0101", ":", "`=` sets a value", "infer vi { steps = 3 }"],
    ["infer vi { steps ~ 3 }", "H0101", "~", "`=` sets a value", "infer vi { steps = 3 }"],
    ["prior { a == 3 }", "H0101", "==", "`==` compares", "prior { a = 3 }"],
    ["data { y ~ normal(0, 1) }", "H0101", "~", "stands in `likelihood`", null],
    [
      "network f: real -> real { h = dense(3) }",
      "H0101",
      "=",
      "label stands before `:`",
      "network f: real -> real { h : dense(3) }",
    ],
    ["prior {\n for (i in 1) { }\n}", "H0101", "for", "there are no loops", null],
    ["prior { real mu ~ flat }", "H0101", "mu", "`mu: real`", "prior { mu: real ~ flat }"],
    ["prior { real[N] mu ~ flat }", "H0101", "[", "the type stands after the name", null],
    ["prior { log(y) ~ flat }", "H0101", "(", "left of `~` and `=` stands a name", null],
    ["prior { y[1] ~ flat }", "H0101", "[", "left of `~` and `=` stands a name", null],
    ["data { x = real[N] from a }", "H0101", "from", "written with `:`", null],
    ["data { x: real[N] standardized from a }", "H0101", "from", "`standardized` stands last", null],
    ["prior { a = 1, b = 2 }", "H0101", ",", "leave the comma out", "prior { a = 1 b = 2 }"],
    ["prior { a ~ normal(0, 1,) }", "H0101", ",", "leave the last comma out", "prior { a ~ normal(0, 1) }"],
    ["prior { a ~ normal(0 1) }", "H0101", "1", "put a comma or an operator between `0` and `1`", null],
    ["dim K 3", "H0101", "3", "put `=` before `3`", "dim K  = 3"],
    ["network f real -> real { }", "H0101", "real", "put `:` before `real`", "network f : real -> real { }"],
    ["data { x real[N] }", "H0101", "real", "put `:` before `real`", "data { x : real[N] }"],
  ])("%j", (text, code, underlined, help, mended) => {
    const diagnostic = only(text);
    expect(diagnostic.code).toBe(code);
    expect(diagnostic.underlined).toBe(underlined);
    expect(diagnostic.help).toContain(help);
    expect(diagnostic.edits.length > 0 ? applyEdits(text, diagnostic.edits) : null).toBe(mended);
  });

  test("a line that breaks off is told at its end, not at the next line's sign", () => {
    for (const [text, line, column] of [
      ["prior {\n  a =\n  b = 3\n}", 2, 6],
      ["prior {\n  a = 1 +\n}", 2, 10],
    ] as const) {
      const found = only(text);
      expect(found.title).toBe("I did not expect the end of the line here");
      expect([found.line, found.column]).toEqual([line, column]);
      expect(found.primaryText).toBe("expected an expression");
    }
  });
});
