import { expect, test } from "vitest";
import { logDifference, logOneMinusExp, logSum } from "../../src/library/log-space.ts";
import { compute, vector } from "../contract/compute.ts";
import { gradientsOf } from "../contract/differentiate.ts";

const x = vector([-1, -2, -800, -Infinity, 3, -1e10]);
const y = vector([-2, -1, -801, -Infinity, 3, -5]);

// Planted: softplus(x − y) + y, which loses all of y = −5 beside 1e10; no guard where both are −∞.
test("a sum of exponentials by their logarithms", () => {
  const [sums = []] = compute({ x, y }, (b, p) => [logSum(b, p.x, p.y)]);
  const both = Math.log(Math.exp(-1) + Math.exp(-2));
  [both, both, -800 + Math.log1p(Math.exp(-1)), -Infinity, 3 + Math.LN2, -5].forEach((wanted, i) =>
    expect(sums[i]).toBeCloseTo(wanted, 12),
  );
});

// Planted: max and |x − y| in place of the two selections, which share nothing where x = y.
test("each addend's gradient is its share, of equal ones too", () => {
  const { gradients } = gradientsOf({ x, y }, (b, { x: one, y: other }) => {
    if (one === undefined || other === undefined) throw new Error("two inputs");
    return b.sum(b.select(b.gt(one, -1e9), logSum(b, one, other), 0));
  });
  expect(gradients.x?.[4]).toBeCloseTo(0.5, 12);
  expect(gradients.y?.[4]).toBeCloseTo(0.5, 12);
  expect(gradients.x?.[0]).toBeCloseTo(1 / (1 + Math.exp(-1)), 12);
  expect([...(gradients.x ?? []), ...(gradients.y ?? [])].every(Number.isFinite)).toBe(true);
});

// Planted: log1p for all, which gives −∞ at −1e−20.
test("one less an exponential, near 0 and far from it", () => {
  const [logs = [], differences = []] = compute({ d: vector([-1e-20, -0.5, -3, -60]) }, (b, { d }) => [
    logOneMinusExp(b, d),
    logDifference(b, 2, b.add(2, d)),
  ]);
  expect(logs[0]).toBeCloseTo(Math.log(1e-20), 12);
  expect(logs[1]).toBeCloseTo(Math.log(1 - Math.exp(-0.5)), 14);
  expect(logs[2]).toBeCloseTo(Math.log1p(-Math.exp(-3)), 14);
  expect(logs[3]).toBe(-Math.exp(-60));
  expect(differences[2]).toBeCloseTo(2 + Math.log1p(-Math.exp(-3)), 14);
});
