/**
 * A model's density as graphs: log p(latents) and log p(data | latents), in pieces that inference puts together.
 * `sizes` gives every dimension a number; the rows dimension's is the capacity of the graph.
 */

import type { Observation } from "../check/program.ts";
import { eliminations, isOrder } from "../check/summation.ts";
import { dataOf, refersTo } from "../check/walk.ts";
import { Bug, invariant } from "../diagnostic/bug.ts";
import type { NormalGuide } from "../library/distribution.ts";
import type { Dimension, Sizes } from "../shape/dimension.ts";
import type { FloatDtype } from "../shape/dtype.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Slot } from "../tensor/graph.ts";
import { callArguments } from "./call.ts";
import { freeShapeOf } from "./free-shape.ts";
import type { Model, Site } from "./model.ts";
import { placeSite } from "./non-centred.ts";
import { type Environment, knownSize, type Named, shapeOf, spread } from "./named.ts";
import { quantity } from "./recurrence.ts";
import { responseTable, type Sum, sumOut, withStates } from "./summed.ts";

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

/**
 * From the unconstrained reals to the declared scale. `unconstrained` holds a tensor of each site's free shape; `data` what non-centred
 * sites depend on: all data without rows will do.
 */
export function constrain(
  b: Builder,
  model: Model,
  sizes: Sizes,
  unconstrained: ReadonlyMap<string, Tensor>,
  data: Environment,
): Constrained {
  const values = new Map<string, Named>();
  const logDeterminants = new Map<string, Tensor>();
  for (const site of model.sites) {
    const { name, bijector, latent, dimensions, nonCentred } = site;
    const given = unconstrained.get(name);
    if (given === undefined) throw new Bug(`the site ${name} has no unconstrained value`);
    const shape = freeShapeOf(site, sizes);
    invariant(
      given.shape.join() === shape.join(),
      `the site ${name} is [${shape.join()}], not [${given.shape.join()}]`,
    );
    const placed = nonCentred ? placeSite(b, model, site, sizes, given, new Map([...data, ...values])) : null;
    const u = placed?.u ?? given;
    const { support } = latent.type;
    values.set(name, { tensor: bijector.forward(b, u, support), dimensions });
    const own = b.sum(bijector.logDeterminant(b, u, support));
    logDeterminants.set(name, placed === null ? own : b.add(own, b.sum(placed.logDeterminant)));
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
  return observationsByRow(b, model, model.observations, sizes, likelihoodEnvironment(b, model, sizes, env));
}

/** The same of some of the responses, in the environment of the likelihood. */
export function observationsByRow(
  b: Builder,
  model: Model,
  observations: readonly Observation[],
  sizes: Sizes,
  env: Environment,
): Tensor {
  const { rows } = model.program;
  const tables = observations.map((observation): readonly [Observation, Named] => [
    observation,
    responseTable(b, model, observation, sizes, env),
  ]);
  const plain = tables.filter(([observation]) => !model.summation.uses.has(observation));
  const sums = summedOut(b, model, new Map(tables), sizes, env);
  const ends = sums.filter(({ elimination }) => elimination.beside.length === 0);
  const terms = [...plain.map(([, table]) => table), ...ends.map(({ marginal }) => marginal)];
  const [first, ...rest] = terms.map((term) => byRow(b, term, rows, sizes));
  if (first === undefined) throw new Bug("a model without a response has no likelihood");
  return rest.reduce((sum, term) => b.add(sum, term), first);
}

/** The discrete latents on which these responses depend, summed out. */
export function summedOut(
  b: Builder,
  model: Model,
  tables: ReadonlyMap<Observation, Named>,
  sizes: Sizes,
  env: Environment,
): readonly Sum[] {
  const order = eliminations(model.summation, [...tables.keys()]);
  if (!isOrder(order)) throw new Bug("the checker let a latent pass that cannot be summed out");
  return sumOut(b, order, tables, sizes, env, model.program.rows);
}

/** [rows, …] → [rows], of whatever dimensions; what has no rows stands in the first, [1] of a model without. */
function byRow(b: Builder, value: Named, rows: Dimension | null, sizes: Sizes): Tensor {
  const axis = rows === null ? -1 : value.dimensions.indexOf(rows);
  const others = value.tensor.shape.flatMap((_, each) => (each === axis ? [] : [each]));
  const sum = others.length === 0 ? value.tensor : b.sum(value.tensor, others);
  if (axis >= 0) return sum;
  const first = b.reshape(sum, [1]);
  return rows === null ? first : b.pad(first, [0], [knownSize(rows, sizes) - 1]);
}

/** The environment with the local quantities of the likelihood, and all values of the discrete latents. */
export function likelihoodEnvironment(b: Builder, model: Model, sizes: Sizes, env: Environment): Environment {
  const extended = new Map(withStates(b, model, sizes, env));
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
  const { nonCentring } = call.distribution;
  const standard = site.nonCentred && nonCentring !== undefined ? nonCentring.standard : {};
  const own = Object.entries(standard).map(([name, value]) => [name, b.constant(value)] as const);
  return b.sum(call.distribution.klFromNormal(b, guide, { ...p, ...Object.fromEntries(own) }));
}

/** The number of rows a graph of these sizes holds. */
export function rowCapacity(model: Model, sizes: Sizes): number {
  return model.program.rows === null ? 1 : knownSize(model.program.rows, sizes);
}
