import { expect, test } from "vitest";
import { styled } from "../../src/report/style.ts";

test("colour is an escape around the text, or nothing at all", () => {
  expect(styled("x", "red", { colour: true, columns: 80 })).toBe("\u001b[31mx\u001b[0m");
  expect(styled("x", "red", { colour: false, columns: 80 })).toBe("x");
  expect(styled("", "red", { colour: true, columns: 80 })).toBe("");
});
