/** From the unconstrained reals to the declared scale, in numbers. */

import { constrain } from "../../model/density.ts";
import type { BindingFacts, BoundArray } from "../../data/bound.ts";
import type { Environment, Model, Named } from "../../model/model.ts";
import { shapeOf } from "../../model/named.ts";
import { standardiseSite } from "../../model/non-centred.ts";
import type { SiteValues } from "../../posterior/posterior.ts";
import type { Sizes } from "../../shape/dimension.ts";
import { createBuilder } from "../../tensor/build.ts";
import type { Builder } from "../../tensor/builder.ts";
import type { Shape, Slot } from "../../tensor/graph.ts";
import type { Program, Runtime } from "../../tensor/program.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { at, found } from "./lists.ts";

export async function declaredValues(
  runtime: Runtime,
  model: Model,
  { sizes, constants }: BindingFacts,
  unconstrained: SiteValues,
): Promise<SiteValues> {
  const layout = layoutOf(model, sizes);
  const executable = await runtime.compile(declaredProgram(model, sizes, layout, constants));
  for (const [name, { values }] of constants) executable.write(name, values);
  for (const { name } of layout.places) executable.write(`point:${name}`, found(unconstrained, name));
  await executable.run(1);
  const values = layout.places.map(
    ({ name }) => [name, Float64Array.from(executable.read(`value:${name}`))] as const,
  );
  executable.dispose();
  return new Map(values);
}

/** From the declared scale to the unconstrained one; what lies outside its support becomes NaN. */
export async function freeValues(
  runtime: Runtime,
  model: Model,
  { sizes, constants }: BindingFacts,
  declared: SiteValues,
): Promise<SiteValues> {
  const b = createBuilder("f64");
  const data = constantInputs(b, constants);
  const values = new Map(
    model.sites.map(({ name, dimensions }): [string, Named] => [
      name,
      { tensor: b.input(name, shapeOf(dimensions, sizes), "f64"), dimensions },
    ]),
  );
  const env = new Map([...data, ...values]);
  const free = model.sites.map((site) => {
    const u = site.bijector.inverse(b, found(values, site.name).tensor, site.latent.type.support);
    return site.nonCentred ? standardiseSite(b, model, site, sizes, u, env) : u;
  });
  const outputs = model.sites.map(({ name }, i): Slot => {
    return { name: `free:${name}`, shape: at(free, i).shape, dtype: "f64" };
  });
  const program = { name: "free values", state: [], inputs: b.inputs, outputs, step: b.finish(free) };
  const executable = await runtime.compile(program);
  for (const [name, array] of constants) executable.write(name, array.values);
  for (const { name } of model.sites) executable.write(name, found(declared, name));
  await executable.run(1);
  const result = model.sites.map(
    ({ name }) => [name, Float64Array.from(executable.read(`free:${name}`))] as const,
  );
  executable.dispose();
  return new Map(result);
}

/** Many points at once: `positions` [count, P] in the layout's order, to values by site [count, …shape]. */
export async function declaredDraws(
  runtime: Runtime,
  model: Model,
  { sizes, constants }: BindingFacts,
  positions: Float64Array,
  count: number,
): Promise<SiteValues> {
  const layout = layoutOf(model, sizes);
  if (count === 0) return new Map(layout.places.map(({ name }) => [name, new Float64Array(0)]));
  const executable = await runtime.compile(declaredProgram(model, sizes, layout, constants));
  for (const [name, { values }] of constants) executable.write(name, values);
  const sites = layout.places.map(({ name, offset, size }) => {
    const value = executable.view(`value:${name}`);
    const all = new Float64Array(count * value.length);
    return { name, offset, size, point: executable.view(`point:${name}`), value, all };
  });
  for (let i = 0; i < count; i++) {
    const start = i * layout.size;
    for (const { point, offset, size } of sites)
      point.set(positions.subarray(start + offset, start + offset + size));
    executable.step();
    for (const { value, all } of sites) all.set(value, i * value.length);
  }
  executable.dispose();
  return new Map(sites.map(({ name, all }) => [name, all]));
}

function declaredProgram(
  model: Model,
  sizes: Sizes,
  layout: Layout,
  constants: ReadonlyMap<string, BoundArray>,
): Program {
  const b = createBuilder("f64");
  const slots = (prefix: string, shapes: readonly Shape[]): readonly Slot[] =>
    layout.places.map(({ name }, i) => ({ name: prefix + name, shape: at(shapes, i), dtype: "f64" }));
  const point = layout.places.map(
    ({ name, shape }) => [name, b.input(`point:${name}`, shape, "f64")] as const,
  );
  const data = constantInputs(b, constants);
  const constrained = constrain(b, model, sizes, new Map(point), data);
  const outputs = layout.places.map(({ name }) => found(constrained.values, name).tensor);
  const values = slots(
    "value:",
    outputs.map(({ shape }) => shape),
  );
  return {
    name: "declared values",
    state: [],
    inputs: b.inputs,
    outputs: values,
    step: b.finish(outputs),
  };
}

/** What the data holds without rows: all that a non-centred latent may depend on beside others. */
function constantInputs(b: Builder, constants: ReadonlyMap<string, BoundArray>): Environment {
  return new Map(
    [...constants].map(([name, { shape, integer, dimensions }]) => [
      name,
      { tensor: b.input(name, shape, integer ? "i32" : "f64"), dimensions },
    ]),
  );
}
