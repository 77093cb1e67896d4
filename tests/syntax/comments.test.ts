/** Comments read from a text. */

import { expect, test } from "vitest";
import { readComments } from "../../src/syntax/comments.ts";

test("each hangs before the token it stands before, and knows whether it trails and stands apart", () => {
  const { tokens, before, apart } = readComments('model M // one\n\n\n// two  \nprior {}\n\n// "three"');
  expect(tokens).toEqual(["model", "M", "prior", "{", "}"]);
  expect(before.map((list) => list.length)).toEqual([0, 0, 2, 0, 0, 1]);
  expect(before[2]).toEqual([
    { text: "// one", trailing: true, apart: false },
    { text: "// two", trailing: false, apart: true },
  ]);
  expect(before[5]).toEqual([{ text: '// "three"', trailing: false, apart: true }]);
  expect(apart).toEqual([false, false, false, false, false, false]);
});

test("two slashes within quotes are no comment", () => {
  expect(readComments('data "a//b.csv" {}').before.flat()).toEqual([]);
});
