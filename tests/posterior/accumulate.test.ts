import fc from "fast-check";
import { expect, test } from "vitest";
import { entropyOf, logMeanExp, moments } from "../../src/posterior/accumulate.ts";

const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 20 });

// Planted: divisor n − 1, with which the mixture's total variance is no longer the sum of its parts.
test("running moments are the plain ones, divisor n", () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const running = moments(1);
      for (const value of values) running.add([value]);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
      expect(running.mean[0]).toBeCloseTo(mean, 9);
      expect(running.variance()[0]).toBeCloseTo(variance, 6);
    }),
  );
});

test("equal values have exactly no variance", () => {
  const running = moments(1);
  for (let i = 0; i < 7; i++) running.add([0.1]);
  expect([running.mean[0], running.variance()[0]]).toEqual([0.1, 0]);
});

test("log of the mean of exponentials, far beyond what exp can hold", () => {
  const of = (values: readonly number[]): number | undefined => {
    const log = logMeanExp(1);
    for (const value of values) log.add([value]);
    return log.finish()[0];
  };
  expect(of([-2000, -2000 + Math.log(3)])).toBeCloseTo(-2000 + Math.log(2), 12);
  expect(of([800, 700])).toBeCloseTo(800 - Math.log(2), 12);
  expect(of([-Infinity, -Infinity])).toBe(-Infinity);
  expect(of([-Infinity, 0])).toBeCloseTo(-Math.log(2), 14);
  expect(of([1, Number.NaN])).toBeNaN();
});

test("entropy in nats, zero probabilities included", () => {
  expect(entropyOf([9, 0.5, 0.5, 0], 1, 3)).toBeCloseTo(Math.log(2), 14);
  expect(entropyOf([1, 0], 0, 2)).toBeCloseTo(0, 14);
});
