/** Sets of tokens in a few words. */

import { describe, expect, test } from "vitest";
import { firsts, type Token } from "../../grammar/hunch.ohm-bundle.js";
import { describeExpected } from "../../src/syntax/expected.ts";

const said = (...tokens: (Token | "end of input")[]) => describeExpected(new Set(tokens));

describe("what was expected", () => {
  test("all beginnings of a phrase are the phrase", () => {
    expect(said(...firsts.Expression)).toBe("an expression");
    expect(said(...firsts.Expression, "]")).toBe("`]` or an expression");
    expect(said(...firsts.Block, "end of input")).toBe("a block");
    expect(said("element", "ordered")).toBe("a type");
  });
  test("what would carry on is said only where nothing ends", () => {
    expect(said("operator", "[", "(", ".", ")", ",")).toBe("`)` or `,`");
    expect(said("operator", "[", "(")).toBe("`[`, `(` or an operator");
  });
  test("nothing but the end, or too much to say", () => {
    expect(said("end of input")).toBe("the end");
    expect(said()).toBe("");
    expect(said("(", ")", ",", ":", "~")).toBe("`)`, `,`, `:` or `~`");
    expect(said(")", ",", ":", "~", "]")).toBe("");
  });
});
