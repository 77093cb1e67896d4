/** The grammar: what is a program and what is not, and that its bundle is its own. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { firsts, match } from "../../grammar/hunch.ohm-bundle.js";
// @ts-expect-error a plain script, without types
import { bundle } from "../../scripts/build-grammar.mjs";
import { everything } from "./fixtures.ts";

const folder = join(import.meta.dirname, "../../grammar");
const accepts = (text: string) => match(text).ok;

describe("the bundle", () => {
  test("is what the script makes of the grammar", () => {
    const made = bundle(readFileSync(join(folder, "hunch.ohm"), "utf8")) as { js: string; dts: string };
    expect(readFileSync(join(folder, "hunch.ohm-bundle.js"), "utf8")).toBe(made.js);
    expect(readFileSync(join(folder, "hunch.ohm-bundle.d.ts"), "utf8")).toBe(made.dts);
  });

  test("knows what each phrase begins with", () => {
    expect(firsts.Block).toEqual(["data", "dim", "infer", "likelihood", "model", "network", "prior"]);
    expect(firsts.Expression).toEqual(["(", "-", "name", "number", "quoted", "{"]);
    expect(firsts.Type).toEqual(["element", "ordered"]);
  });
});

describe("programs", () => {
  test.each([
    ["", "nothing"],
    [everything, "every construct"],
    ["data { x: real[N, D]  y: real[N] }", "two declarations on a line"],
    ["prior { b ~ normal(0, 10)\n y ~ flat }", "a statement ends where the next begins"],
    ["prior { a = 1\n - 2\n b = 3 }", "a line that begins with - goes on with the one above"],
    ["dim K = 1..85 dim L = 3", "a range of whole numbers"],
    ["prior { σ0 = 1  длина = 2 }", "letters of any alphabet"],
    ["prior { a = 1e-5 b = 1_000.5E+3 }", "numbers"],
    ["data { modelled: real[N] from fromage, overtime }", "names that begin with a word of the language"],
    ['data { x: real[N] from "model".."a ""b""" }', "quoted columns may be any"],
    ["infer nuts { chains = 4 }", "a block on one line"],
    ["// a comment\nmodel M // another", "comments"],
    ["\uFEFFmodel M\r\n", "files from Windows"],
    ["prior { a = sum(x over K') }", "the second dimension of a covariance"],
  ])("%j: %s", (text) => expect(accepts(text)).toBe(true));

  test.each([
    "prior { a = .5 }",
    "prior { a = 5. }",
    "prior { a = 1__0 }",
    "prior { a = 1_ }",
    "prior { a = 2x }",
    "prior { 1a = 2 }",
    "prior { _a = 2 }",
    "prior { log(y) ~ normal(0, 1) }",
    "prior { a = normal(0, 1,) }",
    "prior { a = ; }",
    "prior { a = x.1 }",
    "prior { a = f(x)(y) }",
    "prior { a = (f)(y) }",
    "prior { a = + 1 }",
    'data "a\nb" { }',
    "dim K = -1",
    "model a.b",
    "infer vi { steps 5 }",
    "network f: real -> { } { dense }",
  ])("not %j", (text) => expect(accepts(text)).toBe(false));

  const reserved =
    "model dim data network prior likelihood infer from over standardized missing ordered".split(" ");
  test.each(reserved)("%s names nothing", (word) => {
    const uses = (name: string) => [
      `prior { ${name} = 1 }`,
      `prior { a = ${name} }`,
      `prior { a = x.${name} }`,
      `data { x: real[${name}] }`,
      `data { x: real[N] from ${name} }`,
      `network f: real -> real { ${name} }`,
      `model ${name}`,
      `infer ${name}`,
    ];
    expect(uses(word).filter(accepts)).toEqual([]);
    expect(uses(`${word}x`).filter(accepts)).toEqual(uses(`${word}x`));
  });
});
