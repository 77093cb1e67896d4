/** The limits, each at its last good value and just beyond. */

import { describe, expect, test } from "vitest";
import { farTooChained, tooChained, tooLong } from "../../src/syntax/limits.ts";
import { only } from "./edits.ts";
import { good, sourceOf } from "./fixtures.ts";

describe("characters", () => {
  test("are code points", () => {
    expect(tooLong(sourceOf("x".repeat(100_000)))).toBeNull();
    expect(tooLong(sourceOf("\u{1f600}".repeat(100_000)))).toBeNull();
    const beyond = tooLong(sourceOf(`${"\u{1f600}".repeat(100_000)}!`));
    expect(beyond?.title).toBe("this program has 100001 characters, and I read at most 100000");
    expect(beyond?.primary).toMatchObject({ start: 200_000 });
  });
});

describe("operations", () => {
  const sum = (terms: number) => `prior { a = 1${" + 1".repeat(terms)} }`;
  test("of a long chain", () => {
    expect(good(sum(490)).blocks.map(tooChained)).toEqual([null]);
    expect(only(sum(600)).code).toBe("H0107");
    expect(only(`prior { a = ${"-".repeat(600)}1 }`).code).toBe("H0107");
    expect(only(`prior { a = x${"[1]".repeat(600)} }`).code).toBe("H0107");
  });
  // Planted: no separator ends a chain.
  test("of thousands are told before the grammar looks, statements and arguments apart", () => {
    const far = (text: string) => farTooChained(sourceOf(text))?.code ?? null;
    expect(far(sum(24_000))).toBe("H0107");
    expect(only(sum(24_000)).code).toBe("H0107");
    expect(far(`prior { a = ${"-".repeat(3000)}1 }`)).toBe("H0107");
    expect(far(`prior { a = x${"[1]".repeat(3000)} }`)).toBe("H0107");
    expect(far(sum(1900))).toBeNull();
    expect(far(`prior { ${"a = 1 + 1 + 1 ".repeat(3000)} }`)).toBeNull();
    expect(far(`prior { ${"a ~ normal(1 + 1, 1) ".repeat(3000)} }`)).toBeNull();
    expect(far(`prior { a = { ${"x: -1, ".repeat(3000)} y: 1 } }`)).toBeNull();
    expect(far(`prior { a = f(${"1 + 1, ".repeat(3000)} 1) }`)).toBeNull();
    expect(far(`data { ${"x: real[N] from a ".repeat(3000)} }`)).toBeNull();
    expect(far(`network f: real -> real { ${"dense(1) ".repeat(3000)} }`)).toBeNull();
  });
  test("do not add up over statements", () => {
    good(`prior { ${`a = 1${" + 1".repeat(100)} `.repeat(20)} }`);
  });
});

describe("brackets", () => {
  // The planted fault: a grammar with a rule for each level of precedence fills the stack here.
  test.each([
    ["round", "(", ")"],
    ["calls", "f(x, y = ", ")"],
    ["mixtures", "m(1: ", ")"],
    ["labelled", "{ a: ", "}"],
    ["indices", "x[", "]"],
  ])("99 levels of %s are read", (_, open, close) => {
    good(`prior { a = ${open.repeat(99)}1${close.repeat(99)} }`);
  });
  test("99 levels of layers are read", () => {
    good(`network f: real -> real { ${"residual { ".repeat(99)}dense${" }".repeat(99)} }`);
  });
  test("the hundred and first is not", () => {
    const beyond = only(`prior { a = ${"(".repeat(100)}1${")".repeat(100)} }`);
    expect([beyond.code, beyond.column]).toEqual(["H0106", 112]);
  });
});
