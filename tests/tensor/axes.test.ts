import { describe, expect, test } from "vitest";
import { Bug } from "../../src/diagnostic/bug.ts";
import {
  at,
  inverse,
  isIdentity,
  otherAxes,
  pick,
  range,
  readStrided,
  sameList,
  stridesOf,
  writeStrided,
} from "../../src/tensor/axes.ts";

test("lists of axes", () => {
  expect(range(3)).toEqual([0, 1, 2]);
  expect(otherAxes(4, [2, 0])).toEqual([1, 3]);
  expect(inverse([2, 0, 1])).toEqual([1, 2, 0]);
  expect(pick(["a", "b", "c"], [2, 0])).toEqual(["c", "a"]);
  expect([isIdentity([0, 1]), isIdentity([1, 0]), sameList([1], [1, 2])]).toEqual([true, false, false]);
  expect(() => at([1], 1)).toThrow(Bug);
});

describe("strided copies", () => {
  const x = Float64Array.of(0, 1, 2, 3, 4, 5);

  test("strides are row-major", () => {
    expect(stridesOf([2, 3, 4])).toEqual([12, 4, 1]);
    expect(stridesOf([])).toEqual([]);
  });

  test("reading transposes, repeats and cuts", () => {
    expect(readStrided(x, [3, 2], [1, 3])).toEqual(Float64Array.of(0, 3, 1, 4, 2, 5));
    expect(readStrided(x, [2, 2, 3], [3, 0, 1])).toEqual(Float64Array.of(0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5));
    expect(readStrided(x, [2, 2], [3, 1], 1)).toEqual(Float64Array.of(1, 2, 4, 5));
    expect(readStrided(x, [], [], 4)).toEqual(Float64Array.of(4));
    expect(readStrided(x, [0, 3], [3, 1])).toHaveLength(0);
  });

  test("writing is the other way round", () => {
    const target = new Float64Array(6);
    writeStrided(target, Float64Array.of(0, 3, 1, 4, 2, 5), [3, 2], [1, 3]);
    expect(target).toEqual(x);
  });
});
