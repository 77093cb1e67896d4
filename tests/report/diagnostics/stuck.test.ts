import { expect, test } from "vitest";
import { stuckChains } from "../../../src/report/diagnostics/stuck.ts";

const theta = { name: "theta", shape: [2], values: Float64Array.of(1, 5, 2, 6, 3, 5, 3, 5, 4, 5, 4, 6) };

// Planted: a chain's first number for the first of each element; every chain's draws compared to the first one's.
test("a chain none of whose quantities varies stands still", () => {
  expect(stuckChains([theta], 3, 2)).toEqual([2]);
  const moving = { name: "mu", shape: [], values: Float64Array.of(1, 1, 1, 2, 1, 1) };
  expect(stuckChains([theta, moving], 3, 2)).toEqual([]);
  const unknown = { name: "mu", shape: [], values: new Float64Array(6).fill(Number.NaN) };
  expect(stuckChains([unknown], 3, 2)).toEqual([1, 2, 3]);
});

test("one draw, or nothing to look at, stands nowhere", () => {
  expect(stuckChains([{ name: "mu", shape: [], values: Float64Array.of(1, 2, 3) }], 3, 1)).toEqual([]);
  expect(stuckChains([], 3, 2)).toEqual([]);
});
