/**
 * What data say of the discrete latents, given the others: the tables from which their values are drawn backwards, last summed out
 * first; and the probability of each value. The latter is the derivative of log p(data) by a number added to the value's own
 * log weight, which is forward–backward for a chain (Eisner 2016, "Inside–outside and forward–backward algorithms are just backprop").
 */

import type { Observation } from "../check/program.ts";
import type { Summed } from "../check/summation.ts";
import type { Sizes } from "../shape/dimension.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import { gradient } from "../tensor/differentiate.ts";
import { likelihoodEnvironment, summedOut } from "./density.ts";
import type { Model } from "./model.ts";
import { type Environment, type Named, shapeOf } from "./named.ts";
import { placeIn } from "./state-places.ts";
import { nudgeName, responseTable } from "./summed.ts";

/** Of one discrete latent. */
export interface StateTable {
  readonly summed: Summed;
  /** log p up to a number for each place: [its values, those beside it, …its dimensions]. */
  readonly table: Tensor;
  /** Those beside it, in the table's order, and where for each place theirs stand among their own, counted row by row: […its dimensions]. */
  readonly beside: readonly { readonly summed: Summed; readonly place: Tensor }[];
  /** Of a chain: log p(next | state), [steps or 1, state, next, …its other dimensions]. */
  readonly transition: Tensor | null;
}

/** In the order in which they are summed out. The environment holds data, latents and the deterministics of the prior. */
export function stateTables(b: Builder, model: Model, sizes: Sizes, env: Environment): readonly StateTable[] {
  const inner = likelihoodEnvironment(b, model, sizes, env);
  return summedOut(b, model, tablesOf(b, model, sizes, inner), sizes, inner).map(
    ({ elimination, table, transition }) => ({
      summed: elimination.summed,
      table: table.tensor,
      beside: elimination.beside.flatMap((summed) => {
        const use = elimination.left.find(({ latent }) => latent === summed.latent);
        const { dimensions } = elimination.summed.latent.type;
        return use === undefined ? [] : [{ summed, place: placeIn(b, use, dimensions, sizes, inner) }];
      }),
      transition,
    }),
  );
}

/** p(value | data, the other latents), [values, …the latent's dimensions], of those on which some response in the environment depends. */
export function stateProbabilities(
  b: Builder,
  model: Model,
  sizes: Sizes,
  env: Environment,
): ReadonlyMap<string, Named> {
  const nudges = model.summation.latents.map(({ latent, states }): readonly [string, Named] => {
    const dimensions = [states, ...latent.type.dimensions];
    const tensor = b.input(nudgeName(latent.name), shapeOf(dimensions, sizes), b.float);
    return [latent.name, { tensor, dimensions }];
  });
  const nudged = new Map([...env, ...nudges.map(([name, nudge]) => [nudgeName(name), nudge] as const)]);
  const inner = likelihoodEnvironment(b, model, sizes, nudged);
  const sums = summedOut(b, model, tablesOf(b, model, sizes, inner), sizes, inner);
  const ends = sums.filter(({ elimination }) => elimination.beside.length === 0);
  const total = ends.reduce((sum, { marginal }) => b.add(sum, b.sum(marginal.tensor)), b.constant(0));
  const found = nudges.filter(([name]) =>
    sums.some(({ elimination }) => elimination.summed.latent.name === name),
  );
  const slopes = gradient(
    b,
    total,
    found.map(([, { tensor }]) => tensor),
  );
  return new Map(
    found.map(([name, { dimensions, tensor }], i) => [name, { tensor: slopes[i] ?? tensor, dimensions }]),
  );
}

/** Of the responses that are there. */
function tablesOf(b: Builder, model: Model, sizes: Sizes, env: Environment): ReadonlyMap<Observation, Named> {
  const seen = model.observations.filter(
    (each) => model.summation.uses.has(each) && env.has(each.response.name),
  );
  return new Map(seen.map((each) => [each, responseTable(b, model, each, sizes, env)]));
}
