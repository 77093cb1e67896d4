/** Comments in a text that is laid out: where lines break, and where they do not. */

import { expect, test } from "vitest";
import { readComments } from "../../src/syntax/comments.ts";
import { weave } from "../../src/syntax/weave.ts";

/** The comments of `written` woven into `plain`, which has the same tokens. */
const woven = (plain: string, written: string) => weave(plain, readComments(written));

test("nothing to weave changes nothing", () => {
  const plain = "model M\n\nprior {\n  a = f(x, y)\n}\n";
  expect(woven(plain, plain)).toBe(plain);
});

test("brackets break item by item where one of them holds a comment, the others stay", () => {
  expect(woven("a = f(g(x, y), z)\n", "a = f(g(x, y), // one\n z)")).toBe(
    "a = f(\n  g(x, y),   // one\n  z\n)\n",
  );
  expect(woven("a = {}\n", "a = { // none\n }")).toBe("a = {   // none\n}\n");
});

test("without brackets the line goes on further in", () => {
  expect(woven("prior {\n  a = b + c + d\n}\n", "prior { a = b // one\n + c // two\n + d }")).toBe(
    "prior {\n  a = b   // one\n    + c   // two\n    + d\n}\n",
  );
});
