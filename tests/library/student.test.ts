import { expect, test } from "vitest";
import { logStudent } from "../../src/library/student.ts";
import { compute1, scalar } from "../contract/compute.ts";

const at = (z: number, df: number) =>
  compute1({ z: scalar(z), df: scalar(df) }, (b, inputs) => logStudent(b, inputs.z, inputs.df))[0];

// Planted: ½ ν for ½ (ν + 1) in the power.
test("with one degree of freedom is the Cauchy's, with endless ones the normal's", () => {
  expect(at(1.3, 1)).toBeCloseTo(-Math.log(Math.PI * (1 + 1.3 ** 2)), 13);
  expect(at(1.3, 1e14)).toBeCloseTo(-0.5 * 1.3 ** 2 - 0.5 * Math.log(2 * Math.PI), 12);
});

test("with two is (2 + z²)^(−3/2)", () => {
  expect(at(-0.8, 2)).toBeCloseTo(-1.5 * Math.log(2 + 0.64), 13);
});
