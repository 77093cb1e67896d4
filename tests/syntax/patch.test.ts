/** Texts with repairs, and the way back from each character. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { patch } from "../../src/syntax/patch.ts";
import { sourceOf } from "./fixtures.ts";

const source = sourceOf("abcdefghij");
const edit = (start: number, end: number, text: string) => ({ span: { source, start, end }, text });

describe("patch", () => {
  test("replaces, inserts and leaves out", () => {
    const patched = patch(source, 0, 10, [edit(8, 8, "++"), edit(1, 3, "X"), edit(5, 6, "")]);
    expect(patched.text).toBe("aXdegh++ij");
    expect(
      Array.from(patched.text)
        .map((_, i) => source.text[patched.origin(i)])
        .join(""),
    ).toBe("abdeghiiij");
    expect(patched.origin(patched.text.length)).toBe(10);
  });

  test("only what lies within, and of what overlaps the first", () => {
    expect(patch(source, 2, 6, [edit(0, 3, "no"), edit(3, 4, "-"), edit(3, 5, "no")]).text).toBe("c-ef");
  });

  test("without repairs every place is its own", () => {
    fc.assert(
      fc.property(fc.nat(9), fc.nat(9), (a, b) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        const patched = patch(source, start, end, []);
        expect(patched.text).toBe(source.text.slice(start, end));
        for (let i = 0; i <= end - start; i++) expect(patched.origin(i)).toBe(start + i);
      }),
    );
  });

  test("places never run backwards", () => {
    const edits = fc.array(fc.tuple(fc.nat(10), fc.nat(10), fc.string({ maxLength: 3 })), { maxLength: 5 });
    fc.assert(
      fc.property(edits, (made) => {
        const patched = patch(
          source,
          0,
          10,
          made.map(([a, b, text]) => edit(Math.min(a, b), Math.max(a, b), text)),
        );
        for (let i = 0; i < patched.text.length; i++)
          expect(patched.origin(i)).toBeLessThanOrEqual(patched.origin(i + 1));
      }),
    );
  });
});
