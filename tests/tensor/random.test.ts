import { describe, expect, test } from "vitest";
import {
  createStream,
  fold,
  keyOf,
  randomValues,
  threefry,
  uniform32,
  uniform64,
} from "../../src/tensor/random.ts";

const key = keyOf(1);

// Random123's known answers for threefry2x32 with 13 rounds. Planted fault: 12 rounds: red.
test("Threefry gives the published answers", () => {
  expect(threefry([0, 0], [0, 0])).toEqual([0x9d1c5ec6, 0x8bd50731]);
  const ones = 0xffffffff;
  expect(threefry([ones, ones], [ones, ones])).toEqual([0xfd36d048, 0x2d17272c]);
  expect(threefry([0x13198a2e, 0x03707344], [0x243f6a88, 0x85a308d3])).toEqual([0xba3e4725, 0xf27d669e]);
});

describe("the layout of elements", () => {
  const derived = threefry(key, [5, 9]);
  const block = (n: number) => threefry(derived, [n, 0]);
  const draw = (kind: "bits" | "uniform" | "normal", dtype: "f32" | "f64" | "u32", count: number) =>
    randomValues(kind, dtype, key, 5, 9, count);

  test("bits: four blocks give eight elements, first words first", () => {
    const bits = draw("bits", "u32", 16);
    expect([bits[0], bits[3], bits[4], bits[7]]).toEqual([
      block(0)[0],
      block(3)[0],
      block(0)[1],
      block(3)[1],
    ]);
    expect([bits[8], bits[13]]).toEqual([block(4)[0], block(5)[1]]);
  });

  test("uniforms of f32 are the bits' upper 23, of f64 a block each", () => {
    expect(draw("uniform", "f32", 6)[5]).toBe(uniform32(block(1)[1]));
    expect(draw("uniform", "f64", 6)[5]).toBe(uniform64(block(5)));
  });

  test("normals come in pairs of one radius", () => {
    const single = draw("normal", "f32", 16);
    const radius = Math.sqrt(-2 * Math.log(uniform32(block(6)[0])));
    expect(Math.hypot(single[10] ?? NaN, single[14] ?? NaN)).toBeCloseTo(radius, 12);
    expect(single[10]).toBeCloseTo(radius * Math.cos(2 * Math.PI * uniform32(block(6)[1])), 12);
    const double = draw("normal", "f64", 8);
    // Element 5: q = 1, r = 1, p = 3.
    const wide = Math.sqrt(-2 * Math.log(uniform64(block(6))));
    expect(double[5]).toBeCloseTo(wide * Math.cos(2 * Math.PI * uniform64(block(7))), 12);
    expect(double[7]).toBeCloseTo(wide * Math.sin(2 * Math.PI * uniform64(block(7))), 12);
  });

  test("an element depends on its index, never on how many are drawn", () => {
    for (const [kind, dtype] of [
      ["normal", "f32"],
      ["normal", "f64"],
      ["uniform", "f32"],
      ["bits", "u32"],
    ] as const) {
      expect(draw(kind, dtype, 33).subarray(0, 7)).toEqual(draw(kind, dtype, 7));
    }
  });

  test("uniforms stay inside (0, 1)", () => {
    expect([uniform32(0), uniform32(0xffffffff), uniform64([0, 0])].every((u) => u > 0 && u < 1)).toBe(true);
    expect(uniform64([0xffffffff, 0xffffffff])).toBeLessThan(1);
    expect(Math.fround(uniform32(0xffffffff))).toBe(uniform32(0xffffffff));
  });
});

/** The greatest distance between the empirical distribution and F, times √n. */
function kolmogorovSmirnov(values: Float64Array, cdf: (x: number) => number): number {
  const sorted = values.toSorted();
  const n = sorted.length;
  const distances = Array.from(sorted, (x, i) => Math.max(cdf(x) - i / n, (i + 1) / n - cdf(x)));
  return Math.max(...distances) * Math.sqrt(n);
}

/** Φ by Simpson's rule on the density: independent of the erf that the language computes with. */
function normalCdf(x: number): number {
  const steps = 200;
  const h = x / steps;
  const density = (t: number) => Math.exp((-t * t) / 2) / Math.sqrt(2 * Math.PI);
  let sum = density(0) + density(x);
  for (let i = 1; i < steps; i++) sum += density(i * h) * (i % 2 === 1 ? 4 : 2);
  return 0.5 + (sum * h) / 3;
}

// 1.95 is passed by chance once in a thousand; the key is fixed. Planted fault: normals 3 % too wide: red.
describe.each(["f32", "f64"] as const)("%s draws have their distribution", (dtype) => {
  const count = 20_000;

  test("uniform", () => {
    expect(kolmogorovSmirnov(randomValues("uniform", dtype, key, 0, 0, count), (x) => x)).toBeLessThan(1.95);
  });

  test("normal", () => {
    const draws = randomValues("normal", dtype, key, 1, 0, count);
    expect(kolmogorovSmirnov(draws, normalCdf)).toBeLessThan(1.95);
    const moment = (power: number) => draws.reduce((sum, x) => sum + x ** power, 0) / count;
    expect(Math.abs(moment(1))).toBeLessThan(4 / Math.sqrt(count));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / count));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / count));
  });

  // Planted fault: every element of a block takes the cosine: red.
  test("elements, steps and streams do not hang together", () => {
    const correlation = (x: Float64Array, y: Float64Array) =>
      x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0) / x.length;
    const draws = (stream: number, step: number) => randomValues("normal", dtype, key, stream, step, 4096);
    const base = draws(0, 0);
    const bound = 4 / Math.sqrt(base.length);
    expect(Math.abs(correlation(base, draws(0, 1)))).toBeLessThan(bound);
    expect(Math.abs(correlation(base, draws(1, 0)))).toBeLessThan(bound);
    for (const lag of [1, 2, 4]) {
      expect(Math.abs(correlation(base.subarray(0, base.length - lag), base.subarray(lag)))).toBeLessThan(
        bound,
      );
    }
  });
});

describe("keys and streams for TypeScript", () => {
  test("a seed's key holds all its 53 bits", () => {
    expect(keyOf(1)).toEqual([1, 0]);
    expect(keyOf(2 ** 40 + 3)).toEqual([3, 256]);
  });

  test("folding gives each its own key", () => {
    const keys = Array.from({ length: 100 }, (_, n) => fold(key, n).join());
    expect(new Set(keys).size).toBe(100);
    expect(fold(keyOf(2), 0)).not.toEqual(fold(key, 0));
  });

  // χ² of 10 cells has 9 degrees of freedom; 27.9 is passed once in a thousand.
  test("integers are even", () => {
    const stream = createStream(key);
    const counts = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 10_000; i++) {
      const drawn = stream.integer(10);
      counts[drawn] = (counts[drawn] ?? NaN) + 1;
    }
    expect(counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(27.9);
  });

  // Planted fault: j drawn from 0 … n − 1 at every place (the naive shuffle): red.
  test("permutations of three are even", () => {
    const stream = createStream(fold(key, 3));
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = stream.permutation(3).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    // 5 degrees of freedom: 20.5 is passed once in a thousand.
    expect([...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(
      20.5,
    );
    expect(stream.permutation(100).toSorted()).toEqual(Int32Array.from({ length: 100 }, (_, i) => i));
  });

  test("a stream goes on, and starts again from its key", () => {
    const [first, second] = [createStream(key), createStream(key)];
    const draws = Array.from({ length: 5 }, () => first.uniform());
    expect(new Set(draws).size).toBe(5);
    expect(Array.from({ length: 5 }, () => second.uniform())).toEqual(draws);
    expect(Math.abs(first.normal())).toBeLessThan(9);
  });
});
