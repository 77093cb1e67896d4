import { expect, test } from "vitest";
import { normalCdf as reference } from "../../src/library/special.ts";
import { normalCdf, normalDensity, normalQuantile } from "../../src/posterior/normal.ts";

test("Φ to 1e-15, its tails to seven digits", () => {
  for (let z = 0.37; z <= 37; z += 0.37) {
    expect(Math.abs(normalCdf(z) - reference(z))).toBeLessThan(2e-15);
    expect(Math.abs(normalCdf(-z) - reference(-z))).toBeLessThan(2e-15);
    expect(normalCdf(-z) / reference(-z)).toBeCloseTo(1, 7);
  }
  expect([normalCdf(-Infinity), normalCdf(0), normalCdf(Infinity)]).toEqual([0, 0.5, 1]);
});

test("φ is Φ's slope", () => {
  for (const z of [-3, -0.5, 0, 1, 2.5]) {
    expect((normalCdf(z + 1e-5) - normalCdf(z - 1e-5)) / 2e-5).toBeCloseTo(normalDensity(z), 9);
  }
});

test("Φ⁻¹ undoes Φ; known values", () => {
  expect(normalQuantile(0.95)).toBeCloseTo(1.6448536269514722, 13);
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 13);
  for (const p of [1e-300, 1e-12, 0.01, 0.3, 0.5, 0.77, 1 - 1e-9]) {
    expect(reference(normalQuantile(p)) / p).toBeCloseTo(1, 10);
  }
  expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
});
