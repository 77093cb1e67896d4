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

// Planted: no empty line forced before what the layout sets apart; none kept behind a comment; one kept before a closing bracket.
test("a comment takes the empty line before what it stands before, and keeps one behind itself", () => {
  const plain = "model M\n\nprior {\n  a ~ f\n  b ~ f\n}\n";
  expect(woven(plain, "model M\n// of beliefs\nprior { a ~ f\n// second\nb ~ f }\n// the end\n")).toBe(
    "model M\n\n// of beliefs\nprior {\n  a ~ f\n  // second\n  b ~ f\n}\n\n// the end\n",
  );
  expect(
    woven(plain, "model M\n// apart\n\nprior {\n// apart too\n\na ~ f\n// last\n\nb ~ f\n// gone\n\n}\n"),
  ).toBe("model M\n\n// apart\n\nprior {\n  // apart too\n\n  a ~ f\n  // last\n\n  b ~ f\n  // gone\n}\n");
});
