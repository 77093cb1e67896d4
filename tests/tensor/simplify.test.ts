import { describe, expect, test } from "vitest";
import { createBuilder } from "../../src/tensor/build.ts";
import type { Builder, Tensor } from "../../src/tensor/builder.ts";

const b = createBuilder("f64");
const x = b.input("x", [2, 3], "f64");
const y = b.input("y", [2, 3], "f64");
const s = b.input("s", [], "f64");
const v = b.input("v", [3], "f64");
const opOf = (t: Tensor) => b.nodes[t.id]?.op;

type Case = readonly [string, (b: Builder) => Tensor, (b: Builder) => Tensor];

/** Left and right are made as one node. That values stay is the property of `optimise`. */
const equal: readonly Case[] = [
  ["−(−x) = x", () => b.neg(b.neg(x)), () => x],
  ["x + −y = x − y", () => b.add(x, b.neg(y)), () => b.sub(x, y)],
  ["x − 0 = x", () => b.sub(x, 0), () => x],
  ["x · 1 = x", () => b.mul(1, x), () => x],
  ["x · x = x²", () => b.mul(x, x), () => b.square(x)],
  ["yx = xy", () => b.mul(y, x), () => b.mul(x, y)],
  ["x / 4 = x · ¼", () => b.div(x, 4), () => b.mul(x, 0.25)],
  ["1 / x", () => b.div(1, x), () => b.reciprocal(x)],
  ["x^2", () => b.pow(x, 2), () => b.square(x)],
  ["|−x| = |x|", () => b.abs(b.neg(x)), () => b.abs(x)],
  ["select(¬c, x, y)", () => b.select(b.ne(x, y), x, y), () => b.select(b.eq(x, y), y, x)],
  ["transposes join", () => b.transpose(b.transpose(x, [1, 0]), [1, 0]), () => x],
  ["reshapes join", () => b.reshape(b.reshape(x, [6]), [2, 3]), () => x],
  ["Σ of ones", () => b.sum(b.constant(1, [2, 3])), () => b.constant(6)],
  ["constants fold", () => b.exp(b.add(b.constant(1), 1)), () => b.constant(Math.exp(2))],
  ["literals fold", () => b.neg(b.literal([1, 2], [2])), () => b.literal([-1, -2], [2])],
  ["repetition sinks", () => b.exp(b.broadcast(v, [2, 3], [1])), () => b.broadcast(b.exp(v), [2, 3], [1])],
  [
    "repetition sinks below constants",
    () => b.mul(b.broadcast(s, [2, 3], []), 3),
    () => b.broadcast(b.mul(s, 3), [2, 3], []),
  ],
  [
    "a product reads a transposed factor in place",
    () => b.dot(b.transpose(x, [1, 0]), y, [[1], [0]]),
    () => b.dot(x, y, [[0], [0]]),
  ],
];

test.each(equal)("%s", (_, left, right) => {
  expect(left(b).id).toBe(right(b).id);
});

describe("what is not exact stays", () => {
  test.each([
    ["x + 0 (−0 + 0 = 0)", () => b.add(x, 0), "add"],
    ["x · 0 (NaN, ∞)", () => b.mul(x, 0), "mul"],
    ["x − x (∞ − ∞)", () => b.sub(x, x), "sub"],
    ["x / x", () => b.div(x, x), "div"],
    ["x / 3", () => b.div(x, 3), "div"],
    ["x^½ (−∞)", () => b.pow(x, 0.5), "pow"],
  ] as const)("%s", (_, make, op) => {
    expect(opOf(make())).toBe(op);
  });
});

test("a product without a sum is elementwise", () => {
  expect(opOf(b.dot(v, v, [[], []]))).toBe("mul");
});
