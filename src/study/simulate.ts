/** The prior predictive: what a model expects to see before it has seen anything, in the data's own units. */

import type { Bound } from "../data/bound.ts";
import { failure, success, type Outcome } from "../diagnostic/diagnostic.ts";
import type { Model } from "../model/model.ts";
import { type Draws, latentLabels } from "../posterior/draws.ts";
import { elements } from "../tensor/graph.ts";
import type { Runtime } from "../tensor/program.ts";
import { keyOf } from "../tensor/random.ts";
import { openPriorPredictive, unsettled } from "./prior-predictive.ts";

export interface Simulation {
  /** Latents and quantities of the prior, in the model's own units. */
  readonly latents: Draws;
  /** In the data's own units; labels as places from 0. */
  readonly responses: Draws;
  /** By response of labels: their names, in order. */
  readonly labels: ReadonlyMap<string, readonly string[]>;
}

export interface SimulateOptions {
  readonly draws: number;
  readonly seed: number;
  readonly runtime: Runtime;
}

export async function simulate(
  model: Model,
  bound: Bound,
  { draws, seed, runtime }: SimulateOptions,
): Promise<Outcome<Simulation>> {
  const opened = await openPriorPredictive(model, bound, runtime);
  if (!opened.ok) return opened;
  const prior = opened.value;
  const key = keyOf(seed);
  const values = new Map(
    [...prior.shapes].map(([name, shape]) => [
      name,
      { shape, values: new Float64Array(draws * elements(shape)) },
    ]),
  );
  for (let i = 0; i < draws; i++) {
    const drawn = prior.at(key, i);
    if (drawn === null) return failure(unsettled());
    for (const [name, array] of values) array.values.set(drawn.get(name) ?? [], i * elements(array.shape));
  }
  prior.dispose();
  const names = new Set(model.observations.map(({ response }) => response.name));
  for (const name of names) {
    const array = values.get(name);
    if (array !== undefined) inOwnUnits(bound, name, array.values);
  }
  const part = (isResponse: boolean): Draws => ({
    chains: 1,
    draws,
    values: new Map([...values].filter(([name]) => names.has(name) === isResponse)),
    labels: isResponse ? new Map() : latentLabels(model, bound.facts),
  });
  const labels = model.observations.flatMap(({ response: { name, type } }): [string, readonly string[]][] =>
    type.support.kind === "label" ? [[name, bound.facts.labels.get(type.support.dimension.id) ?? []]] : [],
  );
  return success({ latents: part(false), responses: part(true), labels: new Map(labels) });
}

/** original = mean + sd · standardised, by element of the last dimension */
function inOwnUnits(bound: Bound, name: string, values: Float64Array): void {
  const scale = bound.facts.standardisations.get(name);
  if (scale === undefined) return;
  const { mean, sd } = scale;
  for (let i = 0; i < values.length; i++) {
    const e = i % mean.length;
    values[i] = (mean[e] ?? 0) + (sd[e] ?? 1) * (values[i] as number);
  }
}
