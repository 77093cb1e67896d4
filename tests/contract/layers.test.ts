/** What every layer promises: its formula, outputs of the shape it says, derivatives, and rows that do not know of each other. */

import { describe, expect, test } from "vitest";
import type { Tensor } from "../../src/tensor/builder.ts";
import { layers } from "../../src/library/layers/table.ts";
import { compute, compute1 } from "./compute.ts";
import { differentiate } from "./differentiate.ts";
import { expectClose } from "./distribution-cases.ts";
import { draws, layerCases, made, placeOf, product, rows } from "./layer-cases.ts";

test("every layer has a case", () => {
  expect(new Set(layerCases.map(({ name }) => name))).toEqual(new Set(layers.keys()));
});

// Planted: the bias left out of dense; row and column exchanged in conv's index; a stride of one in the pools; the
// variance for the standard deviation in layer_norm; the skip left out of residual; a mean over rows in layer_norm.
describe.each(layerCases)("$name of $input to $width, size $size", (layerCase) => {
  const row = layers.get(layerCase.name);
  if (row === undefined) throw new Error(`there is no layer ${layerCase.name}`);
  const { given, shape, apply } = made(layerCase);
  const x = given["x"]?.values ?? [];
  const example = x.length / rows;
  const weights = Object.fromEntries(Object.entries(given).map(([name, { values }]) => [name, values]));
  const wanted = [0, 1, 2].map((n) =>
    layerCase.formula(x.slice(n * example, (n + 1) * example), weights, layerCase),
  );

  test("is its formula, in the shape it says", () => {
    const [found = []] = compute(given, (b, inputs) => {
      const y = apply(b, inputs);
      expect(y.shape).toEqual([rows, ...shape]);
      return [y];
    });
    expect(found).toHaveLength(wanted.flat().length);
    wanted.flat().forEach((value, i) => expect(found[i]).toBeCloseTo(value, 12));
  });

  test("keeps rows apart", () => {
    const moved = x.map((value, i) => (i < example ? (given["x"]?.dtype ? 1 : value + 1) : value));
    const found = compute1(
      { ...given, x: { ...given["x"], shape: given["x"]?.shape ?? [], values: moved } },
      apply,
    );
    const others = wanted.slice(1).flat();
    others.forEach((value, i) => expect(found[i + (wanted[0]?.length ?? 0)]).toBeCloseTo(value, 12));
  });

  test("has the derivatives of central differences", () => {
    const fixed = given["x"]?.dtype === undefined ? [] : ["x"];
    const { gradients, differences } = differentiate(given, fixed, (b, inputs) => {
      const y = apply(b, inputs);
      return b.sum(b.mul(y, b.literal(draws(product(y.shape), 9), y.shape)));
    });
    expectClose(gradients, differences);
  });

  test("is affine where it says so", () => {
    if ("labels" in layerCase.input || row.body) return;
    const input = given["x"];
    if (input === undefined) return;
    const along = (values: readonly number[]) => compute1({ ...given, x: { ...input, values } }, apply);
    const [zero, once, twice] = [0, 1, -2].map((factor) => along(x.map((value) => factor * value)));
    const straight = once?.every((value, i) => {
      const [from = NaN, to = NaN] = [zero?.[i], twice?.[i]];
      return Math.abs(to - from + 2 * (value - from)) < 1e-9;
    });
    expect(straight).toBe(row.linear);
  });
});

// Planted: kept numbers not scaled up; dropped where u is above the rate.
test("dropout keeps what its uniforms say, scaled up, and its mean is what enters", () => {
  const uniforms = [0.1, 0.25, 0.9, 0.24, 0.5, 0.3];
  const [found = []] = compute({ x: { shape: [2, 3], values: [1, 2, 3, 4, 5, 6] } }, (b, { x }) => {
    const use = { weights: {}, size: null, rate: 0.25, inner: (inside: Tensor) => inside };
    const y = layers.get("dropout")?.apply(b, x, { ...use, uniform: (shape) => b.literal(uniforms, shape) });
    return [y ?? x];
  });
  [0, 2, 3, 0, 5, 6].forEach((value, i) => expect(found[i]).toBeCloseTo(value / 0.75, 14));
});

test.each([...layers.values()])("$name declares each role of weight and each parameter once", (row) => {
  const layerCase = layerCases.find(({ name }) => name === row.name);
  const shape = layerCase === undefined ? null : row.shape(placeOf(layerCase, row));
  const roles = shape !== null && "weights" in shape ? shape.weights.map(({ role }) => role) : [];
  expect(new Set(roles).size).toBe(roles.length);
  const kinds = row.parameters.map(({ kind }) => kind);
  expect(new Set(kinds).size).toBe(kinds.length);
  expect(row.doc.length).toBeGreaterThan(20);
});
