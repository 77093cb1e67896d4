/** What a distribution over chains of labels promises. */

import { describe, expect, test } from "vitest";
import { distributions } from "../../src/library/distributions/table.ts";
import { markov } from "../../src/library/distributions/markov.ts";
import { compute1, noiseOf, vector, type Given } from "./compute.ts";

const transition: Given = { shape: [3, 3], values: [0.6, 0.3, 0.1, 0.2, 0.5, 0.3, 0.1, 0.1, 0.8] };
const initial = vector([0.2, 0.5, 0.3]);

test("it is the one that draws labels together", () =>
  expect(
    [...distributions.values()].filter(
      (row) => row.event !== undefined && row.support(null).kind === "label",
    ),
  ).toEqual([markov]));

const paths = (steps: number): readonly (readonly number[])[] =>
  Array.from({ length: 3 ** steps }, (_, i) =>
    Array.from({ length: steps }, (_, t) => Math.floor(i / 3 ** t) % 3),
  );

// Planted: the matrix transposed.
test("the density of a path is the product of its steps, and all of them sum to one", () => {
  const density = (path: readonly number[], given: Readonly<Record<string, Given>>) =>
    compute1({ x: vector(path), ...given }, (b, { x, ...p }) =>
      markov.logDensity(b, b.cast(x, "i32"), p),
    )[0] ?? Number.NaN;
  expect(density([1, 2, 2, 0], { transition, initial })).toBeCloseTo(Math.log(0.5 * 0.3 * 0.8 * 0.1), 12);
  expect(density([1, 2, 2, 0], { transition })).toBeCloseTo(Math.log((1 / 3) * 0.3 * 0.8 * 0.1), 12);
  const total = paths(4).reduce((sum, path) => sum + Math.exp(density(path, { transition, initial })), 0);
  expect(total).toBeCloseTo(1, 12);
});

describe("draws", () => {
  const steps = 20_000;
  const path = compute1({ transition, initial }, (b, p) =>
    b.cast(markov.sample(b, noiseOf(b, 3), p, [steps]), "f64"),
  );
  // Each share of n draws has a standard error of at most 1/(2√n); five of them. Planted: the maps untransposed.
  test("follow the transition", () => {
    for (const from of [0, 1, 2]) {
      const next = path.slice(1).filter((_, t) => path[t] === from);
      for (const to of [0, 1, 2]) {
        const share = next.filter((state) => state === to).length / next.length;
        const wanted = transition.values[from * 3 + to] ?? Number.NaN;
        expect(Math.abs(share - wanted)).toBeLessThan(2.5 / Math.sqrt(next.length));
      }
    }
  });
});
