/** The small readings that both builders share. */

import { describe, expect, test } from "vitest";
import { items, nameOf, numberOf, optional, spanOf, unquoted } from "../../src/syntax/context.ts";
import { patch } from "../../src/syntax/patch.ts";
import { sourceOf } from "./fixtures.ts";

const source = sourceOf("ab;cd");
const semicolon = { source, start: 2, end: 3 };
const context = { patched: patch(source, 0, 5, [{ span: semicolon, text: "" }]), report: () => {} };
const node = (startIdx: number, endIdx: number, sourceString: string) => ({
  source: { startIdx, endIdx },
  sourceString,
});

describe("places", () => {
  test("are the source's, through the repairs", () => {
    expect(spanOf(context, node(2, 4, "cd"))).toMatchObject({ start: 3, end: 5 });
    expect(spanOf(context, node(0, 2, "ab"), node(2, 4, "cd"))).toMatchObject({ start: 0, end: 5 });
  });
  test("names and numbers keep what was written", () => {
    expect(nameOf(context, node(0, 2, '"a""b"')).text).toBe('a"b');
    expect(numberOf(context, node(0, 2, "1_000"))).toMatchObject({ value: 1000, text: "1_000" });
    expect(unquoted("plain")).toBe("plain");
  });
});

describe("lists", () => {
  const leaf = node(0, 0, "");
  const many = <T>(children: readonly T[]) => ({ ...leaf, children });
  const list = {
    ...leaf,
    ctorName: "NonemptyListOf" as const,
    children: [1, many([leaf]), many([2, 3])] as const,
  };
  test("their items in order", () => {
    expect(items(list)).toEqual([1, 2, 3]);
    expect(items({ ...leaf, ctorName: "ListOf", children: [list] })).toEqual([1, 2, 3]);
    expect(items({ ...leaf, ctorName: "ListOf", children: [{ ...leaf, ctorName: "EmptyListOf" }] })).toEqual(
      [],
    );
  });
  test("the one that may be there", () => {
    expect(optional(many([7]))).toBe(7);
    expect(optional(many([]))).toBeNull();
  });
});
