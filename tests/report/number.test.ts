import { describe, expect, test } from "vitest";
import { columnPlaces, decimals, duration, grouped, significant } from "../../src/report/number.ts";

describe("numbers", () => {
  test.each([
    [0.123456, "0.1235"],
    [12345.6, "12346"],
    [-12.3, "-12.3"],
    [0, "0"],
    [100, "100"],
    [1.5e-7, "1.5e-7"],
    [1e-7, "1e-7"],
    [2e12, "2e12"],
    [Number.NaN, "–"],
    [Number.NEGATIVE_INFINITY, "−∞"],
  ])("%d reads %s", (value, text) => expect(significant(value)).toBe(text));

  test("thousands are grouped", () => {
    expect([0, 999, 1000, 1234567].map(grouped)).toEqual(["0", "999", "1,000", "1,234,567"]);
  });

  test("durations have the unit that fits", () => {
    expect([0.034, 0.34, 59.94, 59.96, 75, 3600].map(duration)).toEqual([
      "34 ms",
      "0.3 s",
      "59.9 s",
      "1 min 0 s",
      "1 min 15 s",
      "60 min 0 s",
    ]);
  });

  test("a column has decimals enough for its largest number, and a dash for what is not there", () => {
    expect(columnPlaces([0.012, 3.4, null])).toBe(3);
    expect(columnPlaces([12000])).toBe(0);
    expect(columnPlaces([0, Number.NaN])).toBe(1);
    expect([decimals(3.14159, 2), decimals(null, 2)]).toEqual(["3.14", "–"]);
  });
});
