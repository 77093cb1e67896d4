/** What every schedule promises: it starts at one, never rises, and stays between nought and one. */

import { describe, expect, test } from "vitest";
import { schedules } from "../../src/library/schedules/table.ts";
import { compute1, vector } from "./compute.ts";

function factors(name: string, progress: readonly number[], given: Readonly<Record<string, number>> = {}) {
  const row = schedules.get(name);
  if (row === undefined) throw new Error(`no schedule ${name}`);
  const options = {
    ...Object.fromEntries(row.parameters.map((parameter) => [parameter.name, parameter.default ?? NaN])),
    ...given,
  };
  return progress.map(
    (at) => compute1({ t: vector([at]) }, (b, { t }) => row.factor(b, b.reshape(t, []), options))[0] ?? NaN,
  );
}

const progress = Array.from({ length: 51 }, (_, i) => i / 51);

// Planted: (1 − cos πt)/2, which rises.
describe.each([...schedules.keys()])("%s", (name) => {
  test("starts at one and never rises", () => {
    const found = factors(name, progress);
    expect(found[0]).toBeCloseTo(1, 12);
    expect(found.every((value, i) => value >= 0 && value <= (found[i - 1] ?? 1) + 1e-12)).toBe(true);
  });
});

test("each has the values of its formula", () => {
  expect(factors("constant", [0.3, 0.9])).toEqual([1, 1]);
  expect(factors("cosine", [0.5, 1], { final: 0.1 })).toEqual([
    expect.closeTo(0.55, 12),
    expect.closeTo(0.1, 12),
  ]);
  expect(factors("exponential", [0.5, 1], { final: 0.01 })).toEqual([
    expect.closeTo(0.1, 12),
    expect.closeTo(0.01, 12),
  ]);
  expect(factors("steps", [0.24, 0.26, 0.76], { count: 3, factor: 0.5 })).toEqual([
    expect.closeTo(1, 12),
    expect.closeTo(0.5, 12),
    expect.closeTo(0.125, 12),
  ]);
});
