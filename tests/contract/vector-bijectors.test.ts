/** What every bijector of vectors and matrices promises: it may change the shape, and works on batches. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bijectorOf, bijectors } from "../../src/library/bijectors/table.ts";
import { type Bijector, freeShape } from "../../src/library/bijector.ts";
import type { Support } from "../../src/shape/support.ts";
import { gradient } from "../../src/tensor/differentiate.ts";
import { compute, compute1, type Given } from "./compute.ts";

interface Case {
  readonly name: string;
  readonly support: Support;
  /** Row-major places of the declared value that determine the others. */
  readonly free: (size: number) => readonly number[];
  readonly lies: (x: readonly number[], size: number) => boolean;
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i);
const lower = (size: number, from: number) =>
  range(size).flatMap((i) => range(i + from).map((j) => i * size + j));
const symmetric = (x: readonly number[], size: number) =>
  x.every((value, i) => value === x[(i % size) * size + Math.floor(i / size)]);

const cases: readonly Case[] = [
  {
    name: "simplex",
    support: { kind: "simplex" },
    free: (size) => range(size - 1),
    lies: (x) => x.every((p) => p > 0) && Math.abs(x.reduce((a, p) => a + p, 0) - 1) < 1e-13,
  },
  ...[false, true].map((positive): Case => ({
    name: positive ? "ordered positive" : "ordered",
    support: { kind: "ordered", positive },
    free: range,
    lies: (x) => x.every((value, i) => value > (x[i - 1] ?? (positive ? 0 : -Infinity))),
  })),
  {
    name: "covariance",
    support: { kind: "covariance" },
    free: (size) => lower(size, 1),
    lies: symmetric,
  },
  {
    name: "correlation",
    support: { kind: "correlation" },
    free: (size) => lower(size, 0),
    lies: (x, size) =>
      symmetric(x, size) && range(size).every((i) => Math.abs((x[i * size + i] ?? 0) - 1) < 1e-14),
  },
];

test("every row of the table that is not elementwise stands here", () => {
  const kinds = Object.entries(bijectors).flatMap(([kind, row]) => (row && row.event > 0 ? [kind] : []));
  expect([...new Set(cases.map(({ support }) => support.kind))].sort()).toEqual(kinds.sort());
});

function rowOf(support: Support): Bijector {
  const row = bijectorOf(support);
  if (row === null) throw new Error(`${support.kind} has no bijector`);
  return row;
}

function determinant(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => [...row]);
  return range(rows.length).reduce((product, i) => {
    const at = (r: number, c: number) => rows[r]?.[c] ?? NaN;
    const pivot =
      range(rows.length)
        .slice(i)
        .sort((p, q) => Math.abs(at(q, i)) - Math.abs(at(p, i)))[0] ?? i;
    [rows[i], rows[pivot]] = [rows[pivot] ?? [], rows[i] ?? []];
    for (const r of range(rows.length).slice(i + 1)) {
      const factor = at(r, i) / at(i, i);
      rows[r] = (rows[r] ?? []).map((value, c) => value - factor * at(i, c));
    }
    return product * at(i, i);
  }, 1);
}

const free = fc.double({ min: -2, max: 2, noNaN: true });
const drawn = fc
  .integer({ min: 2, max: 4 })
  .chain((size) => fc.tuple(fc.constant(size), fc.array(free, { minLength: 20, maxLength: 20 })));
const runs = { numRuns: 30, seed: 5 };

describe.each(cases)("the bijector of $name", ({ support, free: places, lies }) => {
  const row = rowOf(support);
  const declared = (size: number) => range(row.event).map(() => size);
  const vectorOf = (size: number, values: readonly number[]): Given => {
    const [count = 0] = freeShape(row, declared(size));
    return { shape: [count], values: values.slice(0, count) };
  };

  // Planted: −n/√n for −n/√(n(n + 1)) in the simplex's basis; row by row for column by column in correlation's inverse.
  test("goes there and back, and stays in the support", () => {
    fc.assert(
      fc.property(drawn, ([size, values]) => {
        const u = vectorOf(size, values);
        const [x = [], back = []] = compute({ u }, (b, inputs) => {
          const forward = row.forward(b, inputs.u, support);
          expect(forward.shape).toEqual(declared(size));
          return [forward, row.inverse(b, forward, support)];
        });
        expect(lies(x, size)).toBe(true);
        expect(back.length).toBe(u.values.length);
        back.forEach((value, i) => expect(value).toBeCloseTo(u.values[i] ?? NaN, 7));
      }),
      runs,
    );
  });

  // Planted: no ½ log K in simplex; K − k + 1 for K − k + 2 in covariance; K − j for K − j + 1 in correlation; the first entry's u in ordered.
  test("has the log-determinant of its Jacobian over the free entries", () => {
    fc.assert(
      fc.property(drawn, ([size, values]) => {
        const u = vectorOf(size, values);
        const [stated = [], ...jacobian] = compute({ u }, (b, inputs) => {
          const x = b.reshape(row.forward(b, inputs.u, support), [size ** row.event]);
          const slopes = places(size).flatMap((place) =>
            gradient(b, b.sum(b.slice(x, [place], [place + 1])), [inputs.u]),
          );
          return [row.logDeterminant(b, inputs.u, support), ...slopes];
        });
        expect(stated.length).toBe(1);
        expect(stated[0]).toBeCloseTo(Math.log(Math.abs(determinant(jacobian))), 8);
      }),
      runs,
    );
  });

  // Planted: the batch's axes transposed in takeLast.
  test("takes a batch one by one", () => {
    const size = 3;
    const [count = 0] = freeShape(row, declared(size));
    const values = range(4 * count).map((i) => Math.sin(3 * i + 1));
    const u: Given = { shape: [2, 2, count], values };
    const [x = [], stated = [], back = []] = compute({ u }, (b, inputs) => {
      const forward = row.forward(b, inputs.u, support);
      return [forward, row.logDeterminant(b, inputs.u, support), row.inverse(b, forward, support)];
    });
    expect(stated.length).toBe(4);
    for (const part of range(4)) {
      const one = { shape: [count], values: values.slice(part * count, (part + 1) * count) };
      const [alone = [], logDeterminant = []] = compute({ u: one }, (b, inputs) => [
        row.forward(b, inputs.u, support),
        row.logDeterminant(b, inputs.u, support),
      ]);
      expect(x.slice(part * alone.length, (part + 1) * alone.length)).toEqual(alone);
      expect(stated[part]).toBeCloseTo(logDeterminant[0] ?? NaN, 14);
      one.values.forEach((value, i) => expect(back[part * count + i]).toBeCloseTo(value, 9));
    }
  });
});

// Stan's coordinates, by hand from its reference manual: a change of them would be silent otherwise.
describe("the coordinates are Stan's", () => {
  const forward = (kind: "simplex" | "covariance" | "correlation", values: readonly number[]) =>
    compute1({ u: { shape: [values.length], values } }, (b, { u }) =>
      rowOf({ kind }).forward(b, u, { kind }),
    );

  test("of a simplex: softmax of a vector that sums to zero, from the last coordinate to the first", () => {
    const [u1, u2] = [0.3, -0.8];
    const [w1, w2] = [u1 / Math.sqrt(2), u2 / Math.sqrt(6)];
    const z = [w1 + w2, w2 - w1, -2 * w2].map(Math.exp);
    const total = z.reduce((a, b) => a + b, 0);
    forward("simplex", [u1, u2]).forEach((x, i) => expect(x).toBeCloseTo((z[i] ?? NaN) / total, 14));
  });

  test("of a correlation: partial correlations, column by column below the diagonal", () => {
    const [z21, z31, z32] = [0.2, -0.5, 0.9].map(Math.tanh) as [number, number, number];
    const x = forward("correlation", [0.2, -0.5, 0.9]);
    expect(x[3]).toBeCloseTo(z21, 14);
    expect(x[6]).toBeCloseTo(z31, 14);
    expect(x[7]).toBeCloseTo(z31 * z21 + z32 * Math.sqrt((1 - z21 ** 2) * (1 - z31 ** 2)), 14);
  });

  test("of a covariance: the factor row by row, its diagonal by logarithms", () => {
    const x = forward("covariance", [0.1, 2, -0.3]);
    const [a, c] = [Math.exp(0.1), Math.exp(-0.3)];
    [a * a, 2 * a, 2 * a, 4 + c * c].forEach((value, i) => expect(x[i]).toBeCloseTo(value, 13));
  });
});
