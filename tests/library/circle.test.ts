import { describe, expect, test } from "vitest";
import { logBesselZero, turn, vonMisesCdf, vonMisesDraw } from "../../src/library/circle.ts";
import { compute1, noiseOf, scalar, vector } from "../contract/compute.ts";
import { kolmogorov } from "../contract/distribution-cases.ts";
import { differentiate } from "../contract/differentiate.ts";

// e^(−κ) I₀(κ) of scipy.special.i0e.
// Planted: half the circle's points; no last five terms of the series.
test.each([
  [1e-8, -9.999999975e-9],
  [0.7, -0.5810593960893982],
  [8, -1.9418957445721863],
  [29.999, -2.615281756100767],
  [30.001, -2.615315376990049],
  [700, -4.1943000015565515],
  [1e8, -10.129278903930855],
])("log e^(−κ) I₀(κ) at κ = %f", (kappa, wanted) => {
  const [found = NaN] = compute1({ kappa: scalar(kappa) }, (b, p) => logBesselZero(b, p.kappa));
  expect(Math.abs(found - wanted)).toBeLessThan(4e-16 + 4e-15 * Math.abs(wanted));
});

test.each([0.3, 12, 29, 45])("its slope is I₁/I₀ − 1, as central differences say, at κ = %f", (kappa) => {
  const { gradients, differences } = differentiate({ kappa: vector([kappa]) }, [], (b, p) =>
    p.kappa ? b.sum(logBesselZero(b, p.kappa)) : b.constant(NaN),
  );
  expect(gradients.kappa?.[0]).toBeCloseTo(differences.kappa?.[0] ?? NaN, 8);
});

test("an angle is turned to lie from −π to π", () => {
  const found = compute1({ angle: vector([0, 3, 4, -4, 7, 100]) }, (b, p) => turn(b, p.angle));
  [0, 3, 4 - 2 * Math.PI, 2 * Math.PI - 4, 7 - 2 * Math.PI, 100 - 32 * Math.PI].forEach((wanted, i) =>
    expect(found[i]).toBeCloseTo(wanted, 12),
  );
});

describe("von Mises draws", () => {
  // Planted: 2 (r − 1) for r − 1 in w.
  test.each([1e-7, 0.4, 5, 300])("of concentration %f have its cdf", (kappa) => {
    const draws = compute1({ kappa: scalar(kappa) }, (b, p) =>
      vonMisesDraw(b, noiseOf(b, 8), p.kappa, [4000]),
    );
    expect(kolmogorov(draws, (x) => vonMisesCdf(x, 0, kappa))).toBeLessThan(2.5);
  });
});

// The density integrated by scipy.integrate.quad.
test.each([
  [0.5, 0, 2, 0.7381922144185262],
  [-2, 0.6, 0.3, 0.13377797643910744],
  [1.4, 0.6, 40, 0.9999995420437731],
])("the cdf at %f around %f of concentration %f", (x, loc, kappa, wanted) => {
  expect(vonMisesCdf(x, loc, kappa)).toBeCloseTo(wanted, 12);
});
