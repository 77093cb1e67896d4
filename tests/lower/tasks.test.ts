import { expect, test } from "vitest";
import { planStorage } from "../../src/lower/storage.ts";
import { points, tasksOf } from "../../src/lower/tasks.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import type { Builder, Tensor } from "../../src/tensor/builder.ts";

function tasks(f: (b: Builder, x: Tensor, y: Tensor) => Tensor) {
  const b = createBuilder("f32");
  const graph = b.finish([f(b, b.input("x", [3, 1, 4], "f32"), b.input("y", [4], "f32"))]);
  return tasksOf(planStorage(graph), graph.outputs[0] ?? 0);
}

test("a sum runs over its operand's space and writes where the axes that stay say", () => {
  const [task] = tasks((b, x) => b.sum(x, [2]));
  expect(task).toMatchObject({ kind: "sum", space: [3, 4], to: { strides: [1, 0] }, stays: [0] });
  expect(task?.kind !== "own" && task ? points(task) : 0).toBe(12);
});

test("a matrix times a vector is a sum over the matrix", () => {
  const [task] = tasks((b, x, y) => b.dot(b.reshape(x, [3, 4]), y, [[1], [0]]));
  expect(task).toMatchObject({ kind: "product_sum", space: [3, 4], stays: [0] });
});

test("the parts of a concatenation and what a pad surrounds go straight to their places", () => {
  const parts = tasks((b, x) => b.concat([x, b.neg(x)], 2));
  expect(parts.map((task) => task.kind !== "own" && task.to)).toEqual([
    { offset: 0, strides: [8, 1] },
    { offset: 4, strides: [8, 1] },
  ]);
  const [zeros, inside] = tasks((b, _, y) => b.pad(y, [2], [1]));
  expect(zeros).toMatchObject({ reads: [], space: [7] });
  expect(inside).toMatchObject({ space: [4], to: { offset: 2, strides: [1] } });
});
