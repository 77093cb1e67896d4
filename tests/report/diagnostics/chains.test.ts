import { expect, test } from "vitest";
import {
  canBeJudged,
  chainMeans,
  medianOf,
  quantileOf,
  splitChains,
  varianceOf,
} from "../../../src/report/diagnostics/chains.ts";

const two = { chains: 2, draws: 5, values: Float64Array.of(1, 2, 3, 4, 5, 10, 20, 30, 40, 50) };

// Planted and seen red: the middle draw kept in the first half.
test("a chain of an odd number of draws is halved without its middle one", () => {
  const halves = splitChains(two);
  expect([halves.chains, halves.draws]).toEqual([4, 2]);
  expect([...halves.values]).toEqual([1, 2, 4, 5, 10, 20, 40, 50]);
});

test("fewer than four draws, or a NaN, cannot be judged", () => {
  expect(canBeJudged(two)).toBe(true);
  expect(canBeJudged({ chains: 2, draws: 3, values: new Float64Array(6) })).toBe(false);
  expect(canBeJudged({ ...two, values: two.values.with(7, Number.NaN) })).toBe(false);
});

test("means, variance, median and quantiles of few numbers", () => {
  expect([...chainMeans(two)]).toEqual([3, 30]);
  expect(varianceOf(two.values.subarray(0, 5))).toBe(2.5);
  expect(medianOf(Float64Array.of(1, 3, 5))).toBe(3);
  expect(medianOf(Float64Array.of(1, 3, 4, 5))).toBe(3.5);
  const sorted = Float64Array.of(1, 2, 3, 4, 5);
  expect([0, 0.1, 0.25, 0.5, 1].map((p) => quantileOf(sorted, p))).toEqual([1, 1.4, 2, 3, 5]);
});
