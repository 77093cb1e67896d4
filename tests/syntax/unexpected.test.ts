/** The plain message: what was found, and what was expected. */

import { describe, expect, test } from "vitest";
import { only } from "./edits.ts";

describe("anything else", () => {
  test.each([
    ["model", "the end of the program", "expected a name"],
    ["model M\nprior", "the end of the program", "expected `{`"],
    ["model\nprior { }", "the end of the model block", "expected a name"],
    ["prior { a = * }", "`*`", "expected an expression"],
    ["data { x: 3 }", "`3`", "expected a type"],
    ["dim K = ~", "`~`", "expected a size, a range, labels or another dimension"],
    ["prior { a b }", "`b`", "expected `=`, `:` or `~`"],
    ["infer vi 3", "`3`", "expected `{`, `:` or a block"],
    [`prior { a = 1 2${"3".repeat(60)} }`, `\`2${"3".repeat(22)}…\``, "expected `}` or a name"],
  ])("%j", (text, found, expected) => {
    const diagnostic = only(text);
    expect(diagnostic.title).toBe(`I did not expect ${found} here`);
    expect(diagnostic.primaryText).toBe(expected);
  });

  test("whoever forgot how a block begins is shown one", () => {
    expect(only("prior a = 3").notes).toEqual(["the block is written `prior { mu ~ normal(0, 1) }`"]);
    expect(only("prior { a b }").notes).toEqual([]);
  });
});
