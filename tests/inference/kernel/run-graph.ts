/** Evaluates what a formula builds, on the interpreter: tensors by name, from data and numbers. */

import { createInterpreter } from "../../../src/backend/interpreter/runtime.ts";
import { writeData } from "../../../src/inference/kernel/blocks.ts";
import type { RowInputs } from "../../../src/inference/kernel/rows.ts";
import type { Task } from "../../../src/inference/method.ts";
import { dataSlots } from "../../../src/model/density.ts";
import type { Named } from "../../../src/model/model.ts";
import { createBuilder } from "../../../src/tensor/build.ts";
import type { Builder, Tensor } from "../../../src/tensor/builder.ts";

/** `formula` is given the task's rows, all of them or those of `indices`; gives the numbers of each result. */
export async function evaluated(
  task: Task,
  indices: readonly number[] | null,
  formula: (b: Builder, rows: RowInputs) => readonly Tensor[],
): Promise<readonly (readonly number[])[]> {
  const { model, bound } = task;
  const { sizes } = bound.facts;
  const b = createBuilder("f64");
  const data = dataSlots(model, sizes, "f64").map(({ slot, dimensions }): [string, Named] => [
    slot.name,
    { tensor: b.input(slot.name, slot.shape, slot.dtype), dimensions },
  ]);
  const results = formula(b, {
    dimension: model.program.rows,
    sizes,
    data: new Map(data),
    live: b.constant(bound.rows, [], "i32"),
    indices: indices === null ? null : b.literal(indices, [indices.length], "i32"),
  });
  const outputs = results.map(({ shape, dtype }, i) => ({ name: `result ${i}`, shape, dtype }));
  const step = b.finish(results);
  const executable = await createInterpreter().compile({
    name: "test",
    state: [],
    inputs: step.inputs,
    outputs,
    step,
  });
  writeData(executable, model, sizes, bound, { start: 0, live: bound.rows }, bound.rows);
  executable.step();
  return outputs.map(({ name }) => [...executable.read(name)]);
}
