import { expect, test } from "vitest";
import { blockCapacity } from "../../src/posterior/predictive-block.ts";

test("blocks are bounded by memory and number, never below a row; rows that cannot be parted stay together", () => {
  expect(blockCapacity(100, 10, false)).toBe(100);
  expect(blockCapacity(1e6, 1, false)).toBe(4096);
  expect(blockCapacity(1e6, 8000, false)).toBe(500);
  expect(blockCapacity(1e6, 1e9, false)).toBe(1);
  expect(blockCapacity(1e6, 1e9, true)).toBe(1e6);
  expect(blockCapacity(100, 10, false, 7)).toBe(7);
});
