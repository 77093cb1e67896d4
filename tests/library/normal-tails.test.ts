import { expect, test } from "vitest";
import { standardNormal } from "../../src/library/normal-tails.ts";
import { compute1, vector } from "../contract/compute.ts";
import { gradientsOf } from "../contract/differentiate.ts";
import { need } from "../contract/distribution-cases.ts";

// z, log Φ(z) and its derivative, by mpmath in 40 digits.
const known = [
  [-40, -804.608442013753788, 40.0249688472072637],
  [-12.5, -81.5759678707438832, 12.5790073044069761],
  [-3, -6.60772622151034954, 3.28309865493043651],
  [-0.001, -0.693945383466965179, 0.798521289562911379],
  [0, -0.693147180559945309, 0.797884560802865356],
  [0.7, -0.277023942277131263, 0.41192475041929067],
  [5, -2.86651612963763593e-7, 1.48671994090490571e-6],
  [9, -1.12858840595384065e-19, 1.02797735716689148e-18],
] as const;
const points = vector(known.map(([z]) => z));

// Planted: log(½ (1 + erf)), −∞ below −8 and 0 above; the series cut off after ten terms.
test("log Φ and its derivative, to 1e-13 relative in both tails", () => {
  const logs = compute1({ z: points }, (b, { z }) => standardNormal.logCdf(b, z, {}));
  const { gradients } = gradientsOf({ z: points }, (b, { z }) =>
    b.sum(standardNormal.logCdf(b, need(z), {})),
  );
  known.forEach(([, value, slope], i) => {
    expect(need(logs[i]) / value).toBeCloseTo(1, 13);
    expect(need(gradients.z?.[i]) / slope).toBeCloseTo(1, 12);
  });
});

// Planted: three of Newton's steps; the lower tail's start in the upper.
test("the quantile undoes both tails", () => {
  const found = compute1({ z: points }, (b, { z }) =>
    standardNormal.quantile(b, standardNormal.logCdf(b, z, {}), standardNormal.logCdf(b, b.neg(z), {}), {}),
  );
  known.forEach(([z], i) => expect(need(found[i]) - z).toBeCloseTo(0, 11));
});

test("what is within z of 0, and the upper tail in plain numbers", () => {
  const [tiny = NaN, far = NaN] = compute1({ z: vector([1e-20, 1]) }, (b, { z }) =>
    standardNormal.logWithin(b, z, {}),
  );
  expect(tiny).toBeCloseTo(Math.log(1e-20 / Math.sqrt(2 * Math.PI)), 12);
  expect(Math.exp(far)).toBeCloseTo(0.3413447460685429, 14);
  expect(Math.log(standardNormal.survival(12.5, {})) / -81.5759678707438832).toBeCloseTo(1, 13);
});
