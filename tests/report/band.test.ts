import { describe, expect, test } from "vitest";
import { bandExtent, extent, interpolate } from "../../src/report/band.ts";
import { band } from "./band-fixture.ts";

describe("a band", () => {
  test("is straight between its knots and nowhere else", () => {
    expect(interpolate([0, 2], [10, 20], 0.5)).toBe(12.5);
    expect(interpolate([0, 2], [10, 20], 2)).toBe(20);
    expect(interpolate([0, 2], [10, 20], 0)).toBe(10);
    expect(interpolate([0, 2], [10, 20], 2.1)).toBeNaN();
    expect(interpolate([0, 2], [10, 20], -0.1)).toBeNaN();
  });

  test("shows all of its points and both its edges", () => {
    const { x, y } = bandExtent(band);
    expect(x[0]).toBeLessThan(0);
    expect(x[1]).toBeGreaterThan(10);
    expect(y[0]).toBeLessThan(-2);
    expect(y[1]).toBeGreaterThan(14);
  });

  test("a single value has room around it, and none has the unit interval", () => {
    expect(extent([5])).toEqual([4.5, 5.5]);
    expect(extent([0])).toEqual([-1, 1]);
    expect(extent([Number.NaN])).toEqual([0, 1]);
  });
});
