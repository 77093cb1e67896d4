/** Characters as a terminal shows them. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { glyphs, visible, widthOf } from "../../src/diagnostic/visible.ts";

describe("glyphs", () => {
  test("tabs go to the next stop, wide characters take two, marks none", () => {
    expect(glyphs("a\tb").map((glyph) => glyph.width)).toEqual([1, 3, 1]);
    expect(widthOf("漢字")).toBe(4);
    expect(widthOf("\u{1f600}")).toBe(2);
    expect(widthOf("e\u0301")).toBe(1);
    expect(widthOf("ｆ")).toBe(2);
    expect(glyphs("\u{1f600}x").map((glyph) => glyph.offset)).toEqual([0, 2]);
  });
  test("what would be obeyed is shown instead", () => {
    expect(visible("a\u001b[2Jb\u202ec\u200b")).toBe("a\ufffd[2Jb\ufffdc\ufffd");
    expect(visible("one\ntwo")).toBe("one\ntwo");
  });
  test("no text reaches a terminal as a command", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(visible(text)).not.toMatch(/[^\n\P{Cc}]|\p{Cf}/u);
      }),
    );
  });
});
