/** Non-centred coordinates: the density of z, Jacobians included, is that of the standard distribution, whatever the location and scale. */

import { expect, test } from "vitest";
import { bijectorOf } from "../../src/library/bijectors/table.ts";
import type { Distribution } from "../../src/library/distribution.ts";
import { distributions } from "../../src/library/distributions/table.ts";
import { multiNormal } from "../../src/library/distributions/multi-normal.ts";
import { multiplied, nonCentred, stretched } from "../../src/library/non-centring.ts";
import { compute1, type Given, scalar, vector } from "../contract/compute.ts";

const rows = [...distributions.values()].filter(({ nonCentring }) => nonCentring !== undefined);
const elementwise = rows.filter(({ event }) => event === undefined);
const z = [-1.3, 0.2, 2.1];

/** log p(x(z)) + log |dx/du| + log |du/dz|, by element. */
function density(row: Distribution, p: Readonly<Record<string, Given>>): readonly number[] {
  return compute1({ z: vector(z), ...p }, (b, { z: at, ...given }) => {
    const support = row.support(null);
    const placed = row.nonCentring?.place(b, at, given);
    const bijector = bijectorOf(support);
    if (placed === undefined || bijector === null) throw new Error(row.name);
    const x = bijector.forward(b, placed.u, support);
    const jacobian = b.add(placed.logDeterminant, bijector.logDeterminant(b, placed.u, support));
    return b.add(row.logDensity(b, x, given), jacobian);
  });
}

test("the families with a location or a scale have them", () => {
  expect(nonCentred.name).toBe("non_centred");
  expect(rows.map(({ name }) => name).toSorted()).toEqual(
    [
      ..."cauchy half_cauchy half_normal half_student_t laplace logistic lognormal".split(" "),
      ..."multi_normal normal student_t".split(" "),
    ].toSorted(),
  );
});

// Planted: log σ left out of the Jacobian; the scale's own number for its logarithm.
test.each(elementwise.map((row) => [row.name, row] as const))(
  "%s: z is free of place and scale",
  (_, row) => {
    const { standard } = row.nonCentring ?? { standard: {} };
    const names = Object.keys(row.example);
    const given = (values: Readonly<Record<string, number>>) =>
      Object.fromEntries(names.map((name) => [name, scalar(values[name] ?? (row.example[name] as number))]));
    const wanted = density(row, given(standard));
    for (const [place, scale] of [
      [0.7, 0.4],
      [-30, 12],
    ]) {
      const moved = Object.fromEntries(
        Object.entries(standard).map(([name, value]) => [name, value === 0 ? (place ?? 0) : (scale ?? 1)]),
      );
      density(row, given(moved)).forEach((found, i) => {
        expect(Math.abs(found - (wanted[i] ?? NaN))).toBeLessThan(1e-10 * Math.max(1, Math.abs(found)));
      });
    }
  },
);

const matrix = (values: readonly number[]): Given => ({ shape: [3, 3], values });
const sigma = matrix([1.5, 0.4, -0.3, 0.4, 0.8, 0.2, -0.3, 0.2, 2.1]);
const omega = matrix([1, 0.3, -0.2, 0.3, 1, 0.4, -0.2, 0.4, 1]);

const priors: readonly (readonly [string, Readonly<Record<string, Given>>])[] = [
  ["covariance", { mean: vector([0.5, -1, 2]), covariance: sigma }],
  [
    "correlation and scales",
    { mean: vector([0.5, -1, 2]), correlation: omega, scale: vector([1.5, 0.7, 2]) },
  ],
  ["correlation and one scale", { mean: scalar(3), correlation: omega, scale: scalar(0.2) }],
];

// Planted: the factor transposed; Σ log sₖ left out.
test.each(priors)("multi_normal by its %s: z is standard normal", (_, p) => {
  const wanted = z.reduce((sum, each) => sum - 0.5 * each ** 2 - 0.5 * Math.log(2 * Math.PI), 0);
  const [found = NaN] = compute1({ z: vector(z), ...p }, (b, { z: at, ...given }) => {
    const placed = multiNormal.nonCentring?.place(b, at, given);
    if (placed === undefined) throw new Error("no coordinates");
    return b.add(multiNormal.logDensity(b, placed.u, given), placed.logDeterminant);
  });
  expect(found).toBeCloseTo(wanted, 11);
  const back = compute1({ z: vector(z), ...p }, (b, { z: at, ...given }) => {
    const coordinates = multiNormal.nonCentring;
    if (coordinates === undefined) throw new Error("no coordinates");
    return coordinates.standardise(b, coordinates.place(b, at, given).u, given);
  });
  back.forEach((each, i) => expect(each).toBeCloseTo(z[i] ?? NaN, 12));
});

test("the standard parameters are those at which u is z", () => {
  expect(stretched("loc", "scale").standard).toEqual({ loc: 0, scale: 1 });
  expect(multiplied("sd").standard).toEqual({ sd: 1 });
});
