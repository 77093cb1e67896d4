/** The predictive as a mixture over posterior draws, block of rows by block of rows: memory is draws × a block, never × parameters. */

import { rowsComeApart } from "../check/all-rows.ts";
import type { Bound } from "../data/bound.ts";
import { Bug } from "../diagnostic/bug.ts";
import { isDiscrete } from "../shape/support.ts";
import { elements } from "../tensor/graph.ts";
import type { Runtime } from "../tensor/program.ts";
import { fold, keyOf } from "../tensor/random.ts";
import { logMeanExp, moments } from "./accumulate.ts";
import { openDraws, type DrawSource } from "./draw-source.ts";
import { gatherClasses, gatherStates, type Gatherer } from "./gather-classes.ts";
import { generalMixture, normalMixture, type Mixture } from "./mixture.ts";
import { drawsWithNewLabels } from "./new-labels.ts";
import type { Posterior } from "./posterior.ts";
import { blockCapacity, type NumberBlock, type PredictiveBlock } from "./predictive-block.ts";
import { openPredictive, type PredictiveCall, type ResponseSlots } from "./predictive-program.ts";
import { shapeIn } from "./sites.ts";
import { withToldGroups } from "./told-groups.ts";

export interface PredictiveOptions {
  /** How many posterior draws the mixture has; default 1000, at most as many as there are. */
  readonly draws?: number;
  readonly seed: number;
  readonly runtime: Runtime;
  /** Also draw from the responses' own distributions, where those are not normal. */
  readonly samples?: boolean;
  /** Also how probable the values of discrete latents are. */
  readonly states?: boolean;
  /** Rows looked at together, at most; default 4096, fewer where memory would pass about 32 MB. */
  readonly blockRows?: number;
  /** Aborted: no further block comes. */
  readonly signal?: AbortSignal;
}

export async function* sampledPredictive(
  posterior: Posterior,
  bound: Bound,
  options: PredictiveOptions,
): AsyncGenerator<PredictiveBlock> {
  const { model } = posterior;
  const key = keyOf(options.seed);
  const drawn = await openDraws(posterior, key, options.runtime);
  const grown =
    bound.unseen.size === 0
      ? drawn
      : await drawsWithNewLabels(drawn, posterior, bound, fold(key, 2), options.runtime);
  const { source, told } = await withToldGroups(grown, drawn, posterior, bound, options.runtime);
  const wanted = options.draws ?? 1000;
  const draws = Math.min(wanted, source.count ?? wanted);
  const perRow =
    draws *
    model.observations.reduce((sum, { response }) => {
      const width = elements(shapeIn(bound.facts.sizes, response.type.dimensions)) / bound.rows;
      return sum + 4 * Math.max(1, width);
    }, 0);
  const capacity = blockCapacity(bound.rows, perRow, !rowsComeApart(model.program), options.blockRows);
  const call = await openPredictive(
    model,
    bound,
    capacity,
    options.samples === true ? fold(key, 1) : null,
    options.runtime,
    { states: options.states === true, told },
  );
  for (let start = 0; start < bound.rows; start += capacity) {
    const count = Math.min(capacity, bound.rows - start);
    call.load(start, count);
    const gathered = await gatherBlock(source, call, draws, count, options);
    if (options.signal?.aborted === true) break;
    yield { start, count, ...gathered };
  }
  call.dispose();
  source.dispose();
}

async function gatherBlock(
  source: DrawSource,
  call: PredictiveCall,
  draws: number,
  count: number,
  { samples = false, signal }: PredictiveOptions,
): Promise<Pick<PredictiveBlock, "responses" | "states">> {
  const gatherers = call.responses.map((response) =>
    response.classes === null
      ? gatherNumbers(call, response, draws, count, samples)
      : gatherClasses(call, response, response.classes, count),
  );
  const states = call.states.map((slots) => gatherStates(call, slots, draws, count));
  for (let s = 0; s < draws && signal?.aborted !== true; s++) {
    const index = source.count === null ? s : Math.floor((s * source.count) / draws);
    call.run(source.at(index), index);
    for (const gatherer of gatherers) gatherer.add(s);
    for (const state of states) state.add();
    // The caller's thread is given back now and then.
    if (s % 64 === 63) await new Promise((resume) => setTimeout(resume, 0));
  }
  const responses = call.responses.map(({ name }, i) => [name, (gatherers[i] as Gatherer).finish()] as const);
  return {
    responses: new Map(responses),
    states: new Map(states.map(({ name, block }) => [name, block])),
  };
}

function gatherNumbers(
  call: PredictiveCall,
  response: ResponseSlots,
  draws: number,
  count: number,
  samples: boolean,
): Gatherer {
  const { name, width, distribution, parameters } = response;
  const size = count * width;
  // Components are draws, or draws and values of discrete latents, which have weights.
  const states = response.states ?? 1;
  const normal = distribution.name === "normal";
  const given = response.states === null ? parameters : parameters.map((parameter) => `each ${parameter}`);
  const gather = [...given, ...(response.states === null ? [] : ["each weight"])];
  const components = draws * states;
  // A component's numbers by element, then component.
  const stored = new Map(gather.map((what) => [what, new Float64Array(size * components)]));
  const drawn = samples && !normal ? new Float64Array(size * draws) : null;
  const means = moments(size);
  const variance = new Float64Array(size);
  const logs = response.scored ? logMeanExp(count) : null;
  const rowOf = (what: string, element: number): Float64Array =>
    (stored.get(what) ?? new Float64Array()).subarray(element * components, (element + 1) * components);
  return {
    add(draw) {
      for (const [what, into] of stored) {
        const values = call.read(name, what);
        const apart = values.length / states;
        const scale = what === "each weight" ? states : 1;
        for (let i = 0; i < size; i++) {
          for (let k = 0; k < states; k++)
            into[i * components + draw * states + k] = (values[k * apart + i] as number) * scale;
        }
      }
      if (drawn !== null) {
        const values = call.read(name, "sample");
        for (let i = 0; i < size; i++) drawn[i * draws + draw] = values[i] as number;
      }
      if (response.hasMean) means.add(call.read(name, "mean"));
      if (response.hasVariance) {
        const values = call.read(name, "variance");
        for (let i = 0; i < size; i++) variance[i] = (variance[i] as number) + (values[i] as number) / draws;
      }
      logs?.add(call.read(name, "log_density"));
    },
    finish(): NumberBlock {
      const mean = response.hasMean ? means.mean : new Float64Array(size).fill(Number.NaN);
      const epistemic = response.hasMean ? means.variance() : mean;
      const aleatoric = response.hasVariance ? variance : new Float64Array(size).fill(Number.NaN);
      const mixture = (element: number): Mixture => {
        const sd = Math.sqrt((epistemic[element] as number) + (aleatoric[element] as number));
        const centre = mean[element] as number;
        const weights = response.states === null ? null : rowOf("each weight", element);
        if (normal) {
          const [mean, sds] = given.map((what) => rowOf(what, element));
          if (mean === undefined || sds === undefined) throw new Bug("a normal has a mean and an sd");
          return normalMixture(
            { mean, sd: sds, ...(weights === null ? {} : { weight: weights }) },
            centre,
            sd,
          );
        }
        const values = Object.fromEntries(
          parameters.map((parameter, i) => [parameter, rowOf(given[i] ?? parameter, element)]),
        );
        const discrete = isDiscrete(distribution.support(null));
        const atoms = distribution.name === "censored" && !discrete;
        return generalMixture(distribution, values, { mean: centre, sd, discrete, atoms }, weights);
      };
      return {
        kind: "number",
        width,
        mean,
        epistemic,
        aleatoric,
        mixture,
        logDensity: logs?.finish() ?? null,
        samples: drawn === null ? null : (element) => drawn.subarray(element * draws, (element + 1) * draws),
      };
    },
  };
}
