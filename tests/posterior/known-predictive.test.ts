import { expect, test } from "vitest";
import { poisson } from "../../src/library/distributions/poisson.ts";
import { bernoulli } from "../../src/library/distributions/bernoulli.ts";
import { normal } from "../../src/library/distributions/normal.ts";
import { knownBlock } from "../../src/posterior/known-predictive.ts";
import { quantile } from "../../src/posterior/mixture.ts";

const slots = {
  name: "y",
  width: 1,
  classes: null,
  states: null,
  hasMean: true,
  hasVariance: true,
  scored: false,
};
const reading = (values: Readonly<Record<string, readonly number[]>>) => (what: string) =>
  Float64Array.from(values[what] ?? []);

test("a count's is its own distribution, and nothing of it is epistemic", () => {
  const block = knownBlock(
    { ...slots, distribution: poisson, parameters: ["rate"] },
    reading({ rate: [2, 3], mean: [2, 3], variance: [2, 3] }),
  );
  if (block.kind !== "number") throw new Error("a count is a number");
  expect([...block.epistemic]).toEqual([0, 0]);
  // P(X ≤ 4 | 3) = 0.815…, P(X ≤ 5) = 0.916…
  expect(quantile(block.mixture(1), 0.9)).toBe(5);
});

test("a normal's is one component", () => {
  const block = knownBlock(
    { ...slots, distribution: normal, parameters: ["mean", "sd"], scored: true },
    reading({ mean: [1], sd: [2], variance: [4], log_density: [-3] }),
  );
  if (block.kind !== "number") throw new Error("a normal is a number");
  expect(block.mixture(0).normals).toEqual({ mean: Float64Array.of(1), sd: Float64Array.of(2) });
  expect(block.logDensity).toEqual(Float64Array.of(-3));
});

test("a class's entropy is all noise", () => {
  const block = knownBlock(
    { ...slots, classes: 2, distribution: bernoulli, parameters: [] },
    reading({ probabilities: [0.25, 0.75] }),
  );
  if (block.kind !== "class") throw new Error("a bool is a class");
  expect(block.entropy).toEqual(block.aleatoricEntropy);
  expect(block.entropy[0]).toBeCloseTo(-0.25 * Math.log(0.25) - 0.75 * Math.log(0.75), 14);
});
