/** Small programs lowered, for tests that look at the loops. */

import { lower } from "../../src/lower/lower.ts";
import type { Loop, LoopProgram, Statement } from "../../src/lower/loop-program.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import type { Builder, Tensor } from "../../src/tensor/builder.ts";
import type { Shape, Slot } from "../../src/tensor/graph.ts";
import type { Program } from "../../src/tensor/program.ts";

export interface Made {
  readonly state?: readonly Tensor[];
  readonly outputs?: readonly Tensor[];
}

/** `states` and `inputs` by name and shape, f32; the formula gives the new states and the outputs. */
export function program(
  states: Readonly<Record<string, Shape>>,
  inputs: Readonly<Record<string, Shape>>,
  formula: (b: Builder, x: Readonly<Record<string, Tensor>>) => Made,
): Program {
  const b = createBuilder("f32");
  const slots = (shapes: Readonly<Record<string, Shape>>): Slot[] =>
    Object.entries(shapes).map(([name, shape]) => ({ name, shape, dtype: "f32" }));
  const [state, given] = [slots(states), slots(inputs)];
  const tensors = [...state, ...given].map(
    ({ name, shape, dtype }) => [name, b.input(name, shape, dtype)] as const,
  );
  const made = formula(b, Object.fromEntries(tensors));
  const outputs = made.outputs ?? [];
  const step = b.finish([...(made.state ?? []), ...outputs]);
  const results = outputs.map(({ shape, dtype }, i) => ({ name: `output${i}`, shape, dtype }));
  return { name: "shown", state, inputs: given, outputs: results, step };
}

export function lowered(...shape: Parameters<typeof program>): LoopProgram {
  return lower(program(...shape));
}

/** All loops of all kernels, outermost first. */
export function loopsOf({ kernels }: LoopProgram): readonly Loop[] {
  const inside = (body: readonly Statement[]): readonly Loop[] =>
    body.flatMap((statement) => (statement.kind === "loop" ? [statement, ...inside(statement.body)] : []));
  return kernels.flatMap(({ body }) => inside(body));
}

export const temporaries = ({ buffers }: LoopProgram) => buffers.filter(({ role }) => role === "temporary");
