/** Runs programs on the interpreter and in WebAssembly and compares what they leave. */

import { expect } from "vitest";
import { createInterpreter } from "../../src/backend/interpreter/runtime.ts";
import { createWasm } from "../../src/backend/wasm/runtime.ts";
import { at } from "../../src/tensor/axes.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import type { Builder, Tensor } from "../../src/tensor/builder.ts";
import type { Graph } from "../../src/tensor/graph.ts";
import type { Executable, Program } from "../../src/tensor/program.ts";

const interpreter = createInterpreter();
/** With what this machine has, and without fused multiply-add. */
export const wasm = createWasm();
export const plain = createWasm({ relaxed: false });

/** A graph as a program without state. */
export function programOf(graph: Graph): Program {
  const outputs = graph.outputs.map((id, i) => {
    const { shape, dtype } = at(graph.nodes, id);
    return { name: `output${i}`, shape, dtype };
  });
  return { name: "contract", state: [], inputs: graph.inputs, outputs, step: graph };
}

/** Every output after one step, by both backends. */
export async function both(
  program: Program,
  values: readonly ArrayLike<number>[],
  runtime = wasm,
  steps = 1,
) {
  const run = async (executable: Executable) => {
    [...program.state, ...program.inputs].forEach(({ name }, i) => executable.write(name, at(values, i)));
    executable.step(steps);
    const results = [...program.state, ...program.outputs].map(({ name }) => [...executable.read(name)]);
    executable.dispose();
    return results;
  };
  return [await run(await interpreter.compile(program)), await run(await runtime.compile(program))] as const;
}

/** Within a relative tolerance, of at least `floor`; equal infinities and NaN. */
export function expectNear(
  found: readonly number[],
  wanted: readonly number[],
  tolerance: number,
  floor: number,
): void {
  expect(found.length).toBe(wanted.length);
  found.forEach((x, i) => {
    const y = at(wanted, i);
    if (Object.is(x, y) || x === y) return;
    const near = Math.abs(x - y) <= tolerance * Math.max(Math.abs(y), floor);
    expect(near ? "near" : `element ${i}: found ${x}, wanted ${y}`).toBe("near");
  });
}

/** A function of a vector: what the interpreter wants, and what WebAssembly found. */
export async function onVector(
  dtype: "f32" | "f64",
  values: readonly number[],
  f: (b: Builder, x: Tensor) => Tensor,
  runtime = wasm,
) {
  const b = createBuilder(dtype);
  const y = f(b, b.input("x", [values.length], dtype));
  const [wanted, found] = await both(programOf(b.finish([y])), [values], runtime);
  return { wanted: at(wanted, 0), found: at(found, 0) };
}

/** The outputs of a formula over inputs of whole numbers, which both backends must give to the bit. */
export async function expectSame(
  inputs: readonly { readonly shape: readonly number[]; readonly dtype?: "f32" | "f64" | "i32" }[],
  formula: (b: Builder, ...xs: Tensor[]) => readonly Tensor[],
): Promise<void> {
  const b = createBuilder("f32");
  const xs = inputs.map(({ shape, dtype }, i) => b.input(`x${i}`, shape, dtype ?? "f32"));
  const values = inputs.map(({ shape }, s) =>
    Array.from(
      { length: shape.reduce((count, size) => count * size, 1) },
      (_, i) => ((i * 7 + s * 3) % 11) - 5,
    ),
  );
  const [wanted, found] = await both(programOf(b.finish(formula(b, ...xs))), values);
  expect(found).toEqual(wanted);
}
