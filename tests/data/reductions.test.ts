import { expect, test } from "vitest";
import { reductions } from "../../src/data/reductions.ts";

// Planted: the divisor n in `sd`; a plain sum; logsumexp without its maximum taken out.
test("sum, mean, sd with divisor n − 1, max and logsumexp", () => {
  const values = Float64Array.of(1, 2, 3, 6);
  expect(reductions.sum(values)).toBe(12);
  expect(reductions.mean(values)).toBe(3);
  expect(reductions.sd(values)).toBeCloseTo(Math.sqrt(14 / 3), 14);
  expect(reductions.max(values)).toBe(6);
  expect(reductions.logsumexp(Float64Array.of(1000, 1000))).toBeCloseTo(1000 + Math.LN2, 12);
  expect(reductions.logsumexp(Float64Array.of(-Infinity))).toBe(-Infinity);
  expect(reductions.sum(Float64Array.of(1, 1e100, 1, -1e100))).toBe(2);
});
