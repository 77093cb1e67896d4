import { expect, test } from "vitest";
import { operation, takesTwice, typeOf } from "../../../src/backend/wasm/instructions.ts";
import { KernelBuilder } from "../../../src/lower/kernel-builder.ts";

const names = (list: ReturnType<typeof operation>) => list?.map(({ name }) => name);

test("an operation is spelled by its element and lanes", () => {
  const k = new KernelBuilder();
  const [f, d, i, l] = [
    k.constant("f32", 4, 1),
    k.constant("f64", 1, 1),
    k.constant("i32", 4, 1),
    k.constant("i64", 2, 1),
  ];
  expect(names(operation(k.add(f, f), true))).toEqual(["f32x4.add"]);
  expect(names(operation(k.add(d, d), true))).toEqual(["f64.add"]);
  expect(names(operation(k.lt(i, i), true))).toEqual(["i32x4.lt_s"]);
  expect(names(operation(k.lt(f, f), true))).toEqual(["f32x4.lt"]);
  expect(names(operation(k.and(l, l), true))).toEqual(["v128.and"]);
  expect(names(operation(k.bits(f), true))).toEqual([]);
  expect(names(operation(k.bits(d), true))).toEqual(["i64.reinterpret_f64"]);
  expect([typeOf(f), typeOf(d)]).toEqual(["v128", "f64"]);
});

test("multiply-add is one instruction only in vectors, and only where it may be", () => {
  const k = new KernelBuilder();
  const [vector, scalar] = [k.constant("f32", 4, 1), k.constant("f32", 1, 1)];
  expect(names(operation(k.fma(vector, vector, vector), true))).toEqual(["f32x4.relaxed_madd"]);
  expect(operation(k.fma(vector, vector, vector), false)).toBeNull();
  expect(operation(k.fma(scalar, scalar, scalar), true)).toBeNull();
});

test("a shuffle takes its operand twice", () => {
  const k = new KernelBuilder();
  expect(takesTwice(k.unary("promote_high", k.constant("f32", 4, 1), "f64", 2))).toBe(true);
  expect(takesTwice(k.neg(k.constant("f32", 4, 1)))).toBe(false);
});
