import { expect, test } from "vitest";
import { Bug } from "../../src/diagnostic/bug.ts";
import { elementOf, student } from "../../src/posterior/closed-families.ts";
import { quantile } from "../../src/posterior/mixture.ts";

// SciPy's mean, sd, 5 % and 95 % points. Planted: a rate for a scale.
test.each([
  ["beta", [0.4166666666666667, 0.18633899812498247, 0.12777559948359624, 0.7393662913208028]],
  ["gamma", [0.7142857142857142, 0.45175395145262554, 0.16363946086596703, 1.5814996705023359]],
  ["inverse_gamma", [2.333333333333333, 3.2998316455372216, 0.6323112287986548, 6.110995445157782]],
] as const)("%s is SciPy's", (family, [mean, sd, low, high]) => {
  const found = elementOf(family, 2.5, 3.5);
  expect([found.mean, found.sd, quantile(found, 0.05), quantile(found, 0.95)]).toEqual(
    [mean, sd, low, high].map((each) => expect.closeTo(each, 9)),
  );
});

test("Student's t with its location and scale", () => {
  const found = student(5, 1, 2);
  expect(quantile(found, 0.95)).toBeCloseTo(5.030096746666047, 9);
  expect(found.sd).toBeCloseTo(2.581988897471611, 12);
});

test("moments that do not exist are no numbers, and quantiles still are", () => {
  expect(elementOf("inverse_gamma", 1, 2).mean).toBeNaN();
  expect(elementOf("inverse_gamma", 2, 2).sd).toBeNaN();
  expect(student(2, 0, 1).sd).toBeNaN();
  expect(quantile(student(1, 3, 2), 0.75)).toBeCloseTo(5, 9);
  // Q(1, 2/x) = e^(−2/x)
  expect(quantile(elementOf("inverse_gamma", 1, 2), 0.5)).toBeCloseTo(2 / Math.LN2, 9);
});

test("other names are no families", () => {
  expect(() => elementOf("cauchy", 1, 1)).toThrow(Bug);
});
