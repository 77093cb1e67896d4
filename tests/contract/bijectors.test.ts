/** What every row of the table of bijectors promises. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bijectorOf, bijectors } from "../../src/library/bijectors/table.ts";
import type { Bijector } from "../../src/library/bijector.ts";
import { bounds, type Support } from "../../src/shape/support.ts";
import { compute, compute1, scalar, vector } from "./compute.ts";
import { differentiate } from "./differentiate.ts";

const interval = fc
  .tuple(fc.double({ min: -50, max: 50, noNaN: true }), fc.double({ min: 0.01, max: 100, noNaN: true }))
  .map(([low, length]): Support => ({ kind: "interval", low, high: low + length }));

const supports: readonly { kind: string; arbitrary: fc.Arbitrary<Support> }[] = Object.entries(bijectors)
  .filter(([, bijector]) => bijector?.event === 0)
  .map(([kind]) => ({
    kind,
    arbitrary: kind === "interval" ? interval : fc.constant({ kind } as Support),
  }));

function rowOf(support: Support): Bijector {
  const row = bijectorOf(support);
  if (row === null) throw new Error(`${support.kind} has no bijector`);
  return row;
}

const free = fc.double({ min: -8, max: 8, noNaN: true });
const runs = { numRuns: 40, seed: 3 };

describe.each(supports)("the bijector of $kind", ({ arbitrary }) => {
  // Planted: log1p(x) for log1p(−x) in unit's inverse.
  test("goes there and back", () => {
    fc.assert(
      fc.property(arbitrary, free, (support, u) => {
        const row = rowOf(support);
        const [[x = NaN] = [], [back = NaN] = [], [there = NaN] = []] = compute(
          { u: scalar(u) },
          (b, inputs) => {
            const forward = row.forward(b, inputs.u, support);
            const inverse = row.inverse(b, forward, support);
            return [forward, inverse, row.forward(b, inverse, support)];
          },
        );
        expect(back).toBeCloseTo(u, 9);
        expect(Math.abs(there - x)).toBeLessThan(1e-12 * (1 + Math.abs(x)));
      }),
      runs,
    );
  });

  // Planted: no log(high − low) in interval; softplus(u) once in unit.
  test("has the log-determinant of its own derivative", () => {
    fc.assert(
      fc.property(arbitrary, free, (support, u) => {
        const row = rowOf(support);
        const { gradients } = differentiate({ u: scalar(u) }, [], (b, { u: at = b.constant(0) }) =>
          row.forward(b, at, support),
        );
        const [stated = NaN] = compute1({ u: scalar(u) }, (b, inputs) =>
          row.logDeterminant(b, inputs.u, support),
        );
        expect(stated).toBeCloseTo(Math.log(Math.abs(gradients["u"]?.[0] ?? NaN)), 9);
      }),
      runs,
    );
  });

  // Planted: tanh for the logistic function in unit.
  test("reaches the whole support, in order, and nothing beyond", () => {
    fc.assert(
      fc.property(arbitrary, (support) => {
        const row = rowOf(support);
        const xs = compute1({ u: vector([-30, -3, -1, 0, 1, 3, 30]) }, (b, inputs) =>
          row.forward(b, inputs.u, support),
        );
        const limits = bounds(support) ?? { low: -Infinity, high: Infinity };
        expect(xs.every((x) => x >= limits.low && x <= limits.high)).toBe(true);
        expect(xs).toEqual(xs.toSorted((x, y) => x - y));
        const [first = NaN] = xs;
        const last = xs[xs.length - 1] ?? NaN;
        const scale = Number.isFinite(limits.high) ? limits.high - limits.low : 1;
        expect(Math.abs(Number.isFinite(limits.low) ? first - limits.low : 0)).toBeLessThan(1e-9 * scale);
        expect(Math.abs(Number.isFinite(limits.high) ? last - limits.high : 0)).toBeLessThan(1e-9 * scale);
        expect(first).toBeLessThan(-20 + 1e3 * Number(Number.isFinite(limits.low)));
        expect(last).toBeGreaterThan(20 - 1e3 * Number(Number.isFinite(limits.high)));
      }),
      runs,
    );
  });

  test("keeps the shape", () => {
    fc.assert(
      fc.property(arbitrary, (support) => {
        const row = rowOf(support);
        const values = compute({ u: { shape: [2, 3], values: [0, 1, 2, 3, 4, 5] } }, (b, { u }) => [
          row.forward(b, u, support),
          row.logDeterminant(b, u, support),
        ]);
        expect(values.map((value) => value.length)).toEqual([6, 6]);
      }),
      { numRuns: 3, seed: 1 },
    );
  });
});

test("supports that no latent may have have none", () => {
  expect(bijectorOf({ kind: "bool" })).toBeNull();
  expect(bijectorOf({ kind: "nonnegative" })).toBeNull();
  expect(supports.map(({ kind }) => kind).sort()).toEqual(["interval", "positive", "real", "unit"]);
});
