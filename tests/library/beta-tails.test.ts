import { expect, test } from "vitest";
import { betaTails } from "../../src/library/beta-tails.ts";
import { compute, scalar } from "../contract/compute.ts";

// P(X ≤ x) = x² (3 − 2x) of beta(2, 2). Planted: a and b exchanged (of beta(1, 3), P(X ≤ x) = 1 − (1 − x)³).
test("a beta's tails", () => {
  const at = (alpha: number, beta: number, x: number) =>
    compute({ a: scalar(alpha), b: scalar(beta), x: scalar(x) }, (b, { x: place, ...p }) => [
      betaTails.logCdf(b, place, p),
      betaTails.logSurvival(b, place, p),
    ])
      .flat()
      .map(Math.exp);
  expect(at(2, 2, 0.3)).toEqual([0.216, 0.784].map((p) => expect.closeTo(p, 13)));
  expect(at(1, 3, 0.2)).toEqual([0.488, 0.512].map((p) => expect.closeTo(p, 13)));
  expect(at(2, 2, 1)[0]).toBeCloseTo(1, 13);
});
