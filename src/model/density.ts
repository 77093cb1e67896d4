/**
 * A model's density as graphs: log p(latents) and log p(data | latents), in pieces that inference puts together.
 * `sizes` gives every dimension a number; the rows dimension's is the capacity of the graph.
 */

import type { DataVariable, Observation } from "../check/program.ts";
import { dataOf, refersTo } from "../check/walk.ts";
import { Bug, invariant } from "../diagnostic/bug.ts";
import type { NormalGuide } from "../library/distribution.ts";
import type { Dimension, Sizes } from "../shape/dimension.ts";
import type { FloatDtype } from "../shape/dtype.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Slot } from "../tensor/graph.ts";
import { callArguments } from "./call.ts";
import { scoredElements } from "./conditioned.ts";
import { freeShapeOf } from "./free-shape.ts";
import type { Model, Site } from "./model.ts";
import { type Environment, knownSize, type Named, shapeOf, spread } from "./named.ts";
import { quantity } from "./recurrence.ts";

export interface DataSlot {
  readonly slot: Slot;
  readonly dimensions: readonly Dimension[];
}

/** One input a data variable or definition: labels and bools as i32, all else as `float`. */
export function dataSlots(model: Model, sizes: Sizes, float: FloatDtype): readonly DataSlot[] {
  return dataOf(model.program).map(({ name, type }) => {
    const whole = type.support.kind === "label" || type.support.kind === "bool";
    const slot: Slot = { name, shape: shapeOf(type.dimensions, sizes), dtype: whole ? "i32" : float };
    return { slot, dimensions: type.dimensions };
  });
}

export interface Constrained {
  /** By site, on the declared scale. */
  readonly values: Environment;
  /** By site: log |d constrained / d unconstrained|, a scalar. */
  readonly logDeterminants: ReadonlyMap<string, Tensor>;
}

/** From the unconstrained reals to the declared scale. `unconstrained` holds a tensor of each site's free shape. */
export function constrain(
  b: Builder,
  model: Model,
  sizes: Sizes,
  unconstrained: ReadonlyMap<string, Tensor>,
): Constrained {
  const values = new Map<string, Named>();
  const logDeterminants = new Map<string, Tensor>();
  for (const site of model.sites) {
    const { name, bijector, latent, dimensions } = site;
    const u = unconstrained.get(name);
    if (u === undefined) throw new Bug(`the site ${name} has no unconstrained value`);
    const shape = freeShapeOf(site, sizes);
    invariant(
      u.shape.join() === shape.join(),
      `the site ${name} is [${shape.join()}], not [${u.shape.join()}]`,
    );
    const { support } = latent.type;
    values.set(name, { tensor: bijector.forward(b, u, support), dimensions });
    logDeterminants.set(name, b.sum(bijector.logDeterminant(b, u, support)));
  }
  return { values, logDeterminants };
}

/** The environment with every deterministic quantity of the prior, of its declared dimensions. */
export function deterministics(b: Builder, model: Model, sizes: Sizes, env: Environment): Environment {
  const extended = new Map(env);
  for (const statement of model.deterministics) {
    const { name, type } = statement;
    const tensor = spread(b, quantity(b, statement, sizes, extended), type.dimensions, sizes);
    extended.set(name, { tensor, dimensions: type.dimensions });
  }
  return extended;
}

/** log p(site | the sites it depends on), by site, a scalar each. */
export function logPriors(
  b: Builder,
  model: Model,
  sizes: Sizes,
  env: Environment,
): ReadonlyMap<string, Tensor> {
  return new Map(model.sites.map((site) => [site.name, logPrior(b, site, sizes, env)]));
}

function logPrior(b: Builder, site: Site, sizes: Sizes, env: Environment): Tensor {
  const { distribution: call, type } = site.latent;
  const value = env.get(site.name);
  if (value === undefined) throw new Bug(`the site ${site.name} has no value`);
  const p = callArguments(b, call, type, sizes, env);
  return b.sum(call.distribution.logDensity(b, value.tensor, p));
}

/**
 * log p(responses | latents) by row, summed over responses and their other dimensions: [rows], or [1] where the responses
 * have no common dimension. The environment holds the deterministics of the prior.
 */
export function logLikelihood(b: Builder, model: Model, sizes: Sizes, env: Environment): Tensor {
  const inner = likelihoodEnvironment(b, model, sizes, env);
  const terms = model.observations.map((observation) => {
    const { response, distribution: call } = observation;
    const value = inner.get(response.name);
    if (value === undefined) throw new Bug(`the response ${response.name} has no value`);
    const p = callArguments(b, call, response.type, sizes, inner);
    const densities = call.distribution.logDensity(b, value.tensor, p);
    return sumToRows(b, model, response, scored(b, model, observation, densities));
  });
  const [first, ...rest] = terms;
  if (first === undefined) throw new Bug("a model without a response has no likelihood");
  return rest.reduce((sum, term) => b.add(sum, term), first);
}

/** log p of a response's elements, nought where a first row is conditioned on. */
export function scored(b: Builder, model: Model, observation: Observation, densities: Tensor): Tensor {
  const known = scoredElements(b, model, observation, densities.shape);
  return known === null ? densities : b.select(known, densities, 0);
}

/** [rows, …] → [rows]: rows are the response's first dimension where the model has rows. */
export function sumToRows(b: Builder, model: Model, response: DataVariable, x: Tensor): Tensor {
  if (response.type.dimensions[0] !== model.program.rows || model.program.rows === null) {
    return b.reshape(b.sum(x), [1]);
  }
  const others = x.shape.flatMap((_, axis) => (axis === 0 ? [] : [axis]));
  return others.length === 0 ? x : b.sum(x, others);
}

/** The environment with the local quantities of the likelihood. */
export function likelihoodEnvironment(b: Builder, model: Model, sizes: Sizes, env: Environment): Environment {
  const extended = new Map(env);
  for (const statement of model.program.likelihood) {
    if (statement.kind === "observation") continue;
    extended.set(statement.name, quantity(b, statement, sizes, extended));
  }
  return extended;
}

/**
 * KL(guide ‖ prior of the site), summed over its elements, in closed form; null where there is none. The normal is on
 * the unconstrained scale, so only sites without a constraint have one.
 */
export function klDivergence(
  b: Builder,
  model: Model,
  sizes: Sizes,
  site: Site,
  guide: NormalGuide,
  env: Environment,
): Tensor | null {
  invariant(model.sites.includes(site), `${site.name} is a site of another model`);
  const { distribution: call, type } = site.latent;
  if (call.distribution.klFromNormal === undefined || type.support.kind !== "real") return null;
  // A prior that looks back at the site itself is no product over its elements.
  if (Object.values(call.arguments).some((expr) => refersTo(expr, site.name))) return null;
  const p = callArguments(b, call, type, sizes, env);
  return b.sum(call.distribution.klFromNormal(b, guide, p));
}

/** The number of rows a graph of these sizes holds. */
export function rowCapacity(model: Model, sizes: Sizes): number {
  return model.program.rows === null ? 1 : knownSize(model.program.rows, sizes);
}
