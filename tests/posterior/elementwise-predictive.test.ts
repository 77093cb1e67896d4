import { expect, test } from "vitest";
import { classBlock, compoundBlock, type Resting } from "../../src/posterior/elementwise-predictive.ts";
import { compoundOf } from "../../src/posterior/compound.ts";

const resting: Resting = {
  width: 2,
  likelihood: "poisson",
  index: (i) => (i === 3 ? 1 : 0),
  factor: (i) => i + 1,
  known: () => ({}),
  observed: Float64Array.of(3, 1, 0, 2),
};
const beliefs = { first: Float64Array.of(2, 5), second: Float64Array.of(1.5, 4) };

// Planted: the elements of a row scored as if they did not share their latent.
test("elements of a row that share a latent are scored one after another", () => {
  const block = compoundBlock(resting, beliefs, 2);
  const at = (a: number, b: number, factor: number) => compoundOf("poisson", { a, b, known: {}, factor });
  expect(block.logDensity?.[0]).toBeCloseTo(at(2, 1.5, 1).logDensity(3) + at(5, 2.5, 2).logDensity(1), 13);
  expect(block.logDensity?.[1]).toBeCloseTo(at(2, 1.5, 3).logDensity(0) + at(5, 4, 4).logDensity(2), 13);
  expect(block.mean[3]).toBeCloseTo(5, 13);
  expect(block.mixture(3).cdf(2)).toBe(at(5, 4, 4).mixture.cdf(2));
});

// E[H(θ)] by the midpoint rule. Planted: ψ(α) for ψ(α + 1).
test("a bool's entropies", () => {
  const bool: Resting = { ...resting, width: 1, index: () => 0, observed: Float64Array.of(1) };
  const block = classBlock(bool, { first: Float64Array.of(2), second: Float64Array.of(3) }, 1, 2);
  expect([...block.probabilities]).toEqual([0.6, 0.4]);
  expect(block.logDensity?.[0]).toBeCloseTo(Math.log(0.4), 14);
  let expected = 0;
  for (let i = 0; i < 20_000; i++) {
    const p = (i + 0.5) / 20_000;
    const entropy = -p * Math.log(p) - (1 - p) * Math.log(1 - p);
    expected += (12 * p * (1 - p) ** 2 * entropy) / 20_000;
  }
  expect(block.aleatoricEntropy[0]).toBeCloseTo(expected, 7);
});

test("labels of a row that share a simplex: Pólya's urn", () => {
  const labels: Resting = { ...resting, index: () => 3, observed: Float64Array.of(2, 2) };
  const block = classBlock(labels, { first: Float64Array.of(9, 9, 9, 1, 2, 3), second: null }, 1, 3);
  expect(block.logDensity?.[0]).toBeCloseTo(Math.log((3 / 6) * (4 / 7)), 14);
  expect(Array.from(block.probabilities.subarray(0, 3))).toEqual([1 / 6, 2 / 6, 3 / 6]);
});
