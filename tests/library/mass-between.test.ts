import { describe, expect, test } from "vitest";
import { endsOf } from "../../src/library/bounds.ts";
import { normal } from "../../src/library/distributions/normal.ts";
import { poisson } from "../../src/library/distributions/poisson.ts";
import { beneath, logMassBetween } from "../../src/library/mass-between.ts";
import { compute1, scalar, vector } from "../contract/compute.ts";
import { need } from "../contract/distribution-cases.ts";

// By mpmath. Planted: cdfs alone, whose difference is 0 in the upper tail.
test.each([
  [-1, 1, Math.log(0.6826894921370859)],
  [30, 31, -454.32124395634325],
  [40, 41, -804.60844201375379],
  [-31, -30, -454.32124395634325],
])("the mass of a normal between %d and %d", (low, high, wanted) => {
  const [mass] = compute1({ low: scalar(low), high: scalar(high), mean: scalar(0), sd: scalar(1) }, (b, p) =>
    logMassBetween(b, need(normal.tails), endsOf(p), p),
  );
  expect(mass).toBeCloseTo(wanted, 11);
});

describe("of counts", () => {
  // Planted: the lower bound itself left out.
  test("both bounds are among what lies between", () => {
    const given = { low: vector([1, 2, 1.5]), high: vector([1, 3, 3.5]), rate: scalar(2) };
    const masses = compute1(given, (b, p) => logMassBetween(b, need(poisson.tails), endsOf(p), p));
    const each = [1, 2, 3].map((k) => (2 ** k * Math.exp(-2)) / (k === 3 ? 6 : k));
    const [one = NaN, two = NaN, three = NaN] = each;
    expect(masses.map(Math.exp)).toEqual([one, two + three, two + three].map((p) => expect.closeTo(p, 13)));
  });

  test("what is beneath a bound is the whole number below it", () => {
    const found = compute1({ x: vector([2, 2.5, -0.5]) }, (b, { x }) => beneath(b, need(poisson.tails), x));
    expect(found).toEqual([1, 2, -1]);
  });
});
