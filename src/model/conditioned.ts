/** The first rows that a response is conditioned on, as masks and counts: see `check/conditioning.ts`. */

import { conditioning, type Unknown } from "../check/conditioning.ts";
import type { Observation } from "../check/program.ts";
import { Bug } from "../diagnostic/bug.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Shape } from "../tensor/graph.ts";
import type { Model } from "./model.ts";

function unknownOf({ program }: Model, observation: Observation): Unknown {
  return conditioning(program).rows.get(observation) ?? new Map();
}

/** Which elements of a response are scored, of its shape; null where all are. */
export function scoredElements(
  b: Builder,
  model: Model,
  observation: Observation,
  shape: Shape,
): Tensor | null {
  const { dimensions } = observation.response.type;
  const masks = [...unknownOf(model, observation)].map(([dimension, rows]) => {
    const axis = dimensions.indexOf(dimension);
    if (axis < 0) throw new Bug(`${observation.response.name} has no ${dimension.name}`);
    return b.ge(b.iota(shape, axis, "i32"), rows);
  });
  return masks.length === 0 ? null : masks.reduce((all, mask) => b.and(all, mask));
}

/** How many first rows of the model's rows a response is conditioned on. */
export function conditionedRows(model: Model, observation: Observation): number {
  const { rows } = model.program;
  return rows === null ? 0 : (unknownOf(model, observation).get(rows) ?? 0);
}

/** The most that any response is. */
export function mostConditionedRows(model: Model): number {
  return Math.max(0, ...model.observations.map((observation) => conditionedRows(model, observation)));
}
