/**
 * The linear-Gaussian form of a conjugate model: response = design · latents + offset + noise, with independent normal
 * latents. The design is the Jacobian of the means, exact because they are affine.
 */

import { dataOf as knownOf } from "../check/walk.ts";
import { Bug, invariant } from "../diagnostic/bug.ts";
import { inlineBatched } from "../tensor/batch.ts";
import { createBuilder } from "../tensor/build.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import { jvp } from "../tensor/differentiate.ts";
import { elements, type Shape } from "../tensor/graph.ts";
import type { Sizes } from "../shape/dimension.ts";
import { callArguments } from "./call.ts";
import { deterministics, likelihoodEnvironment } from "./density.ts";
import type { Model } from "./model.ts";
import { type Environment, type Named, shapeOf } from "./named.ts";

/** R is the number of response scalars, responses one after another, each row-major; P that of latents, sites likewise. */
export interface LinearGaussianForm {
  /** [R, P] */
  readonly design: Tensor;
  /** [R]: the means where every latent is zero. */
  readonly offset: Tensor;
  /** [R] */
  readonly noiseSd: Tensor;
  /** [R], or null where the environment lacks a response. */
  readonly response: Tensor | null;
  /** [P] */
  readonly priorMean: Tensor;
  /** [P] */
  readonly priorSd: Tensor;
}

/** `env` holds the data; whatever else it holds is not looked at. */
export function linearGaussianForm(
  b: Builder,
  model: Model,
  sizes: Sizes,
  env: Environment,
): LinearGaussianForm {
  invariant(model.conjugacy.kind === "linear_gaussian", "only a conjugate model has this form");
  const data = dataOf(model, env);
  const shapes = model.sites.map((site) => shapeOf(site.dimensions, sizes));
  const given = [...data.values()].map((value) => value.tensor);
  const zeros = shapes.map((shape) => b.constant(0, shape));
  const [offset, noiseSd, priorMean, priorSd] = b.inline(pieces(b, model, sizes, data, "values"), [
    ...given,
    ...zeros,
  ]);
  const directions = unitDirections(b, shapes);
  const [columns] = inlineBatched(
    b,
    pieces(b, model, sizes, data, "derivative"),
    [...given, ...zeros, ...directions],
    [...given.map(() => null), ...zeros.map(() => null), ...directions.map(() => 0)],
    count(shapes),
  );
  if (!offset || !noiseSd || !priorMean || !priorSd || !columns) throw new Bug("a graph lost its outputs");
  return {
    design: b.transpose(columns, [1, 0]),
    offset,
    noiseSd,
    response: responseOf(b, model, env),
    priorMean,
    priorSd,
  };
}

function dataOf(model: Model, env: Environment): Environment {
  const names = knownOf(model.program).map(({ name }) => name);
  return new Map(
    names.flatMap((name): [string, Named][] => {
      const value = env.get(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** A graph of the data and the latents: means, noise and priors; or of directions too: how the means move along them. */
function pieces(b: Builder, model: Model, sizes: Sizes, data: Environment, what: "values" | "derivative") {
  const g = createBuilder(b.float);
  const inputs = new Map<string, Named>();
  for (const [name, { tensor, dimensions }] of data) {
    inputs.set(name, { tensor: g.input(`data ${name}`, tensor.shape, tensor.dtype), dimensions });
  }
  const latents = model.sites.map(({ name, dimensions }) => {
    const tensor = g.input(`latent ${name}`, shapeOf(dimensions, sizes), g.float);
    inputs.set(name, { tensor, dimensions });
    return tensor;
  });
  const env = deterministics(g, model, sizes, inputs);
  const inner = likelihoodEnvironment(g, model, sizes, env);
  const likelihoods = model.observations.map(({ response, distribution }) =>
    callArguments(g, distribution, response.type, sizes, inner, "spread"),
  );
  const means = flatten(
    g,
    likelihoods.map((p) => p["mean"]),
  );
  if (what === "derivative") {
    const directions = latents.map(({ shape }, i) => g.input(`direction ${i}`, shape, g.float));
    return g.finish(jvp(g, [means], latents, directions));
  }
  const priors = model.sites.map(({ latent }) =>
    callArguments(g, latent.distribution, latent.type, sizes, env, "spread"),
  );
  return g.finish([
    means,
    flatten(
      g,
      likelihoods.map((p) => p["sd"]),
    ),
    flatten(
      g,
      priors.map((p) => p["mean"]),
    ),
    flatten(
      g,
      priors.map((p) => p["sd"]),
    ),
  ]);
}

/** One after another, each row-major. */
function flatten(b: Builder, parts: readonly (Tensor | undefined)[]): Tensor {
  const flat = parts.map((part) => {
    if (part === undefined) throw new Bug("a normal has a mean and a standard deviation");
    return b.reshape(part, [elements(part.shape)]);
  });
  const [first] = flat;
  if (first === undefined) throw new Bug("a model has latents and responses");
  return flat.length === 1 ? first : b.concat(flat, 0);
}

/** For each site [P, …its shape]: member i moves latent scalar i alone. */
function unitDirections(b: Builder, shapes: readonly Shape[]): readonly Tensor[] {
  const total = count(shapes);
  const square = [total, total];
  const identity = b.select(
    b.eq(b.iota(square, 0, "i32"), b.iota(square, 1, "i32")),
    b.constant(1, square),
    0,
  );
  let from = 0;
  return shapes.map((shape) => {
    const part = b.slice(identity, [0, from], [total, from + elements(shape)]);
    from += elements(shape);
    return b.reshape(part, [total, ...shape]);
  });
}

function count(shapes: readonly Shape[]): number {
  return shapes.reduce((sum, shape) => sum + elements(shape), 0);
}

function responseOf(b: Builder, model: Model, env: Environment): Tensor | null {
  const values = model.observations.map(({ response }) => env.get(response.name)?.tensor);
  return values.includes(undefined) ? null : flatten(b, values);
}
