import { expect, test } from "vitest";
import { elementOf, elementOfMemory, maskOf } from "../../src/lower/elements.ts";

test("bools are masks in registers and integers in memory", () => {
  expect([elementOf("bool"), elementOfMemory("bool")]).toEqual(["mask32", "i32"]);
  expect([elementOf("u32"), elementOfMemory("u32")]).toEqual(["i32", "i32"]);
  expect([maskOf.f32, maskOf.f64]).toEqual(["mask32", "mask64"]);
});
