/**
 * Discrete latents in graphs: each stands for all its values at once, along a dimension of its own, so that everything that
 * depends on it is worked out for each; then it is summed out in the order that `check/summation.ts` found.
 */

import type { Observation } from "../check/program.ts";
import { type Elimination, eliminations, isOrder, type Source, type Summed } from "../check/summation.ts";
import { Bug } from "../diagnostic/bug.ts";
import { without } from "../shape/align.ts";
import type { Dimension, Sizes } from "../shape/dimension.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import { callArguments } from "./call.ts";
import { sumChain } from "./chain.ts";
import { scoredElements } from "./conditioned.ts";
import { evaluate } from "./evaluate.ts";
import type { Model } from "./model.ts";
import {
  elementwise,
  type Environment,
  gatherBy,
  knownSize,
  type Named,
  permute,
  shapeOf,
  spread,
} from "./named.ts";
import { seenIn } from "./rows.ts";
import { alive, gatherTo } from "./state-places.ts";

/** The environment in which every discrete latent is all its values. */
export function withStates(b: Builder, { summation }: Model, sizes: Sizes, env: Environment): Environment {
  if (summation.latents.length === 0) return env;
  const extended = new Map(env);
  for (const { latent, states } of summation.latents) {
    const tensor = b.iota([knownSize(states, sizes)], 0, "i32");
    extended.set(latent.name, { tensor, dimensions: [states] });
  }
  return extended;
}

/** What summing one out took in and gave. */
export interface Sum {
  readonly elimination: Elimination;
  /** log p(its value, all that depends on it | those beside it): [its values, those beside it, …its dimensions]. */
  readonly table: Named;
  /** Summed over its values: [those beside it, …its dimensions]; of a chain each place given those before it. */
  readonly marginal: Named;
  /** Of a chain: log p(its value | what was seen before its step), [its values, …its dimensions]. */
  readonly ahead: Named | null;
  /** Of a chain: log p(next | state), [steps or 1, state, next, …its other dimensions]. */
  readonly transition: Tensor | null;
}

/** log p of each element of a response, for all values of the latents it depends on, which stand first. */
export function responseTable(
  b: Builder,
  model: Model,
  observation: Observation,
  sizes: Sizes,
  env: Environment,
): Named {
  const { response, distribution: call } = observation;
  const { support, dimensions } = response.type;
  const value = env.get(response.name);
  if (value === undefined) throw new Bug(`the response ${response.name} has no value`);
  const uses = model.summation.uses.get(observation) ?? [];
  const states = model.summation.latents
    .filter(({ latent }) => uses.some((use) => use.latent === latent))
    .map((summed) => summed.states);
  const wide = [...states, ...dimensions];
  const p = callArguments(b, call, { support, dimensions: wide }, sizes, env);
  const densities = call.distribution.logDensity(b, spread(b, value, wide, sizes), p);
  const event = call.distribution.event ?? 0;
  const raw = { tensor: densities, dimensions: wide.slice(0, wide.length - event) };
  const seen = seenIn(env, response.name);
  const named =
    seen === null ? raw : { ...raw, tensor: b.select(spread(b, seen, raw.dimensions, sizes), densities, 0) };
  const single = without(named.dimensions, states);
  const scored = scoredElements(b, model, observation, shapeOf(single, sizes));
  if (scored === null) return named;
  const mask = spread(b, { tensor: scored, dimensions: single }, named.dimensions, sizes);
  return { ...named, tensor: b.select(mask, named.tensor, 0) };
}

/** log p of each value, [values, …those of the latent's dimensions on which it depends]. */
export function priorTable(b: Builder, { latent, states }: Summed, sizes: Sizes, env: Environment): Named {
  const { distribution: call, type } = latent;
  const given = Object.values(call.arguments).map((expr) => evaluate(b, expr, sizes, env).dimensions);
  const dimensions = type.dimensions.filter((dimension) => given.some((each) => each.includes(dimension)));
  const p = callArguments(b, call, { support: type.support, dimensions }, sizes, env, "spread");
  const { logProbabilities, probabilities } = call.distribution;
  const logs = logProbabilities?.(b, p) ?? (probabilities === undefined ? null : b.log(probabilities(b, p)));
  if (logs === null) throw new Bug(`${call.distribution.name} has no probabilities to sum with`);
  return permute(b, { tensor: logs, dimensions: [...dimensions, states] }, [states, ...dimensions]);
}

export interface StateWeights {
  readonly states: readonly Dimension[];
  /** [values…, …those of the response's dimensions on which they depend]. */
  readonly logs: Named;
}

/**
 * How probable, as logarithms, the values of the latents are of which a response is, each of them together. Null of a response that depends
 * on none.
 */
export function stateWeights(
  b: Builder,
  model: Model,
  observation: Observation,
  sizes: Sizes,
  env: Environment,
): StateWeights | null {
  const { summation } = model;
  const uses = summation.uses.get(observation);
  if (uses === undefined) return null;
  const chosen = summation.latents.filter(({ latent }) => uses.some((use) => use.latent === latent));
  const logs = chosen.map((summed) => {
    const use = uses.find(({ latent }) => latent === summed.latent);
    return (use?.places ?? []).reduce<Named>(
      (table, { dimension, by }) =>
        by === null ? table : gatherBy(b, table, evaluate(b, by, sizes, env), dimension, sizes),
      summed.chain === null ? knownTable(b, summed, sizes, env) : aheadOf(b, model, summed, sizes, env),
    );
  });
  const states = chosen.map((summed) => summed.states);
  const sum = elementwise(logs, sizes, b, (...terms) => terms.reduce((all, term) => b.add(all, term)));
  return { logs: permute(b, sum, [...states, ...observation.response.type.dimensions]), states };
}

/** In the environment: log p of each value of a latent given other data, [values, …its dimensions], NaN where they tell nothing. */
export function toldName(latent: string): string {
  return `:told ${latent}`;
}

/** The prior's weights, or what other data tell. */
function knownTable(b: Builder, summed: Summed, sizes: Sizes, env: Environment): Named {
  const prior = priorTable(b, summed, sizes, env);
  const told = env.get(toldName(summed.latent.name));
  if (told === undefined) return prior;
  return elementwise([told, prior], sizes, b, (known = prior.tensor, other = prior.tensor) =>
    b.select(b.eq(known, known), known, other),
  );
}

/** What a chain's steps say of the next one's state: from all responses that are there. */
function aheadOf(b: Builder, model: Model, summed: Summed, sizes: Sizes, env: Environment): Named {
  const seen = model.observations.filter(
    (observation) => env.has(observation.response.name) && model.summation.uses.has(observation),
  );
  const order = eliminations(model.summation, seen);
  if (!isOrder(order)) throw new Bug("the checker let a latent pass that cannot be summed out");
  const tables = new Map(seen.map((each) => [each, responseTable(b, model, each, sizes, env)]));
  const sums = sumOut(b, order, tables, sizes, env, model.program.rows);
  const sum = sums.find(({ elimination }) => elimination.summed === summed);
  return sum?.ahead ?? sumChain(b, summed, null, sizes, env).ahead;
}

/** In the environment: what is added to the log weight of each value of a latent, [values, …its dimensions]. */
export function nudgeName(latent: string): string {
  return `:nudge ${latent}`;
}

/** Sums latents out one after another. `tables` are those of the responses. */
export function sumOut(
  b: Builder,
  order: readonly Elimination[],
  tables: ReadonlyMap<Observation, Named>,
  sizes: Sizes,
  env: Environment,
  rows: Dimension | null,
): readonly Sum[] {
  const known = new Map<Source, Named>(tables);
  return order.map((elimination) => {
    const { summed, takes, beside } = elimination;
    const { latent, states } = summed;
    const nudge = env.get(nudgeName(latent.name));
    const taken = takes.map(({ from, use }) => {
      const table = known.get(from);
      if (table === undefined) throw new Bug(`${latent.name} is summed out before what depends on it`);
      return gatherTo(b, alive(b, table, use, rows, env), use, sizes, env);
    });
    const parts = nudge === undefined ? taken : [...taken, nudge];
    if (summed.chain !== null) {
      const [first, ...others] = parts;
      const seen =
        first === undefined
          ? null
          : elementwise([first, ...others], sizes, b, (...terms) =>
              terms.reduce((all, term) => b.add(all, term)),
            );
      const sum = sumChain(b, summed, seen, sizes, env);
      known.set(latent, sum.marginal);
      return { elimination, ...sum };
    }
    const sum = elementwise([priorTable(b, summed, sizes, env), ...parts], sizes, b, (...terms) =>
      terms.reduce((total, term) => b.add(total, term)),
    );
    const others = beside.map((each) => each.states);
    const dimensions = [states, ...others, ...latent.type.dimensions];
    const table = { tensor: spread(b, sum, dimensions, sizes), dimensions };
    const marginal = { tensor: b.logsumexp(table.tensor, [0]), dimensions: dimensions.slice(1) };
    known.set(latent, marginal);
    return { elimination, table, marginal, ahead: null, transition: null };
  });
}
