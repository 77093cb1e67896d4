import { expect, test } from "vitest";
import { planStorage } from "../../src/lower/storage.ts";
import { anyDouble, drawUnroll } from "../../src/lower/survey.ts";
import { type LoopTask, tasksOf } from "../../src/lower/tasks.ts";
import { createBuilder } from "../../src/tensor/build.ts";

test("one double makes a loop two lanes wide; draws make it as long as their blocks", () => {
  const b = createBuilder("f32");
  const [key, step] = [b.literal([1, 2], [2], "u32"), b.constant(0, [], "u32")];
  const draw = b.random("normal", key, step, 0, [9]);
  const graph = b.finish([draw, b.cast(draw, "f64")]);
  const storage = planStorage(graph);
  const [single, double] = graph.outputs.map((id) =>
    tasksOf(storage, id).filter((task): task is LoopTask => task.kind !== "own"),
  );
  expect([anyDouble(storage, single ?? []), anyDouble(storage, double ?? [])]).toEqual([false, true]);
  expect(drawUnroll(storage, single ?? [], 4)).toBe(2);
  expect(drawUnroll(storage, [...(single ?? []), ...(double ?? [])], 2)).toBe(4);
});
