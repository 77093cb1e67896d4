/** The joint density of a model at one point, in the pieces that objectives are made of. */

import type { Environment, Model } from "../../model/model.ts";
import { constrain, deterministics, logLikelihood, logPriors } from "../../model/density.ts";
import type { Sizes } from "../../shape/dimension.ts";
import type { Builder, Tensor } from "../../tensor/builder.ts";
import type { RowView } from "./rows.ts";

export interface Joint {
  /** Data, latents and deterministics: what priors refer to, with all rows; and what the likelihood does, with those seen. */
  readonly environment: Environment;
  readonly sizes: Sizes;
  readonly seenEnvironment: Environment;
  readonly seenSizes: Sizes;
  /** By site, scalars: log p(site | those it depends on) on the declared scale, and log |d declared / d unconstrained|. */
  readonly logPriors: ReadonlyMap<string, Tensor>;
  readonly logDeterminants: ReadonlyMap<string, Tensor>;
  /** Σ log p(row | latents) over the rows seen, unscaled. */
  readonly logLikelihood: Tensor;
}

export function jointDensity(
  b: Builder,
  model: Model,
  rows: RowView,
  unconstrained: ReadonlyMap<string, Tensor>,
): Joint {
  const { values, logDeterminants } = constrain(b, model, rows.sizes, unconstrained, rows.data);
  const environment = deterministics(b, model, rows.sizes, new Map([...rows.data, ...values]));
  const seenValues = [...values].map(([name, value]) => [name, rows.restrict(value)] as const);
  const seen = deterministics(b, model, rows.seenSizes, new Map([...rows.seenData, ...seenValues]));
  return {
    environment,
    sizes: rows.sizes,
    seenEnvironment: seen,
    seenSizes: rows.seenSizes,
    logPriors: logPriors(b, model, rows.sizes, environment),
    logDeterminants,
    logLikelihood: rows.total(logLikelihood(b, model, rows.seenSizes, seen)),
  };
}

/** Adds scalars; zero where there are none. */
export function sumOf(b: Builder, scalars: Iterable<Tensor>): Tensor {
  let sum: Tensor | null = null;
  for (const scalar of scalars) sum = sum === null ? scalar : b.add(sum, scalar);
  return sum ?? b.constant(0);
}
