import { expect, test } from "vitest";
import { closedForm } from "../../src/posterior/marginals.ts";
import { posterior as many } from "./conjugate.ts";
import { line, modelOf, posteriorOf, scale, sites, train } from "./model.ts";

test("of exp of a normal", () => {
  const model = modelOf(scale);
  const bound = train(model, { y: [1, 2, 4] });
  const posterior = posteriorOf(model, bound, {
    kind: "mean_field",
    mean: sites({ mu: [0.5], s: [-0.2] }),
    sd: sites({ mu: [2], s: [0.4] }),
  });
  const s = closedForm(posterior).get("s");
  expect(s?.mean[0]).toBeCloseTo(Math.exp(-0.12), 14);
  expect(s?.sd[0]).toBeCloseTo(Math.exp(-0.12) * Math.sqrt(Math.exp(0.16) - 1), 14);
  expect(s?.q95[0]).toBeCloseTo(Math.exp(-0.2 + 0.4 * 1.6448536269514722), 13);
  expect(closedForm(posterior).has("twice")).toBe(false);
});

test("of a gaussian: the diagonal's roots, by site", () => {
  const model = modelOf(line);
  const bound = train(model, { x: [[1, 2]], y: [1] });
  const posterior = posteriorOf(model, bound, {
    kind: "gaussian",
    mean: Float64Array.of(1, -2, 0.5),
    covariance: Float64Array.of(4, 1, 0, 1, 9, 0, 0, 0, 0.25),
  });
  const found = closedForm(posterior);
  expect(found.get("w")).toMatchObject({
    shape: [2],
    mean: Float64Array.of(1, -2),
    sd: Float64Array.of(2, 3),
  });
  expect(found.get("b")?.q05[0]).toBeCloseTo(0.5 - 0.5 * 1.6448536269514722, 13);
});

// Planted: the normal's sd for Student's scale; a simplex entry's rest with itself in it.
test("of a closed form: Student given an unknown variance, beta of a simplex's entry", () => {
  const found = closedForm(many);
  const w = found.get("w");
  // t with 7 degrees of freedom: scale² 0.09 · 2.5/3.5, variance 7/5 of it
  expect(w?.mean[0]).toBe(0.7);
  expect(w?.sd[0]).toBeCloseTo(Math.sqrt(0.09 * (2.5 / 3.5) * (7 / 5)), 13);
  expect(w?.q95[0]).toBeCloseTo(0.7 + 1.894578605061305 * Math.sqrt(0.09 * (2.5 / 3.5)), 9);
  expect(found.get("a")?.q95[0]).toBeCloseTo(-1 + 0.5 * 1.6448536269514722, 12);
  expect(found.get("p")?.mean).toEqual(Float64Array.from([1, 2, 3, 4, 1, 1], (each) => each / 6));
  expect(found.get("p")?.sd[2]).toBeCloseTo(Math.sqrt(9 / (36 * 7)), 13);
  expect(found.get("q")?.mean[1]).toBeCloseTo(5 / 6.5, 14);
  expect(found.get("v")?.mean[0]).toBeCloseTo(1, 14);
});
