import { expect, test } from "vitest";
import { createInterpreter } from "../../../src/backend/interpreter/runtime.ts";
import { overDraws } from "../../../src/inference/kernel/draws.ts";
import { createBuilder } from "../../../src/tensor/build.ts";

/** Σ (draw · shared) and the shared total, of each of `count` draws of two numbers. */
async function totals(count: number) {
  const b = createBuilder("f64");
  const inputs = [
    { name: "draws", shape: [count, 2], dtype: "f64" as const },
    { name: "shared", shape: [2], dtype: "f64" as const },
  ];
  const [draws, shared] = inputs.map(({ name, shape, dtype }) => b.input(name, shape, dtype));
  if (!draws || !shared) throw new Error("two inputs");
  const results = overDraws(b, count, [draws], [shared], (inner, [draw], [same]) => {
    if (!draw || !same) throw new Error("one of each");
    return [inner.sum(inner.mul(draw, same)), inner.sum(same)];
  });
  const outputs = ["products", "total"].map((name) => ({ name, shape: [count], dtype: "f64" as const }));
  const program = { name: "test", state: [], inputs, outputs, step: b.finish(results) };
  const executable = await createInterpreter().compile(program);
  executable.write("draws", [1, 2, 3, 4, 5, 6].slice(0, 2 * count));
  executable.write("shared", [10, 1]);
  executable.step();
  return outputs.map(({ name }) => [...executable.read(name)]);
}

test("a formula of one draw becomes one of several", async () => {
  expect(await totals(3)).toEqual([
    [12, 34, 56],
    [11, 11, 11],
  ]);
  expect(await totals(1)).toEqual([[12], [11]]);
});
