import { expect, test } from "vitest";
import { Code } from "../../../src/backend/wasm/code.ts";

test("locals are numbered as they are made, and found by id", () => {
  const code = new Code();
  expect([code.keep(7, "f32"), code.newLocal("v128"), code.keep(9, "i32")]).toEqual([0, 1, 2]);
  expect(code.localOf(9)).toBe(2);
  expect(code.locals).toEqual(["f32", "v128", "i32"]);
  expect(() => code.localOf(8)).toThrow("before it is made");
});
