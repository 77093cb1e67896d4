/** Lines and columns of offsets. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineBounds, lineOf, lineStarts, positionOf } from "../../src/diagnostic/position.ts";

const source = { name: "t", text: "ab\r\n\u{1f600}c\n\nd" };

describe("positions", () => {
  test("count lines from 1 and columns in code points", () => {
    const places = [0, 1, 4, 6, 7, 8, 9, 10].map((offset) => Object.values(positionOf(source, offset)));
    expect(places).toEqual([
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 2],
      [2, 3],
      [3, 1],
      [4, 1],
      [4, 2],
    ]);
  });
  test("a line's bounds leave out how it ends", () => {
    expect([1, 2, 3, 4].map((line) => source.text.slice(...Object.values(lineBounds(source, line))))).toEqual(
      ["ab", "\u{1f600}c", "", "d"],
    );
    expect(lineStarts(source)).toEqual([0, 4, 8, 9]);
  });
  test("agree with counting newlines, anywhere in any text", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "\n", "\r\n", "é", "\u{1f600}")), fc.nat(), (parts, n) => {
        const text = parts.join("");
        const made = { name: "t", text };
        const offset = n % (text.length + 1);
        expect(lineOf(made, offset)).toBe(text.slice(0, offset).split("\n").length);
        const line = text.slice(0, offset).split("\n").at(-1) ?? "";
        expect(positionOf(made, offset).column).toBe(Array.from(line).length + 1);
      }),
    );
  });
});
