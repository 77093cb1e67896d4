/**
 * The log density that a sampler walks on: of all latents laid side by side in one unconstrained vector, the Jacobian included
 * (Stan's target). Prior and rows are apart, so that rows may be taken block by block.
 */

import { dataSlots } from "../../model/density.ts";
import type { Model, Named } from "../../model/model.ts";
import type { Sizes } from "../../shape/dimension.ts";
import type { Builder, Tensor } from "../../tensor/builder.ts";
import { gradient } from "../../tensor/differentiate.ts";
import type { Slot } from "../../tensor/graph.ts";
import { jointDensity, sumOf } from "../kernel/joint.ts";
import type { Layout } from "../kernel/layout.ts";
import { found } from "../kernel/lists.ts";
import { viewRows } from "../kernel/rows.ts";

export interface Potential {
  /** log p(x(u), y) + log |dx / du|, a scalar in nats. */
  readonly logDensity: Tensor;
  /** By element of the unconstrained vector. */
  readonly gradient: Tensor;
}

/** What every program over a potential takes beside its point: the data, and how many rows count. */
export function potentialInputs(model: Model, sizes: Sizes): readonly Slot[] {
  return [
    ...dataSlots(model, sizes, "f64").map(({ slot }) => slot),
    { name: ":live", shape: [], dtype: "i32" },
  ];
}

/** At `position` [P]; `inputs` by slot. `weight` multiplies the prior: 1, or 0 in all blocks of rows but one. */
export function potential(
  b: Builder,
  model: Model,
  sizes: Sizes,
  layout: Layout,
  inputs: ReadonlyMap<string, Tensor>,
  position: Tensor,
  weight: Tensor | null = null,
): Potential {
  const point = new Map(
    layout.places.map(({ name, shape, offset, size }) => [
      name,
      b.reshape(b.slice(position, [offset], [offset + size]), shape),
    ]),
  );
  const data = dataSlots(model, sizes, "f64").map(({ slot, dimensions }): [string, Named] => [
    slot.name,
    { tensor: found(inputs, slot.name), dimensions },
  ]);
  const view = viewRows(b, {
    dimension: model.program.rows,
    sizes,
    data: new Map(data),
    live: found(inputs, ":live"),
    indices: null,
  });
  const joint = jointDensity(b, model, view, point);
  const prior = b.add(sumOf(b, joint.logPriors.values()), sumOf(b, joint.logDeterminants.values()));
  const logDensity = b.add(weight === null ? prior : b.mul(weight, prior), joint.logLikelihood);
  const slopes = gradient(b, logDensity, [...point.values()]);
  const flat = slopes.map((slope, i) => b.reshape(slope, [layout.places[i]?.size ?? 0]));
  return { logDensity, gradient: flat.length === 1 && flat[0] ? flat[0] : b.concat(flat, 0) };
}
