import { expect, test } from "vitest";
import { logGammaRatio } from "../../src/library/gamma-ratio.ts";
import { lgamma } from "../../src/tensor/special/lgamma.ts";
import { compute1, scalar } from "../contract/compute.ts";
import { differentiate } from "../contract/differentiate.ts";

const ratio = (a: number, k: number) =>
  compute1({ a: scalar(a) }, (b, inputs) => logGammaRatio(b, inputs.a, k))[0] ?? NaN;

// Planted: 1/1260 for −1/360 in the series.
test.each([
  [0.3, 2.5],
  [15.999, 0.5],
  [16, 0.5],
  [16.001, 7],
  [40, 3.25],
])("log Γ(%f + %f) less log Γ of the first", (a, k) => {
  const wanted = lgamma(a + k) - lgamma(a);
  expect(Math.abs(ratio(a, k) / wanted - 1)).toBeLessThan(2e-13);
});

// Γ(a + 3) / Γ(a) = a (a + 1) (a + 2). Planted: the two logarithms subtracted.
test.each([1e3, 1e8, 1e15])("keeps its digits at %f", (a) => {
  const wanted = Math.log(a) + Math.log(a + 1) + Math.log(a + 2);
  expect(Math.abs(ratio(a, 3) / wanted - 1)).toBeLessThan(1e-14);
});

test.each([0.7, 30])("has a finite gradient on both sides of the switch: at %f", (a) => {
  const { gradients, differences } = differentiate({ a: scalar(a), k: scalar(2.5) }, [], (b, { a: x, k }) =>
    x && k ? logGammaRatio(b, x, k) : b.constant(NaN),
  );
  for (const name of ["a", "k"]) expect(gradients[name]?.[0]).toBeCloseTo(differences[name]?.[0] ?? NaN, 7);
});
