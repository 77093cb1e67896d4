import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ticks } from "../../src/report/ticks.ts";

describe("ticks", () => {
  test("are round", () => {
    expect(ticks(43, 231, 7).labels).toEqual(["60", "80", "100", "120", "140", "160", "180", "200", "220"]);
    expect(ticks(-1, 1, 4).labels).toEqual(["−1.0", "−0.5", "0.0", "0.5", "1.0"]);
    expect(ticks(0, 0.003, 3).labels).toEqual(["0.000", "0.001", "0.002", "0.003"]);
    expect(ticks(0, 40_000, 4).labels).toEqual(["0", "10,000", "20,000", "30,000", "40,000"]);
  });

  test("an empty range has its one value", () => {
    expect(ticks(3, 3, 5).values).toEqual([3]);
  });

  // Planted fault: `Math.floor` for `Math.ceil` at the first tick, which leaves the range.
  test("lie within the range, evenly, in number near what was asked for, each label its own", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        fc.integer({ min: 2, max: 10 }),
        (low, width, count) => {
          const { values, labels } = ticks(low, low + width, count);
          const slack = width * 1e-6;
          expect(values.every((value) => value >= low - slack && value <= low + width + slack)).toBe(true);
          expect(values.length).toBeGreaterThanOrEqual(Math.floor(count / 2));
          expect(values.length).toBeLessThanOrEqual(2 * count + 1);
          expect(new Set(labels).size).toBe(labels.length);
        },
      ),
    );
  });
});
