/** What every activation promises: its formula, elementwise, and a derivative. */

import { describe, expect, test } from "vitest";
import { activations } from "../../src/library/activations/table.ts";
import { compute1, vector } from "./compute.ts";
import { differentiate } from "./differentiate.ts";
import { expectClose } from "./distribution-cases.ts";

const xs = [-30, -2.5, -0.3, 0.4, 1.7, 30];

/** Φ(x) = ½ + φ(x) Σ x²ᵏ⁺¹ / (1 · 3 · … · (2k + 1)), or 0 and 1 far out: Abramowitz & Stegun 26.2.11. */
function normalDistribution(x: number): number {
  if (Math.abs(x) > 8) return x < 0 ? 0 : 1;
  let [term, series] = [x, x];
  for (let k = 1; k < 200; k++) {
    term *= (x * x) / (2 * k + 1);
    series += term;
  }
  return 0.5 + (series * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

/** The formulas again, in plain numbers: a new activation brings its own. */
const formulas: Readonly<Record<string, (x: number) => number>> = {
  identity: (x) => x,
  relu: (x) => (x > 0 ? x : 0),
  tanh: (x) => Math.tanh(x),
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  softplus: (x) => Math.log1p(Math.exp(-Math.abs(x))) + Math.max(x, 0),
  gelu: (x) => x * normalDistribution(x),
  silu: (x) => x / (1 + Math.exp(-x)),
  elu: (x) => (x > 0 ? x : Math.expm1(x)),
};

// Planted: min for max in relu; √2 for √½ in gelu; exp for expm1 in elu.
describe.each([...activations.values()])("$name", (row) => {
  test("is its formula", () => {
    const wanted = xs.map((x) => formulas[row.name]?.(x) ?? NaN);
    compute1({ x: vector(xs) }, (b, { x }) => row.apply(b, x)).forEach((value, i) =>
      expect(value).toBeCloseTo(wanted[i] ?? NaN, 14),
    );
  });

  test("has the derivative of central differences", () => {
    const { gradients, differences } = differentiate({ x: vector(xs) }, [], (b, { x = b.constant(0) }) =>
      b.sum(row.apply(b, x)),
    );
    expectClose(gradients, differences);
  });
});
