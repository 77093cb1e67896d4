/** Places in a text and in data. */

import { expect, test } from "vitest";
import { isSpan, join } from "../../src/diagnostic/source.ts";

const source = { name: "t", text: "abcdef" };

test("spans and cells are told apart", () => {
  expect(isSpan({ source, start: 0, end: 1 })).toBe(true);
  expect(isSpan({ file: "d.csv", line: 1, column: 1 })).toBe(false);
});

test("the smallest span that holds two, in either order", () => {
  const [a, b] = [
    { source, start: 1, end: 2 },
    { source, start: 4, end: 5 },
  ];
  expect(join(a, b)).toEqual({ source, start: 1, end: 5 });
  expect(join(b, a)).toEqual({ source, start: 1, end: 5 });
});
