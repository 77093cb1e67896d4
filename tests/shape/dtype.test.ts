import { expect, test } from "vitest";
import { bytesOf, isFloat } from "../../src/shape/dtype.ts";

test("floats are f32 and f64, of four and eight bytes", () => {
  expect(isFloat("f32") && isFloat("f64")).toBe(true);
  expect(isFloat("i32") || isFloat("u32") || isFloat("bool")).toBe(false);
  expect(bytesOf.f64).toBe(2 * bytesOf.f32);
});
