import { describe, expect, test } from "vitest";
import { logStudentCdf, logStudentWithin, studentQuantile } from "../../src/library/student-tails.ts";
import { compute, compute1, scalar, vector } from "../contract/compute.ts";
import { need } from "../contract/distribution-cases.ts";
import { expectFigures, figuresOf } from "./tail-figures.ts";

describe("Student's tails", () => {
  // Planted: 0.4 for ½ in the ratio of gammas; the tail of −z for that of z.
  test.each(figuresOf("student"))("at $at and their derivatives are mpmath's", (figures) => {
    expectFigures(figures, (b, [df, z]) => ({
      below: logStudentCdf(b, z, df),
      above: logStudentCdf(b, b.neg(z), df),
    }));
  });

  // Planted: log 2 left out of what is within.
  test("within z of 0 are the rest of a half, and about z times the density where z is small", () => {
    const zs = [0.2, 0.499, 0.501, 3];
    const [within = [], below = []] = compute({ z: vector(zs), df: scalar(3.5) }, (b, { z, df }) => [
      logStudentWithin(b, z, df),
      logStudentCdf(b, z, df),
    ]);
    zs.forEach((_, i) =>
      expect(Math.exp(need(within[i])) / (Math.exp(need(below[i])) - 0.5)).toBeCloseTo(1, 12),
    );
    const [tiny = NaN] = compute1({ z: scalar(1e-20), df: scalar(1) }, (b, { z, df }) =>
      logStudentWithin(b, z, df),
    );
    expect(tiny).toBeCloseTo(Math.log(1e-20 / Math.PI), 12);
  });

  // Planted: two of Newton's steps.
  test.each([0.7, 4, 300])("are undone by the quantile, with %d degrees of freedom", (df) => {
    const zs = [-40, -3, -0.2, -1e-6, 0.4, 8];
    const found = compute1({ z: vector(zs), df: scalar(df) }, (b, p) =>
      studentQuantile(b, logStudentCdf(b, p.z, p.df), logStudentCdf(b, b.neg(p.z), p.df), p.df),
    );
    zs.forEach((z, i) => expect(Math.abs(need(found[i]) - z)).toBeLessThan(1e-11 * (1 + Math.abs(z))));
  });
});
