import { expect, test } from "vitest";
import { opcodes } from "../../../src/backend/wasm/opcodes.ts";

test("no two instructions have one code", () => {
  const codes = Object.values(opcodes).map(([prefix, code]) => `${prefix} ${code}`);
  expect(codes.length).toBeGreaterThan(150);
  expect(new Set(codes).size).toBe(codes.length);
});
