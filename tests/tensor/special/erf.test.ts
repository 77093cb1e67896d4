import { expect, test } from "vitest";
import { erf } from "../../../src/tensor/special/erf.ts";

/** x and erf x, computed with 40 digits. */
const known: readonly (readonly [number, number])[] = [
  [1e-300, 1.1283791670955126e-300],
  [1e-10, 1.1283791670955126e-10],
  [0.01, 0.011283415555849618],
  [0.3, 0.3286267594591274],
  [0.5, 0.5204998778130465],
  [1.0, 0.8427007929497149],
  [1.5, 0.9661051464753108],
  [1.99999, 0.9953220583449658],
  [2.0, 0.9953222650189527],
  [2.5, 0.999593047982555],
  [3.0, 0.9999779095030014],
  [4.0, 0.9999999845827421],
  [5.5, 0.9999999999999927],
  [6.0, 1.0],
  [-0.7, -0.6778011938374184],
  [-2.2, -0.9981371537020182],
];

/** The greatest relative error. */
function worst(f: (x: number) => number, rows: readonly (readonly [number, number])[]): number {
  return Math.max(...rows.map(([x, wanted]) => Math.abs(f(x) - wanted) / Math.abs(wanted)));
}

// Planted fault: 40 levels of the continued fraction become 4: red at 2.
test("erf is right to 1e-14 of itself", () => {
  expect(worst(erf, known)).toBeLessThan(1e-14);
});

test("erf at the ends", () => {
  expect([Infinity, -Infinity, 30].map(erf)).toEqual([1, -1, 1]);
  expect([erf(0), erf(-0)]).toEqual([0, -0]);
  expect(erf(NaN)).toBeNaN();
});
