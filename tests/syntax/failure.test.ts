/** What stands around the furthest place that the grammar reached. */

import { describe, expect, test } from "vitest";
import { failureOf, spanOf } from "../../src/syntax/failure.ts";
import { patch } from "../../src/syntax/patch.ts";
import { sourceOf } from "./fixtures.ts";

const text = "prior { a ~ // why\n b c }";
const patched = patch(sourceOf(text), 0, text.length, []);
const at = (position: number) =>
  failureOf(patched, { ok: false, position, expected: () => ["name"] }, "prior");

describe("a failure", () => {
  test("is at the token that ends beyond it; comments are no tokens", () => {
    const failure = at(12);
    expect([failure.previous?.text, failure.found?.text, failure.next?.text, failure.index]).toEqual([
      "~",
      "b",
      "c",
      4,
    ]);
    expect(failure.expected.has("name")).toBe(true);
    const span = spanOf(failure, failure.found, failure.next);
    expect(text.slice(span.start, span.end)).toBe("b c");
  });
  test("at the end is just after the last token", () => {
    const failure = at(text.length);
    expect([failure.previous?.text, failure.found]).toEqual(["}", null]);
    expect(spanOf(failure, null)).toMatchObject({ start: text.length, end: text.length });
  });
});
