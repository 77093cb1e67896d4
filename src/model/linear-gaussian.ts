/**
 * The linear-Gaussian form of a conjugate model: response = design · x + offset + noise, with x = m₀ + B⁻¹ (s ∘ z) normal, z standard normal,
 * and I − B the Jacobian of the priors' means: lower unitriangular, since a latent looks only at earlier ones. Jacobians are exact, because means are affine.
 */

import { dataOf as knownOf, walk } from "../check/walk.ts";
import { Bug, invariant } from "../diagnostic/bug.ts";
import { inlineBatched } from "../tensor/batch.ts";
import { createBuilder } from "../tensor/build.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Arguments } from "../library/distribution.ts";
import { jvp } from "../tensor/differentiate.ts";
import { elements, type Shape } from "../tensor/graph.ts";
import type { Sizes } from "../shape/dimension.ts";
import { callArguments } from "./call.ts";
import { deterministics, likelihoodEnvironment } from "./density.ts";
import type { Model, Site } from "./model.ts";
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
  /** [P]: of each latent given those above it. */
  readonly priorSd: Tensor;
  /** B⁻¹, [P, P]: what each z moves; null where no latent is drawn around another. */
  readonly spread: Tensor | null;
}

/** The latents of the form. What else a model has, one variance, is set to one: it stretches all the same. */
export function normalSites(model: Model): readonly Site[] {
  return model.sites.filter(({ latent }) => latent.distribution.distribution.name === "normal");
}

/** `env` holds the data; whatever else it holds is not looked at. */
export function linearGaussianForm(
  b: Builder,
  model: Model,
  sizes: Sizes,
  env: Environment,
): LinearGaussianForm {
  invariant(model.conjugacy.kind !== "none", "only a conjugate model has this form");
  const data = dataOf(model, env);
  const sites = normalSites(model);
  const shapes = sites.map((site) => shapeOf(site.dimensions, sizes));
  const given = [...data.values()].map((value) => value.tensor);
  const zeros = shapes.map((shape) => b.constant(0, shape));
  const [offset, noiseSd, centre, priorSd] = b.inline(pieces(b, model, sizes, data, "values"), [
    ...given,
    ...zeros,
  ]);
  const directions = unitDirections(b, shapes);
  const moves = (what: "responses" | "priors"): Tensor => {
    const [columns] = inlineBatched(
      b,
      pieces(b, model, sizes, data, what),
      [...given, ...zeros, ...directions],
      [...given.map(() => null), ...zeros.map(() => null), ...directions.map(() => 0)],
      count(shapes),
    );
    if (!columns) throw new Bug("a graph lost its outputs");
    return b.transpose(columns, [1, 0]);
  };
  if (!offset || !noiseSd || !centre || !priorSd) throw new Bug("a graph lost its outputs");
  const spread = isHierarchy(sites) ? inverseOf(b, moves("priors")) : null;
  return {
    design: moves("responses"),
    offset,
    noiseSd,
    response: responseOf(b, model, env),
    priorMean: spread === null ? centre : b.dot(spread, centre, [[1], [0]]),
    priorSd,
    spread,
  };
}

/** Whether any is drawn around another, or around its own earlier rows. */
function isHierarchy(sites: readonly Site[]): boolean {
  return sites.some(({ latent }) =>
    Object.values(latent.distribution.arguments).some((expr) =>
      [...walk(expr)].some(
        (part) => part.kind === "reference" && part.target !== "data" && part.target !== "definition",
      ),
    ),
  );
}

/** (I − J)⁻¹ */
function inverseOf(b: Builder, jacobian: Tensor): Tensor {
  const { shape } = jacobian;
  const diagonal = b.eq(b.iota(shape, 0, "i32"), b.iota(shape, 1, "i32"));
  const identity = b.select(diagonal, b.constant(1, shape), 0);
  return b.triangularSolve(b.sub(identity, jacobian), identity);
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

/** A graph of the data and the latents: means, noise and priors; or of directions too: how the means of responses or of priors move along them. */
function pieces(
  b: Builder,
  model: Model,
  sizes: Sizes,
  data: Environment,
  what: "values" | "responses" | "priors",
) {
  const g = createBuilder(b.float);
  const inputs = new Map<string, Named>();
  for (const [name, { tensor, dimensions }] of data) {
    inputs.set(name, { tensor: g.input(`data ${name}`, tensor.shape, tensor.dtype), dimensions });
  }
  const sites = normalSites(model);
  for (const { name, dimensions } of model.sites) {
    inputs.set(name, { tensor: g.constant(1, shapeOf(dimensions, sizes)), dimensions });
  }
  const latents = sites.map(({ name, dimensions }) => {
    const tensor = g.input(`latent ${name}`, shapeOf(dimensions, sizes), g.float);
    inputs.set(name, { tensor, dimensions });
    return tensor;
  });
  const env = deterministics(g, model, sizes, inputs);
  const inner = likelihoodEnvironment(g, model, sizes, env);
  const likelihoods = model.observations.map(({ response, distribution }) =>
    callArguments(g, distribution, response.type, sizes, inner, "spread"),
  );
  const priors = sites.map(({ latent }) =>
    callArguments(g, latent.distribution, latent.type, sizes, env, "spread"),
  );
  const of = (calls: readonly Arguments[], parameter: "mean" | "sd", none: number): Tensor =>
    flatten(
      g,
      calls.map((p) => p[parameter]),
      none,
    );
  const means = of(likelihoods, "mean", 0);
  const centres = of(priors, "mean", 0);
  if (what !== "values") {
    const directions = latents.map(({ shape }, i) => g.input(`direction ${i}`, shape, g.float));
    return g.finish(jvp(g, [what === "responses" ? means : centres], latents, directions));
  }
  return g.finish([means, of(likelihoods, "sd", 1), centres, of(priors, "sd", 1)]);
}

/** One after another, each row-major. Where there are no parts, one number stands for them, which no row is live for. */
function flatten(b: Builder, parts: readonly (Tensor | undefined)[], none: number): Tensor {
  const flat = parts.map((part) => {
    if (part === undefined) throw new Bug("a normal has a mean and a standard deviation");
    return b.reshape(part, [elements(part.shape)]);
  });
  const [first] = flat;
  if (first === undefined) return b.constant(none, [1]);
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
  return values.includes(undefined) ? null : flatten(b, values, 0);
}
