/** Models from text, and their graphs run at a point. */

import { evaluate } from "../../src/backend/interpreter/evaluate.ts";
import { check } from "../../src/check/check.ts";
import { buildModel } from "../../src/model/build.ts";
import { dataSlots } from "../../src/model/density.ts";
import type { Environment, Model, Named } from "../../src/model/model.ts";
import { shapeOf } from "../../src/model/named.ts";
import type { Sizes } from "../../src/shape/dimension.ts";
import { parse } from "../../src/syntax/parse.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import type { Builder, Tensor } from "../../src/tensor/builder.ts";
import type { Graph } from "../../src/tensor/graph.ts";

export function modelOf(text: string): Model {
  const { syntax } = parse({ name: "test.hunch", text });
  if (syntax === null) throw new Error("this does not parse");
  const { program, diagnostics } = check(syntax);
  if (program === null) throw new Error(diagnostics.map(({ title }) => title).join("\n"));
  return buildModel(program);
}

/** Sizes by the dimensions' own names; `size` of the program's declared ones is known. */
export function sizesOf(model: Model, byName: Readonly<Record<string, number>>): Sizes {
  return new Map(
    model.program.dimensions.flatMap(({ id, name }) => {
      const size = byName[name];
      return size === undefined ? [] : [[id, size]];
    }),
  );
}

export type Values = Readonly<Record<string, readonly number[]>>;

type Build = (b: Builder, env: Environment) => readonly Tensor[];

/** Runs a graph of the model in f64: data and latents, given by name, are its inputs. */
export function run(
  model: Model,
  sizes: Sizes,
  values: Values,
  build: Build,
): readonly (readonly number[])[] {
  const { graph, inputs } = graphOf(model, sizes, values, build);
  return evaluate(graph, inputs).map((output) => [...output]);
}

export function graphOf(
  model: Model,
  sizes: Sizes,
  values: Values,
  build: Build,
): { readonly graph: Graph; readonly inputs: readonly Float64Array[] } {
  const b = createBuilder("f64");
  const env = new Map<string, Named>();
  const inputs: Float64Array[] = [];
  const give = (
    name: string,
    shape: readonly number[],
    dtype: "f64" | "f32" | "i32",
    dimensions: Named["dimensions"],
  ) => {
    const found = values[name];
    if (found === undefined) return;
    env.set(name, { tensor: b.input(name, shape, dtype), dimensions });
    inputs.push(Float64Array.from(found));
  };
  for (const { slot, dimensions } of dataSlots(model, sizes, "f64")) {
    give(slot.name, slot.shape, slot.dtype === "i32" ? "i32" : "f64", dimensions);
  }
  for (const { name, dimensions } of model.sites) give(name, shapeOf(dimensions, sizes), "f64", dimensions);
  return { graph: b.finish(build(b, env)), inputs };
}

/** Numbers that look like draws, from a counter. */
export function numbers(count: number, seed: number, scale = 1): readonly number[] {
  return Array.from({ length: count }, (_, i) => scale * Math.sin((i + 1) * 12.9898 + seed * 78.233) * 1.7);
}
