import { expect, test } from "vitest";
import { estimate, estimates } from "../../src/study/estimates.ts";

// Planted: the standard deviation for the standard error of the mean.
test("a mean and its standard error", () => {
  expect(estimate([1, 2, 6])).toEqual({ mean: 3, se: Math.sqrt(7 / 3) });
  expect(estimate([4])).toEqual({ mean: 4, se: null });
  expect(estimate([1, Number.NaN])).toEqual({ mean: null, se: null });
});

test("scores inside scores, and scores that are not there", () => {
  const found = estimates([
    { rmse: 1, coverage: { "0.5": 0.4 }, auroc: null },
    { rmse: 3, coverage: { "0.5": 0.6 }, auroc: null },
  ]);
  expect(found).toEqual({
    rmse: { mean: 2, se: 1 },
    coverage: { "0.5": { mean: 0.5, se: expect.closeTo(0.1, 12) as number } },
    auroc: { mean: null, se: null },
  });
});
