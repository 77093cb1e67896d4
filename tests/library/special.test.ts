import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  erfc,
  incompleteBeta,
  lowerGamma,
  normalCdf,
  studentCdf,
  upperGamma,
} from "../../src/library/special.ts";

const relative = (found: number, wanted: number) => Math.abs(found - wanted) / Math.abs(wanted);

describe("the incomplete gamma function", () => {
  // Planted: `an = -n * (n + a)` in the fraction.
  test("of shape 1 is the exponential's", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 600, noNaN: true }), (x) => {
        expect(relative(upperGamma(1, x), Math.exp(-x))).toBeLessThan(1e-11);
        expect(relative(lowerGamma(1, x), -Math.expm1(-x))).toBeLessThan(1e-11);
      }),
    );
  });

  test("of a whole shape is a sum of Poisson probabilities", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.01, max: 80, noNaN: true }),
        (n, rate) => {
          let term = Math.exp(-rate);
          let sum = 0;
          for (let k = 0; k < n; k += 1) {
            sum += term;
            term *= rate / (k + 1);
          }
          expect(relative(upperGamma(n, rate), sum)).toBeLessThan(1e-10);
        },
      ),
    );
  });

  test("ends at 0 and 1", () => {
    expect([lowerGamma(2, 0), upperGamma(2, 0), lowerGamma(2, Infinity), upperGamma(2, Infinity)]).toEqual([
      0, 1, 1, 0,
    ]);
  });

  // Planted: n - 1 for n in the fraction.
  test("has no step where the series hands over to the fraction", () => {
    for (const a of [1e-3, 0.5, 7, 1e3, 1e5]) {
      const below = lowerGamma(a, (a + 1) * (1 - 1e-12));
      expect(Math.abs(lowerGamma(a, (a + 1) * (1 + 1e-12)) - below)).toBeLessThan(1e-9);
      expect(lowerGamma(a, a)).toBeLessThan(below);
    }
  });
});

describe("the normal's cdf", () => {
  test("at values from the tables", () => {
    expect(relative(normalCdf(1.96), 0.9750021048517795)).toBeLessThan(1e-14);
    expect(relative(erfc(3), 2.209049699858544e-5)).toBeLessThan(1e-13);
    expect(relative(erfc(10), 2.088487583762545e-45)).toBeLessThan(1e-12);
    expect(normalCdf(0)).toBe(0.5);
  });

  // Planted: no √2 in normalCdf.
  test("is the integral of the density", () => {
    fc.assert(
      fc.property(fc.double({ min: -6, max: 6, noNaN: true }), (z) => {
        const h = 1e-4;
        const slope = (normalCdf(z + h) - normalCdf(z - h)) / (2 * h);
        expect(Math.abs(slope - Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI))).toBeLessThan(2e-9);
      }),
    );
  });
});

describe("the incomplete beta function", () => {
  // Planted: the symmetry's b and a not swapped.
  test("of whole shapes is a binomial tail", () => {
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
    const whole = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(whole, whole, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (a, b, x) => {
        const n = a + b - 1;
        let tail = 0;
        for (let k = a; k <= n; k += 1) tail += choose(n, k) * x ** k * (1 - x) ** (n - k);
        expect(relative(incompleteBeta(x, a, b), tail)).toBeLessThan(1e-11);
      }),
    );
  });

  test("ends at 0 and 1", () => {
    expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3)]).toEqual([0, 1]);
  });
});

describe("Student's cdf", () => {
  // Planted: ν for ν/2 in the incomplete beta.
  test("has closed forms for one and two degrees of freedom", () => {
    for (const t of [-30, -1.5, 0, 0.2, 4]) {
      expect(studentCdf(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 13);
      expect(studentCdf(t, 2)).toBeCloseTo(0.5 + t / (2 * Math.sqrt(2 + t * t)), 13);
    }
  });
});
