/** What a model says of its responses, given one value of the latents. */

import type { Observation } from "../check/program.ts";
import { Bug } from "../diagnostic/bug.ts";
import type { Sizes } from "../shape/dimension.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import { callArguments } from "./call.ts";
import { likelihoodEnvironment, scored, sumToRows } from "./density.ts";
import type { Model, Predictive } from "./model.ts";
import { type Environment, shapeOf } from "./named.ts";

/**
 * By response. The environment holds data, latents and the deterministics of the prior; a response that it lacks is predicted
 * without being scored.
 */
export function predictive(
  b: Builder,
  model: Model,
  sizes: Sizes,
  env: Environment,
): ReadonlyMap<string, Predictive> {
  const inner = likelihoodEnvironment(b, model, sizes, env);
  return new Map(
    model.observations.map((observation) => [
      observation.response.name,
      predictResponse(b, model, observation, sizes, inner),
    ]),
  );
}

function predictResponse(
  b: Builder,
  model: Model,
  observation: Observation,
  sizes: Sizes,
  env: Environment,
): Predictive {
  const { response, distribution: call } = observation;
  const { distribution } = call;
  const shape = shapeOf(response.type.dimensions, sizes);
  const p = callArguments(b, call, response.type, sizes, env, "spread");
  const withRows = (x: Tensor): Tensor => (model.program.rows === null ? b.reshape(x, [1, ...x.shape]) : x);
  const parameters = Object.entries(p).map(([name, value]) => [name, withRows(value)] as const);
  const moment = (of: typeof distribution.mean): Tensor | null =>
    of === null ? null : withRows(widen(b, of(b, p), shape));
  const observed = env.get(response.name);
  return {
    observation,
    parameters: Object.fromEntries(parameters),
    mean: moment(distribution.mean),
    variance: moment(distribution.variance),
    probabilities: distribution.probabilities ? withRows(distribution.probabilities(b, p)) : null,
    logDensity: observed
      ? sumToRows(
          b,
          model,
          response,
          scored(b, model, observation, distribution.logDensity(b, observed.tensor, p)),
        )
      : null,
    dimensions: response.type.dimensions,
  };
}

/** A moment that depends on no parameter of the value's shape is a scalar still. */
function widen(b: Builder, x: Tensor, shape: readonly number[]): Tensor {
  if (x.shape.length !== 0 && x.shape.length !== shape.length)
    throw new Bug("a moment has the value's shape");
  return x.shape.length === shape.length ? x : b.broadcast(x, shape, []);
}
