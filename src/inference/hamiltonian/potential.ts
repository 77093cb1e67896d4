/**
 * The log density that a sampler walks on: of all latents laid side by side in one unconstrained vector, the Jacobian included
 * (Stan's target).
 */

import { dataSlots } from "../../model/density.ts";
import type { Environment, Model, Named } from "../../model/model.ts";
import type { Sizes } from "../../shape/dimension.ts";
import type { Builder, Tensor } from "../../tensor/builder.ts";
import { gradient } from "../../tensor/differentiate.ts";
import type { Slot } from "../../tensor/graph.ts";
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
  const point = new Map(
    layout.places.map(({ name, shape, offset, size }) => [
      name,
      b.reshape(b.slice(position, [offset], [offset + size]), shape),
    ]),
  );
  const joint = jointDensity(b, model, everyRow(b, sizes, dataOf(model, sizes, inputs)), point);
  const prior = b.add(sumOf(b, joint.logPriors.values()), sumOf(b, joint.logDeterminants.values()));
  const logDensity = b.add(prior, joint.logLikelihood);
  const slopes = gradient(b, logDensity, [...point.values()]);
  const flat = slopes.map((slope, i) => b.reshape(slope, [layout.places[i]?.size ?? 0]));
  return { logDensity, gradient: flat.length === 1 && flat[0] ? flat[0] : b.concat(flat, 0) };
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
