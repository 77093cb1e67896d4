import { expect, test } from "vitest";
import { crpsOfSized, crpsOfStudent, logBeta } from "../../src/library/crps.ts";

test("a quantity that is 0 or 2, each half the time, one away from 1", () => {
  // E|X − 1| − ½ E|X − X′| = 1 − ½
  expect(crpsOfSized(1, { cdf: 0.5, mean: 1, share: 0, gini: 0.5 })).toBe(0.5);
});

test("a Student's nears the normal, and has no closed form without a mean", () => {
  expect(crpsOfStudent(0, 1e5)).toBeCloseTo((Math.SQRT2 - 1) / Math.sqrt(Math.PI), 4);
  expect(crpsOfStudent(0, 1)).toBeNaN();
});

test("log B", () => {
  expect(logBeta(3, 2)).toBeCloseTo(-Math.log(12), 14);
});
