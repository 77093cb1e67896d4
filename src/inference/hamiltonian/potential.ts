/**
 * The log density that a sampler walks on: of all latents laid side by side in one unconstrained vector, the Jacobian included
 * (Stan's target).
 */

import { Bug } from "../../diagnostic/bug.ts";
import { dataSlots } from "../../model/density.ts";
import type { Environment, Model, Named } from "../../model/model.ts";
import type { Sizes } from "../../shape/dimension.ts";
import { createBuilder } from "../../tensor/build.ts";
import type { Builder, Tensor } from "../../tensor/builder.ts";
import { gradient } from "../../tensor/differentiate.ts";
import type { Graph, Slot } from "../../tensor/graph.ts";
import { jointDensity, sumOf } from "../kernel/joint.ts";
import type { Layout } from "../kernel/layout.ts";
import { found } from "../kernel/lists.ts";
import { everyRow } from "../kernel/rows.ts";

export interface Potential {
  /** log p(x(u), y) + log |dx / du|, a scalar in nats. */
  readonly logDensity: Tensor;
  /** By element of the unconstrained vector. */
  readonly gradient: Tensor;
}

/** What every program over a potential takes beside its point: the data. */
export function potentialInputs(model: Model, sizes: Sizes): readonly Slot[] {
  return dataSlots(model, sizes, "f64").map(({ slot }) => slot);
}

/** At `position` [P]; `inputs` by slot. Every row counts. */
export function potential(
  b: Builder,
  model: Model,
  sizes: Sizes,
  layout: Layout,
  inputs: ReadonlyMap<string, Tensor>,
  position: Tensor,
): Potential {
  const { places } = layout;
  const data = potentialInputs(model, sizes);
  const parts = places.map(({ shape, offset, size }) =>
    b.reshape(b.slice(position, [offset], [offset + size]), shape),
  );
  const given = data.map(({ name }) => found(inputs, name));
  const [logDensity, ...slopes] = b.inline(bySite(model, sizes, layout, data), [...given, ...parts]);
  if (logDensity === undefined) throw new Bug("a density without a value");
  const flat = slopes.map((slope, i) => b.reshape(slope, [places[i]?.size ?? 0]));
  return { logDensity, gradient: flat.length === 1 && flat[0] ? flat[0] : b.concat(flat, 0) };
}

/**
 * The density and its slopes by site, on a graph of its own whose inputs are the sites: were they parts of a vector, simplification might lead from that to
 * where they are used, past the tensors that are differentiated by.
 */
function bySite(model: Model, sizes: Sizes, layout: Layout, data: readonly Slot[]): Graph {
  const b = createBuilder("f64");
  const inputs = new Map(data.map(({ name, shape, dtype }) => [name, b.input(name, shape, dtype)] as const));
  const point = new Map(
    layout.places.map(({ name, shape }) => [name, b.input(`point:${name}`, shape, "f64")] as const),
  );
  const joint = jointDensity(b, model, everyRow(b, sizes, dataOf(model, sizes, inputs)), point);
  const prior = b.add(sumOf(b, joint.logPriors.values()), sumOf(b, joint.logDeterminants.values()));
  const logDensity = b.add(prior, joint.logLikelihood);
  return b.finish([logDensity, ...gradient(b, logDensity, [...point.values()])]);
}

/** The data variables as the model's formulas take them. */
export function dataOf(model: Model, sizes: Sizes, inputs: ReadonlyMap<string, Tensor>): Environment {
  return new Map(
    dataSlots(model, sizes, "f64").map(({ slot, dimensions }): [string, Named] => [
      slot.name,
      { tensor: found(inputs, slot.name), dimensions },
    ]),
  );
}
