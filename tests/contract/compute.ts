/** Runs small graphs in the interpreter, for tests that compare formulas with plain numbers. */

import { evaluate } from "../../src/backend/interpreter/evaluate.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import type { Builder, Tensor } from "../../src/tensor/builder.ts";
import type { Dtype } from "../../src/shape/dtype.ts";
import { elements, type Shape } from "../../src/tensor/graph.ts";

export interface Given {
  readonly shape: Shape;
  readonly values: readonly number[];
  readonly dtype?: Dtype;
}

export function scalar(value: number): Given {
  return { shape: [], values: [value] };
}

export function vector(values: readonly number[], dtype: Dtype = "f64"): Given {
  return { shape: [values.length], values, dtype };
}

/** The outputs, in f64, of a graph of named inputs. */
export function compute<K extends string>(
  given: Readonly<Record<K, Given>>,
  build: (b: Builder, inputs: Readonly<Record<K, Tensor>>) => readonly Tensor[],
): readonly (readonly number[])[] {
  const b = createBuilder("f64");
  const entries = Object.entries<Given>(given);
  const inputs = entries.map(([name, { shape, dtype }]) => [name, b.input(name, shape, dtype ?? "f64")]);
  const graph = b.finish(build(b, Object.fromEntries(inputs) as Readonly<Record<K, Tensor>>));
  for (const [name, { shape, values }] of entries) {
    if (elements(shape) !== values.length) throw new Error(`${name} has ${values.length} values`);
  }
  return evaluate(
    graph,
    entries.map(([, { values }]) => Float64Array.from(values)),
  ).map((output) => [...output]);
}

/** The first output alone. */
export function compute1<K extends string>(
  given: Readonly<Record<K, Given>>,
  build: (b: Builder, inputs: Readonly<Record<K, Tensor>>) => Tensor,
): readonly number[] {
  return compute(given, (b, inputs) => [build(b, inputs)])[0] ?? [];
}

/** Noise for `sample` from the graph's own generator, a stream for each call. */
export function noiseOf(b: Builder, seed: number) {
  const key = b.literal([seed, 77], [2], "u32");
  const step = b.constant(0, [], "u32");
  let stream = 0;
  return {
    normal: (shape: Shape) => b.random("normal", key, step, stream++, shape),
    uniform: (shape: Shape) => b.random("uniform", key, step, stream++, shape),
  };
}
