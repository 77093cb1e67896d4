import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluate } from "../../src/backend/interpreter/evaluate.ts";
import { Bug } from "../../src/diagnostic/bug.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import type { Builder, Tensor } from "../../src/tensor/builder.ts";
import { gradient, jvp, vjp } from "../../src/tensor/differentiate.ts";
import { printGraph } from "../../src/tensor/print.ts";

/** f′ at each x, of an elementwise f. */
function slopes(f: (b: Builder, x: Tensor) => Tensor, ...at: number[]): number[] {
  const b = createBuilder("f64");
  const x = b.input("x", [at.length], "f64");
  return [...(evaluate(b.finish(gradient(b, b.sum(f(b, x)), [x])), [Float64Array.from(at)])[0] ?? [])];
}

describe("at edges and ties", () => {
  test("relu has slope 0 at 0", () => {
    expect(slopes((b, x) => b.max(x, 0), -1, 0, 2)).toEqual([0, 0, 1]);
    expect(slopes((b, x) => b.min(x, 0), -1, 0, 2)).toEqual([1, 0, 0]);
    expect(slopes((b, x) => b.abs(x), -1, 0, 2)).toEqual([-1, 0, 1]);
  });

  test("the greatest of several equal ones shares alike", () => {
    expect(slopes((b, x) => b.reduceMax(x), 1, 3, 3, 2)).toEqual([0, 0.5, 0.5, 0]);
  });

  test("powers at 0", () => {
    expect(slopes((b, x) => b.pow(x, 3), 0, 2)).toEqual([0, 12]);
    expect(slopes((b, x) => b.pow(b.constant(0, x.shape), x), 2)).toEqual([0]);
    expect(slopes((b, x) => b.pow(x, b.literal([0, 0, 1], [3])), 0, 2, 0)).toEqual([0, 0, 1]);
  });

  test("tails keep their relative accuracy", () => {
    expect(slopes((b, x) => b.expm1(x), -40)).toEqual([Math.exp(-40)]);
    expect(slopes((b, x) => b.softplus(x), -40, 800)).toEqual([expect.closeTo(Math.exp(-40), 30), 1]);
  });

  test("a guarded branch needs its argument guarded too", () => {
    expect(slopes((b, x) => b.select(b.gt(x, 0), b.log(x), 0), 0)).toEqual([NaN]);
    expect(slopes((b, x) => b.select(b.gt(x, 0), b.log(b.select(b.gt(x, 0), x, 1)), 0), 0)).toEqual([0]);
  });

  test("logsumexp: softmax, at infinite logits too", () => {
    const [p = NaN, q = NaN, r = NaN] = slopes((b, x) => b.logsumexp(x), 1, -Infinity, 2);
    expect([p + r, q]).toEqual([expect.closeTo(1, 15), 0]);
    expect(p / r).toBeCloseTo(Math.exp(-1), 14);
  });
});

describe("with respect to what", () => {
  const b = createBuilder("f64");
  const [x, y] = [b.input("x", [2], "f64"), b.input("y", [2], "f64")];
  const run = (...outputs: Tensor[]) =>
    evaluate(b.finish(outputs), [Float64Array.of(1, 2), Float64Array.of(3, 4)]).map((values) => [...values]);

  test("something in the middle: the whole of what flows through it", () => {
    const middle = b.square(x);
    const output = b.sum(b.mul(middle, y));
    expect(run(...gradient(b, output, [x, middle]))).toEqual([
      [6, 16],
      [3, 4],
    ]);
  });

  test("what the output does not depend on: zeros", () => {
    expect(run(...gradient(b, b.sum(x), [y, x]))).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect(run(...gradient(b, b.sum(b.floor(x)), [x]))).toEqual([[0, 0]]);
  });

  test("the same twice: each gets the whole", () => {
    expect(run(...gradient(b, b.sum(b.square(x)), [x, x]))).toEqual([
      [2, 4],
      [2, 4],
    ]);
  });

  test("several outputs, and nothing at all", () => {
    const outputs = [b.square(x), b.mul(x, y)];
    const ones = b.constant(1, [2]);
    expect(run(...vjp(b, outputs, [x], [ones, y]))).toEqual([[2 + 9, 4 + 16]]);
    expect(run(...jvp(b, outputs, [x, y], [ones, ones]))).toEqual([
      [2, 4],
      [4, 6],
    ]);
    expect(vjp(b, outputs, [], [ones, y])).toEqual([]);
  });

  test("types that do not fit are bugs", () => {
    expect(() => gradient(b, x, [x])).toThrow(Bug);
    expect(() => jvp(b, [x], [x], [b.constant(1)])).toThrow(Bug);
    expect(() => vjp(b, [x], [b.iota([2], 0, "i32")], [x])).toThrow(Bug);
  });
});

// What a person would write: δ = (f − y)/s², ∂w₂ = Hᵀδ, ∂h = δ w₂ᵀ ∘ (1 − h²), ∂w₁ = Xᵀ∂h, and no transpose anywhere.
test("a network's gradient is the one written by hand", () => {
  const b = createBuilder("f32");
  const [x, y] = [b.input("x", [9, 4], "f32"), b.input("y", [9, 2], "f32")];
  const [first, second] = [b.input("w1", [4, 5], "f32"), b.input("w2", [5, 2], "f32")];
  const hidden = b.tanh(b.dot(x, first, [[1], [0]]));
  const residual = b.sub(b.dot(hidden, second, [[1], [0]]), y);
  const loss = b.mul(0.5, b.sum(b.square(residual)));
  expect(printGraph(b.finish(gradient(b, loss, [first, second])))).toBe(`%0: f32[9, 4] = input "x"
%1: f32[9, 2] = input "y"
%2: f32[4, 5] = input "w1"
%3: f32[5, 2] = input "w2"
%4: f32[9, 5] = dot %0, %2 over [1] and [0]
%5: f32[9, 5] = tanh %4
%6: f32[9, 2] = dot %5, %3 over [1] and [0]
%7: f32[9, 2] = sub %6, %1
%8: f32[9, 5] = square %5
%9: f32[9, 5] = constant 1
%10: f32[9, 5] = sub %9, %8
%11: f32[5, 2] = dot %5, %7 over [0] and [0]
%12: f32[9, 5] = dot %7, %3 over [1] and [1]
%13: f32[9, 5] = mul %10, %12
%14: f32[4, 5] = dot %0, %13 over [0] and [0]
return %14, %11
`);
});

test("second and third derivatives", () => {
  const b = createBuilder("f64");
  const x = b.input("x", [], "f64");
  const [first] = gradient(b, b.exp(b.mul(2, x)), [x]);
  const [second] = first ? gradient(b, first, [x]) : [];
  const [third] = second ? jvp(b, [second], [x], [b.constant(1)]) : [];
  if (!first || !second || !third) throw new Error("a gradient for each");
  const values = evaluate(b.finish([first, second, third]), [Float64Array.of(0.3)]).flatMap((v) => [...v]);
  const e = Math.exp(0.6);
  [2 * e, 4 * e, 8 * e].forEach((wanted, i) => expect(values[i]).toBeCloseTo(wanted, 12));
});

/** One more smooth operation on [2, 3] arrays, chosen by dice. */
function grow(b: Builder, made: readonly Tensor[], [kind = 0, i = 0, j = 0]: readonly number[]): Tensor {
  const pick = (dice: number) => made[dice % made.length] ?? b.constant(0, [2, 3]);
  const [x, y] = [pick(i), pick(j)];
  const rows = (t: Tensor) => b.broadcast(t, [2, 3], [1]);
  const steps: readonly (() => Tensor)[] = [
    () => b.tanh(x),
    () => b.sin(b.mul(x, y)),
    () => b.sub(x, b.sigmoid(y)),
    () => b.div(x, b.add(b.softplus(y), 1)),
    () => b.mul(b.sum(b.mul(x, y)), x),
    () => b.add(x, rows(b.sum(b.square(y), [0]))),
    () => b.sub(y, b.broadcast(b.logsumexp(x, [1]), [2, 3], [0])),
    () => b.dot(b.dot(x, y, [[1], [1]]), x, [[0], [0]]),
    () => b.transpose(b.reshape(b.exp(b.tanh(x)), [3, 2]), [1, 0]),
    () => b.concat([b.slice(x, [1, 0], [2, 3]), b.slice(y, [0, 0], [1, 3])], 0),
    () => b.gather(x, b.literal([1, 0], [2], "i32")),
    () => b.select(b.lt(b.iota([2, 3], 1), 2), x, b.erf(y)),
  ];
  return (steps[kind % steps.length] ?? (() => x))();
}

// Planted fault: a cotangent that reaches a node twice replaces the first instead of being added: red.
test("reverse = forward = central difference, of whatever is composed", () => {
  const numbers = fc.array(fc.double({ min: -1.5, max: 1.5, noNaN: true }), { minLength: 6, maxLength: 6 });
  const dice = fc.array(fc.array(fc.nat(999), { minLength: 3, maxLength: 3 }), {
    minLength: 3,
    maxLength: 9,
    size: "max",
  });
  const difference = fc.property(dice, numbers, numbers, (throws, at, along) => {
    const b = createBuilder("f64");
    const x = b.input("x", [2, 3], "f64");
    const made = [x];
    // Bounded, so that a step of the difference stays in the linear part.
    for (const thrown of throws) made.push(b.sin(grow(b, made, thrown)));
    const output = b.sum(b.add(made.at(-1) ?? x, b.mul(0.5, made.at(-2) ?? x)));
    const direction = b.literal(along, [2, 3]);
    const [slope] = gradient(b, output, [x]);
    const [tangent] = jvp(b, [output], [x], [direction]);
    if (!slope || !tangent) throw new Error("one of each");
    const graph = b.finish([tangent, b.sum(b.mul(slope, direction)), output]);
    const run = (by: number) =>
      evaluate(graph, [Float64Array.from(at, (e, i) => e + by * (along[i] ?? 0))]).map(([e = NaN]) => e);
    const [forward = NaN, reverse = NaN] = run(0);
    const h = 1e-5;
    const wanted = ((run(h)[2] ?? NaN) - (run(-h)[2] ?? NaN)) / (2 * h);
    const scale = 1 + Math.abs(forward);
    expect(Math.abs(reverse - forward) / scale).toBeLessThan(1e-9);
    expect(Math.abs(forward - wanted) / scale).toBeLessThan(1e-5);
  });
  fc.assert(difference, { numRuns: 150, seed: 3 });
});
