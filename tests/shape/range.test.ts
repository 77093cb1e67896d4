import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  either,
  folded,
  greatest,
  least,
  over,
  plus,
  power,
  type Range,
  rangeOf,
  rangeOfNumber,
  times,
} from "../../src/shape/range.ts";

const holds: { readonly [R in Range]: (x: number) => boolean } = {
  real: (x) => !Number.isNaN(x),
  nonnegative: (x) => x >= 0,
  positive: (x) => x > 0,
  unit: (x) => x > 0 && x < 1,
};

/** Numbers of each range, its edges among them, small enough that nothing overflows. */
const samples: { readonly [R in Range]: readonly number[] } = {
  real: [-3, -1, -0.5, 0, 0.5, 1, 3],
  nonnegative: [0, 0.25, 1, 4],
  positive: [0.01, 0.5, 1, 1.5, 7],
  unit: [0.01, 0.5, 0.99],
};
const ranges: readonly Range[] = ["real", "nonnegative", "positive", "unit"];

type Rule = readonly [string, (a: Range, b: Range) => Range, (x: number, y: number) => number];
const rules: readonly Rule[] = [
  ["a + b", plus, (x, y) => x + y],
  ["a * b", times, (x, y) => x * y],
  ["a / b", over, (x, y) => (y === 0 ? NaN : x / y)],
  ["a ^ b", power, (x, y) => x ** y],
  ["min", least, Math.min],
  ["max", greatest, Math.max],
  ["either, left", either, (x) => x],
  ["either, right", either, (_, y) => y],
];

// Planted fault seen: `sums.real.positive = "positive"` makes −3 + 1 fail here.
describe("the table holds for numbers, where the result is defined", () => {
  test.each(rules)("%s", (_, rule, value) => {
    const outside = ranges.flatMap((a) =>
      ranges.flatMap((b) =>
        samples[a].flatMap((x) =>
          samples[b]
            .map((y) => ({ a, x, b, y, result: value(x, y) }))
            .filter(({ result }) => !Number.isNaN(result) && !holds[rule(a, b)](result)),
        ),
      ),
    );
    expect(outside).toEqual([]);
  });

  test("and is as narrow as its four words allow", () => {
    expect(plus("positive", "nonnegative")).toBe("positive");
    expect(times("unit", "unit")).toBe("unit");
    expect(times("positive", "nonnegative")).toBe("nonnegative");
    expect(over("unit", "positive")).toBe("positive");
    expect(power("unit", "positive")).toBe("unit");
    expect(greatest("real", "positive")).toBe("positive");
    expect(folded("real")).toBe("nonnegative");
    expect(folded("positive")).toBe("positive");
  });
});

test("a number's range holds it", () => {
  fc.assert(fc.property(fc.double({ noNaN: true }), (x) => holds[rangeOfNumber(x)](x)));
  expect([0.5, 2, 1, 0, -1].map(rangeOfNumber)).toEqual([
    "unit",
    "positive",
    "positive",
    "nonnegative",
    "real",
  ]);
});

test("an interval counts by its bounds, a count and a bool by being at least 0", () => {
  expect(rangeOf({ kind: "interval", low: 0, high: 5 })).toBe("positive");
  expect(rangeOf({ kind: "interval", low: 0, high: 1 })).toBe("unit");
  expect(rangeOf({ kind: "interval", low: -1, high: 1 })).toBe("real");
  expect(rangeOf({ kind: "count" })).toBe("nonnegative");
  expect(rangeOf({ kind: "bool" })).toBe("nonnegative");
  expect(rangeOf({ kind: "int" })).toBe("real");
});
