import { describe, expect, test } from "vitest";
import { functions, isFunction, isReduction, reductions } from "../../src/check/functions.ts";
import { type Range, rangeOfNumber } from "../../src/shape/range.ts";

const samples: { readonly [R in Range]: readonly number[] } = {
  real: [-3, -0.5, 0, 0.5, 1, 3],
  nonnegative: [0, 0.25, 1, 4],
  positive: [0.01, 0.5, 1, 7],
  unit: [0.01, 0.5, 0.99],
};
const within: { readonly [R in Range]: readonly Range[] } = {
  real: ["real", "nonnegative", "positive", "unit"],
  nonnegative: ["nonnegative", "positive", "unit"],
  positive: ["positive", "unit"],
  unit: ["unit"],
};
const ranges: readonly Range[] = ["real", "nonnegative", "positive", "unit"];

// Planted fault seen: expm1 declared always positive fails at 0.
describe("the range of each function holds its values", () => {
  test.each(Object.entries(functions))("%s", (name, row) => {
    const pairs = ranges.flatMap((a) => (row.operands.length > 1 ? ranges : [a]).map((b) => [a, b] as const));
    const outside = pairs.flatMap(([a, b]) => {
      const where = name === "where";
      const range = where ? row.range("real", a, b) : row.range(a, b);
      return samples[a].flatMap((x) =>
        samples[b]
          .map((y) => ({ a, x, b, y, value: where ? row.value(1, x, y) : row.value(x, y) }))
          .filter(({ value }) => Number.isFinite(value) && !within[range].includes(rangeOfNumber(value))),
      );
    });
    expect(outside).toEqual([]);
  });
});

test("reductions keep what a sum, a mean, a spread and a maximum keep", () => {
  expect(ranges.map(reductions.sum)).toEqual(["real", "nonnegative", "positive", "positive"]);
  expect(ranges.map(reductions.mean)).toEqual(ranges);
  expect(ranges.map(reductions.max)).toEqual(ranges);
  expect(ranges.map(reductions.sd)).toEqual(["nonnegative", "nonnegative", "nonnegative", "nonnegative"]);
  expect(reductions.logsumexp("positive")).toBe("real");
});

test("max is both a function and a reduction; inherited names are neither", () => {
  expect([isFunction("max"), isReduction("max")]).toEqual([true, true]);
  expect([isFunction("toString"), isReduction("constructor")]).toEqual([false, false]);
});
