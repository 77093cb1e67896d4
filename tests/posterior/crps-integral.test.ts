import { expect, test } from "vitest";
import { compoundOf } from "../../src/posterior/compound.ts";
import { crpsOfCdf } from "../../src/posterior/crps-integral.ts";
import { normalMixture } from "../../src/posterior/mixture.ts";
import { crpsOfNormals } from "../../src/posterior/crps-normals.ts";

// Integrals and sums of SciPy's cdfs at y = 2. Planted: the part below the observation left out.
test.each([
  ["binomial", 1, 0.9704302026657394],
  ["poisson", 1.5, 0.7002092833482969],
  ["exponential", 1.5, 0.7014929880192067],
  ["gamma", 1.5, 0.4869105487815324],
  ["normal", 1.5, 0.9642762287621809],
] as const)("of the predictive under %s", (likelihood, factor, wanted) => {
  const known = { n: 9, shape: 1.7, mean: 0.4 };
  const { mixture } = compoundOf(likelihood, { a: 2.5, b: 3.5, known, factor });
  expect(crpsOfCdf(mixture, 2)).toBeCloseTo(wanted, 8);
});

test("the closed form of a normal, from its cdf alone", () => {
  const normals = { mean: Float64Array.of(1), sd: Float64Array.of(0.3) };
  const mixture = { ...normalMixture(normals, 1, 0.3), normals: null };
  for (const y of [-2, 0.9, 1, 4]) expect(crpsOfCdf(mixture, y)).toBeCloseTo(crpsOfNormals(normals, y), 8);
});

test("an observation below the support is that far from all of it", () => {
  const { mixture } = compoundOf("exponential", { a: 2.5, b: 3.5, known: {}, factor: 1 });
  expect(crpsOfCdf(mixture, -2) - crpsOfCdf(mixture, 0)).toBeCloseTo(2, 10);
  const counts = compoundOf("poisson", { a: 2.5, b: 3.5, known: {}, factor: 1 }).mixture;
  expect(crpsOfCdf(counts, -3) - crpsOfCdf(counts, 0)).toBeCloseTo(3, 10);
});
