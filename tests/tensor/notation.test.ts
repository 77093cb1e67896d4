import { expect, test } from "vitest";
import { evaluate } from "../../src/backend/interpreter/evaluate.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import type { Builder, Tensor } from "../../src/tensor/builder.ts";

const values = (make: (b: Builder) => Tensor) => {
  const b = createBuilder("f64");
  return [...(evaluate(b.finish([make(b)]), [])[0] ?? [])];
};

// Planted fault: the greatest is taken out though it is −∞: NaN, red.
test("logsumexp is stable at both ends", () => {
  const of = (...x: number[]) => values((b) => b.logsumexp(b.literal(x, [x.length])))[0];
  expect(of(1000, 1000)).toBeCloseTo(1000 + Math.log(2), 12);
  expect(of(-1000, -1001)).toBeCloseTo(-1000 + Math.log1p(Math.exp(-1)), 12);
  expect(of(-Infinity, -Infinity)).toBe(-Infinity);
  expect(of(-Infinity, 3)).toBe(3);
  expect(of(Infinity, 3)).toBe(Infinity);
  expect(of(NaN, 3)).toBeNaN();
});

test("reductions run over all axes unless told", () => {
  expect(values((b) => b.sum(b.literal([1, 2, 3, 4], [2, 2])))).toEqual([10]);
  expect(values((b) => b.reduceMax(b.literal([1, 5, 3, 4], [2, 2]), [0]))).toEqual([3, 5]);
});

test("a sum of integers wraps", () => {
  const big = 2 ** 31 - 1;
  expect(values((b) => b.sum(b.literal([big, big], [2], "i32")))).toEqual([-2]);
});
