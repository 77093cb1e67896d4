import { expect, test } from "vitest";
import { onSupport } from "../../src/library/support-mask.ts";
import { compute1, vector } from "../contract/compute.ts";
import { differentiate } from "../contract/differentiate.ts";

const given = { x: vector([-1, 0, 2]) };

// Planted: the formula given x itself: the gradient at −1 is NaN.
test("the formula inside, −∞ outside, and a derivative of nought there", () => {
  expect(compute1(given, (b, { x }) => onSupport(b, x, b.gt(x, 0), 1, (y) => b.log(y)))).toEqual([
    -Infinity,
    -Infinity,
    Math.log(2),
  ]);
  const { gradients } = differentiate(given, [], (b, { x = b.constant(0) }) =>
    b.sum(onSupport(b, x, b.gt(x, 0), 1, (y) => b.sqrt(b.log(y)))),
  );
  expect(gradients["x"]?.slice(0, 2).map(Math.abs)).toEqual([0, 0]);
});
