import { expect, test } from "vitest";
import { evaluate } from "../../src/backend/interpreter/evaluate.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import type { Builder, Tensor } from "../../src/tensor/builder.ts";

const values = (make: (b: Builder) => Tensor) => {
  const b = createBuilder("f64");
  return [...(evaluate(b.finish([make(b)]), [])[0] ?? [])];
};

test("numbers and scalars take the shape and dtype of their fellow", () => {
  const b = createBuilder("f32");
  const x = b.input("x", [2, 3], "f64");
  const s = b.input("s", [], "f64");
  const i = b.input("i", [4], "i32");
  expect(b.add(1, x)).toMatchObject({ shape: [2, 3], dtype: "f64" });
  expect(b.mul(x, s)).toMatchObject({ shape: [2, 3], dtype: "f64" });
  expect(b.eq(i, 2)).toMatchObject({ shape: [4], dtype: "bool" });
  expect(b.add(1, 2)).toMatchObject({ shape: [], dtype: "f32" });
  expect(b.select(b.lt(s, 0), x, 0).shape).toEqual([2, 3]);
  expect(b.select(b.eq(i, 0), 1, s)).toMatchObject({ shape: [4], dtype: "f64" });
  expect(b.random("bits", b.input("key", [2], "u32"), b.constant(0, [], "u32"), 0, [3]).dtype).toBe("u32");
});

test("comparisons by name", () => {
  const of = (make: (b: Builder, x: Tensor, y: Tensor) => Tensor) =>
    values((b) => make(b, b.literal([1, 2, 3, NaN], [4]), b.literal([2, 2, 2, 2], [4])));
  expect(of((b, x, y) => b.gt(x, y))).toEqual([0, 0, 1, 0]);
  expect(of((b, x, y) => b.ge(x, y))).toEqual([0, 1, 1, 0]);
  expect(of((b, x, y) => b.ne(x, y))).toEqual([1, 0, 1, 1]);
});

test("casts hold at the ends of integers", () => {
  const cast = (dtype: "i32" | "u32" | "bool") =>
    values((b) => b.cast(b.literal([-1.5, 2.7, 1e20, -1e20, NaN], [5]), dtype));
  expect(cast("i32")).toEqual([-1, 2, 2 ** 31 - 1, -(2 ** 31), 0]);
  expect(cast("u32")).toEqual([0, 2, 2 ** 32 - 1, 0, 0]);
  expect(cast("bool")).toEqual([1, 1, 1, 1, 1]);
});

test("integers wrap", () => {
  const big = 2 ** 31 - 1;
  expect(values((b) => b.add(b.literal([big, 1], [2], "i32"), 1))).toEqual([-(2 ** 31), 2]);
  expect(values((b) => b.mul(b.literal([2 ** 32 - 1, 3], [2], "u32"), 3))).toEqual([2 ** 32 - 3, 9]);
});
