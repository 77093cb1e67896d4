import { expect, test } from "vitest";
import { countMomentsFrom, momentsFrom, type Partial } from "../../src/library/tail-moments.ts";
import { compute, scalar } from "../contract/compute.ts";

// X is 3 with probability ½: E (X; …) = 3/2, E (X²; …) = 9/2.
const two: Partial = (b, n) => ({ logFactor: b.log(b.constant(3 ** n)), logMass: b.log(b.constant(0.5)) });

// Planted: the mass not divided by.
test("moments are those of what lies between", () => {
  const between = { low: null, high: null };
  const [mean, variance] = compute({ mass: scalar(0.75) }, (b, { mass }) => {
    const moments = momentsFrom(two)(b, { ...between, logMass: b.log(mass) }, {});
    return [moments.mean, moments.variance];
  }).flat();
  expect([mean, variance]).toEqual([2, 6 - 4].map((value) => expect.closeTo(value, 12)));
});

// Planted: the bounds of the other members left where they are.
test("of counts the second is that of X (X − 1), and the bounds move", () => {
  const moved: Partial = (b, _, { low }) => ({
    logFactor: b.log(low ?? b.constant(NaN)),
    logMass: b.constant(0),
  });
  const [mean, variance] = compute({ low: scalar(4) }, (b, { low }) => {
    const moments = countMomentsFrom(moved)(b, { low, high: null, logMass: b.constant(0) }, {});
    return [moments.mean, moments.variance];
  }).flat();
  // 4 − 1, and 4 − 2 + 3 − 3² held at 0
  expect([mean, variance]).toEqual([expect.closeTo(3, 12), 0]);
});
