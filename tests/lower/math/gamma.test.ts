import { describe, test } from "vitest";
import { expectNear, onVector } from "../compare.ts";
import { everywhere, testFunction } from "./functions.ts";

// Planted: one factor too few in the recurrence; the reflection's sine of x instead of πx; each red here.
describe("the gamma function", () => {
  // Just below 0 the reference's sine of πx has lost its digits.
  const values = everywhere.filter((x) => !(x < 0 && x > -1e-3));
  testFunction("lgamma", (b, x) => b.lgamma(x), { values, floor: 1 });

  test("just below 0 lgamma is −log |x| + γ |x|", async () => {
    const small = Array.from({ length: 40 }, (_, i) => -(10 ** (-4 - i / 3)));
    const { found } = await onVector("f64", small, (b, x) => b.lgamma(x));
    const wanted = small.map((x) => -Math.log(-x) - 0.5772156649015329 * x + 0.8224670334241132 * x * x);
    expectNear(found, wanted, 1e-12, 1);
  });

  test.each([0, 1, 2, 3])("polygamma of order %i", async (order) => {
    const between = Array.from({ length: 600 }, (_, i) => -30 + (90 * (i + 0.37)) / 600);
    // Within a hundredth of a pole the argument's rounding is all there is.
    const values = [
      ...between.filter((x) => x > 0 || Math.abs(x - Math.round(x)) > 0.01),
      0,
      -1,
      Infinity,
      NaN,
    ];
    const { wanted, found } = await onVector("f64", values, (b, x) => b.polygamma(order, x));
    expectNear(found, wanted, 1e-11, 1);
  });
});
