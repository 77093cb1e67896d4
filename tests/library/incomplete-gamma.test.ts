import { expect, test } from "vitest";
import { logGammaDensity, logIncompleteGamma } from "../../src/library/incomplete-gamma.ts";
import { compute1, scalar } from "../contract/compute.ts";
import { expectFigures, figuresOf } from "./tail-figures.ts";

// Planted: x − 1 for a − 1 in the upper integral.
test.each(figuresOf("gamma"))("P and Q of $at, and their derivatives, are mpmath's", (figures) => {
  expectFigures(figures, (b, [a, x]) => logIncompleteGamma(b, a, x));
});

test("the density of log x", () => {
  const [log = NaN] = compute1({ a: scalar(2), x: scalar(3) }, (b, { a, x }) => logGammaDensity(b, a, x));
  expect(log).toBeCloseTo(Math.log(9) - 3, 14);
});
