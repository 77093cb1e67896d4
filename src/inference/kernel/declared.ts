/** From the unconstrained reals to the declared scale, in numbers. */

import { constrain } from "../../model/density.ts";
import type { Model } from "../../model/model.ts";
import type { SiteValues } from "../../posterior/posterior.ts";
import type { Sizes } from "../../shape/dimension.ts";
import { createBuilder } from "../../tensor/build.ts";
import type { Shape, Slot } from "../../tensor/graph.ts";
import type { Program, Runtime } from "../../tensor/program.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { at, found } from "./lists.ts";

export async function declaredValues(
  runtime: Runtime,
  model: Model,
  sizes: Sizes,
  unconstrained: SiteValues,
): Promise<SiteValues> {
  const layout = layoutOf(model, sizes);
  const executable = await runtime.compile(declaredProgram(model, sizes, layout));
  for (const { name } of layout.places) executable.write(`point:${name}`, found(unconstrained, name));
  await executable.run(1);
  const values = layout.places.map(
    ({ name }) => [name, Float64Array.from(executable.read(`value:${name}`))] as const,
  );
  executable.dispose();
  return new Map(values);
}

function declaredProgram(model: Model, sizes: Sizes, layout: Layout): Program {
  const b = createBuilder("f64");
  const slots = (prefix: string, shapes: readonly Shape[]): readonly Slot[] =>
    layout.places.map(({ name }, i) => ({ name: prefix + name, shape: at(shapes, i), dtype: "f64" }));
  const inputs = slots(
    "point:",
    layout.places.map(({ shape }) => shape),
  );
  const point = layout.places.map(
    ({ name, shape }) => [name, b.input(`point:${name}`, shape, "f64")] as const,
  );
  const constrained = constrain(b, model, sizes, new Map(point));
  const outputs = layout.places.map(({ name }) => found(constrained.values, name).tensor);
  const values = slots(
    "value:",
    outputs.map(({ shape }) => shape),
  );
  return { name: "declared values", state: [], inputs, outputs: values, step: b.finish(outputs) };
}
