import { expect, test } from "vitest";
import { evaluate } from "../../src/backend/interpreter/evaluate.ts";
import { batch, inlineBatched } from "../../src/tensor/batch.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import { gradient } from "../../src/tensor/differentiate.ts";
import { randomValues } from "../../src/tensor/random.ts";
import { normals } from "../contract/op-samples.ts";

const axes = [null, null];

function drawing() {
  const b = createBuilder("f64");
  const key = b.input("key", [2], "u32");
  const step = b.input("step", [], "u32");
  return b.finish([b.random("normal", key, step, 4, [3])]);
}

// Planted fault: `random` counted as not batched, as other ops of unbatched operands are: red.
test("random numbers are fresh for each member, whose coordinate comes first", () => {
  const [found] = evaluate(batch(drawing(), axes, 2), [Float64Array.of(5, 6), Float64Array.of(7)]);
  expect(found).toEqual(randomValues("normal", "f64", [5, 6], 4, 7, 6));
});

test("members with keys of their own draw what they would alone", () => {
  const keys = Float64Array.of(5, 6, 8, 9);
  const [found] = evaluate(batch(drawing(), [0, null], 2), [keys, Float64Array.of(7)]);
  const alone = [
    randomValues("normal", "f64", [5, 6], 4, 7, 3),
    randomValues("normal", "f64", [8, 9], 4, 7, 3),
  ];
  expect(found).toEqual(Float64Array.from(alone.flatMap((draws) => [...draws])));
  const [steps] = evaluate(batch(drawing(), [null, 0], 2), [Float64Array.of(5, 6), Float64Array.of(7, 8)]);
  expect(steps?.subarray(3)).toEqual(randomValues("normal", "f64", [5, 6], 4, 8, 3));
});

test("an input's members may stand along any axis", () => {
  const b = createBuilder("f64");
  const x = b.input("x", [2], "f64");
  const y = b.input("y", [2], "f64");
  const graph = b.finish([b.sub(x, y), y]);
  const values = [Float64Array.of(1, 2, 3, 4, 5, 6), Float64Array.of(10, 20)];
  const [difference, kept] = evaluate(batch(graph, [1, null], 3), values);
  expect(difference).toEqual(Float64Array.of(-9, -16, -8, -15, -7, -14));
  expect(kept).toEqual(Float64Array.of(10, 20, 10, 20, 10, 20));
});

// The gradient of the mean loss over samples is the mean of the samples' gradients.
test("batching and differentiating commute", () => {
  const one = createBuilder("f64");
  const [x, w] = [one.input("x", [4, 2], "f64"), one.input("w", [2], "f64")];
  const loss = one.sum(one.square(one.tanh(one.dot(x, w, [[1], [0]]))));
  const lossGraph = one.finish([loss]);
  const gradientGraph = one.finish(gradient(one, loss, [w]));

  const many = createBuilder("f64");
  const inputs = [many.input("x", [4, 2], "f64"), many.input("w", [3, 2], "f64")];
  const [losses] = inlineBatched(many, lossGraph, inputs, [null, 0], 3);
  const weights = inputs[1];
  if (!losses || !weights) throw new Error("the batch gives one output");
  const whole = many.finish(gradient(many, many.sum(losses), [weights]));

  const values = [normals(8), normals(6)];
  const [found = new Float64Array()] = evaluate(whole, values);
  const [wanted = new Float64Array()] = evaluate(batch(gradientGraph, [null, 0], 3), values);
  found.forEach((value, i) => expect(value).toBeCloseTo(wanted[i] ?? NaN, 12));
});
