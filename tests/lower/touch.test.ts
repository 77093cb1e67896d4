import { expect, test } from "vitest";
import { planStorage } from "../../src/lower/storage.ts";
import { tasksOf } from "../../src/lower/tasks.ts";
import { touchOf } from "../../src/lower/touch.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import type { Builder, Tensor } from "../../src/tensor/builder.ts";

function touch(f: (b: Builder, x: Tensor) => Tensor) {
  const b = createBuilder("f32");
  const graph = b.finish([f(b, b.input("x", [4, 4], "f32"))]);
  const storage = planStorage(graph);
  const [task] = tasksOf(storage, graph.outputs[0] ?? 0);
  if (task === undefined) throw new Error("no task");
  return touchOf(storage, task);
}

test("views are followed to the strides at which memory is read", () => {
  const { accesses } = touch((b, x) => b.add(x, b.transpose(x, [1, 0])));
  expect(accesses.map(({ layout }) => layout.strides)).toEqual([
    [4, 1],
    [1, 4],
  ]);
  expect(accesses.every(({ direct, indirect }) => direct && !indirect)).toBe(true);
});

test("gathered rows are read at places that no index gives", () => {
  const { accesses, counts } = touch((b, x) => b.gather(x, b.literal([3, 0], [2], "i32")));
  expect(accesses.some(({ indirect }) => indirect)).toBe(true);
  expect(counts).toBe(true);
});

test("draws and counts are seen", () => {
  const key = (b: Builder) => b.literal([1, 2], [2], "u32");
  expect(touch((b) => b.random("normal", key(b), b.constant(0, [], "u32"), 0, [4, 4])).draws).toBe(true);
  expect(touch((b, x) => b.add(x, b.iota([4, 4], 1))).counts).toBe(true);
});
