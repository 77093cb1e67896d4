import { expect, test } from "vitest";
import { Bug } from "../../../src/diagnostic/bug.ts";
import { at, found } from "../../../src/inference/kernel/lists.ts";

test("what is there is given, what is not is a bug of ours", () => {
  expect(found(new Map([["a", 0]]), "a")).toBe(0);
  expect(() => found(new Map(), "a")).toThrow(Bug);
  expect(at([5, 6], 1)).toBe(6);
  expect(() => at([5], 1)).toThrow(Bug);
});
