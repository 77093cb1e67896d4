import { describe, expect, test } from "vitest";
import type { Dimension } from "../../src/shape/dimension.ts";
import {
  contains,
  entryOf,
  eventOf,
  isDiscrete,
  isNumeric,
  sameSupport,
  type Support,
} from "../../src/shape/support.ts";

const school: Dimension = {
  name: "School",
  id: "School",
  origin: "data",
  size: null,
  labels: null,
  twin: null,
};
const label: Support = { kind: "label", dimension: school };
const interval = (low: number, high: number): Support => ({ kind: "interval", low, high });

describe("supports", () => {
  test("the continuous ones are nested", () => {
    const nested: readonly Support[] = [
      { kind: "unit" },
      { kind: "positive" },
      { kind: "nonnegative" },
      { kind: "real" },
    ];
    for (const [i, inner] of nested.entries()) {
      for (const [j, outer] of nested.entries()) expect(contains(outer, inner)).toBe(i <= j);
    }
  });

  test("an interval counts by its bounds", () => {
    expect(contains({ kind: "positive" }, interval(0, 5))).toBe(true);
    expect(contains({ kind: "positive" }, interval(-0.1, 5))).toBe(false);
    expect(contains({ kind: "unit" }, interval(0.2, 1))).toBe(true);
    expect(contains(interval(-1, 1), { kind: "unit" })).toBe(true);
    expect(sameSupport(interval(0, 1), { kind: "unit" })).toBe(true);
    expect(sameSupport(interval(0, 2), interval(0, 1))).toBe(false);
  });

  test("bool ⊂ count ⊂ int, and no count is a density's value", () => {
    expect(contains({ kind: "count" }, { kind: "bool" })).toBe(true);
    expect(contains({ kind: "count" }, { kind: "int" })).toBe(false);
    expect(contains({ kind: "real" }, { kind: "count" })).toBe(false);
    expect(contains({ kind: "count" }, { kind: "positive" })).toBe(false);
  });

  test("labels are those of one dimension, and no numbers", () => {
    expect(contains(label, label)).toBe(true);
    expect(contains(label, { kind: "label", dimension: { ...school } })).toBe(false);
    expect(contains({ kind: "int" }, label)).toBe(false);
    expect(isDiscrete(label)).toBe(true);
    expect(isNumeric(label)).toBe(false);
    expect(isNumeric({ kind: "bool" })).toBe(true);
  });

  test("constrained vectors contain themselves", () => {
    expect(sameSupport({ kind: "simplex" }, { kind: "simplex" })).toBe(true);
    expect(contains({ kind: "ordered", positive: true }, { kind: "ordered", positive: false })).toBe(false);
    expect(contains({ kind: "ordered", positive: false }, { kind: "ordered", positive: true })).toBe(true);
    expect(contains({ kind: "covariance" }, { kind: "correlation" })).toBe(true);
    expect(contains({ kind: "correlation" }, { kind: "covariance" })).toBe(false);
    expect(contains({ kind: "real" }, { kind: "simplex" })).toBe(false);
  });

  test("their entries are numbers, of which less is known", () => {
    expect(isNumeric({ kind: "covariance" })).toBe(true);
    expect(entryOf({ kind: "simplex" })).toEqual({ kind: "unit" });
    expect(entryOf({ kind: "ordered", positive: true })).toEqual({ kind: "positive" });
    expect(entryOf({ kind: "correlation" })).toEqual({ kind: "real" });
    expect(entryOf(interval(1, 2))).toEqual(interval(1, 2));
    expect(
      [{ kind: "real" }, { kind: "simplex" }, { kind: "covariance" }].map((s) => eventOf(s as Support)),
    ).toEqual([0, 1, 2]);
  });
});
