/** What a model says of its responses, given one value of the latents; discrete latents are summed over. */

import type { Observation } from "../check/program.ts";
import { without } from "../shape/align.ts";
import type { Sizes } from "../shape/dimension.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import { elements } from "../tensor/graph.ts";
import { callArguments } from "./call.ts";
import { likelihoodEnvironment, observationsByRow } from "./density.ts";
import type { Model, Predictive } from "./model.ts";
import { elementwise, type Environment, permute, shapeOf, spread } from "./named.ts";
import { totalOver } from "./state-places.ts";
import { responseTable, stateWeights, type StateWeights } from "./summed.ts";

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
  const weights = stateWeights(b, model, observation, sizes, env);
  const states = weights?.states ?? [];
  const { support, dimensions } = response.type;
  const own = shapeOf(dimensions, sizes);
  const together = states.length === 0 ? [] : [elements(shapeOf(states, sizes))];
  const p = callArguments(b, call, { support, dimensions: [...states, ...dimensions] }, sizes, env, "spread");
  const rows = model.program.rows === null ? [1] : [];
  /** The values of all discrete latents on one axis, then the rows, then the rest. */
  const laidOut = (x: Tensor): Tensor => {
    const wanted = [...together, ...rows, ...x.shape.slice(states.length)];
    return wanted.length === x.shape.length ? x : b.reshape(x, wanted);
  };
  const value = [...shapeOf(states, sizes), ...own];
  const element = distribution.entry?.of ?? distribution;
  const q = distribution.entry?.parameters(b, p, value) ?? p;
  const moment = (of: typeof element.mean): Tensor | null =>
    of === null ? null : laidOut(widen(b, of(b, q), value));
  const wide =
    weights === null ? null : laidOut(b.exp(spread(b, weights.logs, [...states, ...dimensions], sizes)));
  const each = { mean: moment(element.mean), variance: moment(element.variance) };
  const probabilities = distribution.probabilities ? laidOut(distribution.probabilities(b, p)) : null;
  return {
    observation,
    distribution: element,
    draw: (builder, noise) => laidOut(distribution.sample(builder, noise, p, value)),
    weights: wide,
    parameters: Object.fromEntries(Object.entries(q).map(([name, value]) => [name, laidOut(value)])),
    ...(wide === null ? each : mixed(b, wide, each)),
    probabilities: wide === null || probabilities === null ? probabilities : mix(b, wide, probabilities),
    logDensity: env.has(response.name) ? densityByRow(b, model, observation, sizes, env, weights) : null,
    dimensions,
  };
}

/** log p of each row; where rows share values of discrete latents each by itself, and of a chain each given those before it. */
function densityByRow(
  b: Builder,
  model: Model,
  observation: Observation,
  sizes: Sizes,
  env: Environment,
  weights: StateWeights | null,
): Tensor {
  const { rows } = model.program;
  const shared = model.summation.latents.some(
    ({ latent, chain }) =>
      rows !== null &&
      (model.summation.uses.get(observation) ?? []).some((use) => use.latent === latent) &&
      (chain !== null || !latent.type.dimensions.includes(rows)),
  );
  if (weights === null || !shared || rows === null)
    return observationsByRow(b, model, [observation], sizes, env);
  const own = without(weights.logs.dimensions, weights.states);
  const wanted = own.every((dimension) => dimension === rows) ? [rows] : observation.response.type.dimensions;
  const table = totalOver(b, responseTable(b, model, observation, sizes, env), [
    ...weights.states,
    ...wanted,
  ]);
  const sum = elementwise([table, weights.logs], sizes, b, (...terms) =>
    terms.reduce((all, term) => b.add(all, term)),
  );
  const axes = weights.states.map((_, axis) => axis);
  const { tensor, dimensions } = permute(b, sum, [...weights.states, ...wanted]);
  const summed = { tensor: b.logsumexp(tensor, axes), dimensions: without(dimensions, weights.states) };
  return totalOver(b, summed, [rows]).tensor;
}

/** Σ wₖ xₖ; x may have axes more. */
function mix(b: Builder, weights: Tensor, x: Tensor): Tensor {
  const wide = b.broadcast(
    weights,
    x.shape,
    weights.shape.map((_, axis) => axis),
  );
  return b.sum(b.mul(wide, x), [0]);
}

/** μ = Σ wₖ μₖ and Σ wₖ (σₖ² + (μₖ − μ)²): the law of total variance. */
function mixed(
  b: Builder,
  weights: Tensor,
  each: { readonly mean: Tensor | null; readonly variance: Tensor | null },
): typeof each {
  if (each.mean === null) return each;
  const mean = mix(b, weights, each.mean);
  if (each.variance === null) return { mean, variance: null };
  const wide = b.broadcast(
    mean,
    each.mean.shape,
    mean.shape.map((_, axis) => axis + 1),
  );
  const away = b.square(b.sub(each.mean, wide));
  return { mean, variance: mix(b, weights, b.add(each.variance, away)) };
}

/** A moment that depends on no parameter of the value's shape is a scalar still. */
function widen(b: Builder, x: Tensor, shape: readonly number[]): Tensor {
  return x.shape.length === shape.length ? x : b.broadcast(x, shape, []);
}
