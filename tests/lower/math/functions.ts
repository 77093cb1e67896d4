/** The tests that every function of one number passes: its limits, many values in between, alone as in company. */

import { expect, test } from "vitest";
import { at } from "../../../src/tensor/axes.ts";
import type { Builder, Tensor } from "../../../src/tensor/builder.ts";
import { createStream, keyOf } from "../../../src/tensor/random.ts";
import { expectNear, onVector, plain } from "../compare.ts";

export const special = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  2,
  -2,
  3,
  1e-5,
  -1e-5,
  1e-9,
  1e-40,
  -1e-40,
  1e-310,
  5e-324,
  20,
  -20,
  87,
  -87,
  88.5,
  100,
  -100,
  -103,
  709,
  710,
  -708,
  -745,
  -746,
  1e10,
  1e300,
  -1e300,
  Infinity,
  -Infinity,
  NaN,
];

const stream = createStream(keyOf(5));
const normals = (count: number, scale: (x: number) => number) =>
  Array.from({ length: count }, () => scale(stream.normal()));

export const everywhere: readonly number[] = [
  ...special,
  ...normals(300, (x) => x * 3),
  ...normals(300, (x) => x * 60),
  ...normals(200, (x) => Math.exp(x * 8)),
  ...normals(100, (x) => x * 1e-6),
];

export interface Bounds {
  readonly values?: readonly number[];
  /** Where the function passes through 0 away from 0, its relative error is taken of at least this. */
  readonly floor?: number;
}

type Formula = (b: Builder, x: Tensor) => Tensor;

export function testFunction(
  name: string,
  f: Formula,
  { values = everywhere, floor = 0 }: Bounds = {},
): void {
  test(`${name} in f64 is within 1e-12, signs of zero included`, async () => {
    const { wanted, found } = await onVector("f64", values, f);
    expectNear(found, wanted, 1e-12, floor);
    const negativeZeros = (list: readonly number[]) =>
      list.flatMap((y, i) => (Object.is(y, -0) ? [values[i]] : []));
    expect(negativeZeros(found)).toEqual(negativeZeros(wanted));
  });

  test(`${name} in f32 is within a few units in the last place`, async () => {
    const { wanted, found } = await onVector("f32", values.map(Math.fround), f);
    expectNear(found, wanted, 6e-7, Math.max(floor, 2 ** -126));
  });

  test(`${name} of one number is ${name} of many`, async () => {
    const some = values.slice(0, 60);
    const { found: together } = await onVector("f64", some, f, plain);
    for (const i of [0, 8, 15, 33, 40, 51]) {
      const { found } = await onVector("f64", [at(some, i)], f, plain);
      expect(found[0]).toBe(together[i]);
    }
  });
}
