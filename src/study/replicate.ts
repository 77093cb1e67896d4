/**
 * One replicate of a calibration: latents from the prior, data from them, a fit, and where the latents stand among its draws. It depends on the seed
 * and its number alone, so that any thread may do it.
 */

import type { Infer } from "../check/program.ts";
import type { Bound, BoundArray } from "../data/bound.ts";
import { diagnose, type Diagnostic, type Outcome, success } from "../diagnostic/diagnostic.ts";
import type { Fit, Task } from "../inference/method.ts";
import type { Model } from "../model/model.ts";
import { shapeOf } from "../model/named.ts";
import { type DrawSource, openDraws } from "../posterior/draw-source.ts";
import type { Approximation, Posterior } from "../posterior/posterior.ts";
import type { Hand } from "../tensor/crew.ts";
import type { Shape } from "../tensor/graph.ts";
import type { Runtime } from "../tensor/program.ts";
import { fold, type Key, keyOf, randomValues } from "../tensor/random.ts";
import { blanks } from "./bound-by-size.ts";
import { type Drawn, openPriorPredictive, type PriorPredictive, unsettled } from "./prior-predictive.ts";
import { openQuantities, type Quantities } from "./quantities.ts";
import { rankableDraws } from "./thinning.ts";

export interface ReplicateInput {
  readonly number: number;
  /** Posterior draws that a value is ranked among; null until a replicate has said it. */
  readonly draws: number | null;
}

export type Replicate =
  | {
      readonly kind: "ranked";
      readonly ranks: ReadonlyMap<string, readonly number[]>;
      readonly draws: number;
    }
  | { readonly kind: "failed" | "refused"; readonly why: readonly Diagnostic[] }
  | { readonly kind: "stopped" };

export interface ReplicateOptions {
  readonly seed: number;
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  /** Runs one fit. */
  readonly fit: (
    task: Pick<Task, "model" | "bound" | "infer" | "seed" | "runtime" | "signal">,
  ) => Promise<Outcome<Fit>>;
}

export interface Replicates extends Hand<ReplicateInput, Replicate> {
  /** What is ranked, by name. */
  readonly shapes: ReadonlyMap<string, Shape>;
}

/** Of a posterior that has as many as one asks for. */
export const rankedDraws = 99;

/** Inputs come from `bound`, whose responses are not looked at. */
export async function openReplicates(
  model: Model,
  bound: Bound,
  infer: Infer,
  options: ReplicateOptions,
): Promise<Outcome<Replicates>> {
  const opened = await openPriorPredictive(model, bound, options.runtime);
  if (!opened.ok) return opened;
  const prior = opened.value;
  const quantities = await openQuantities(model, bound, options.runtime);
  const study = { model, bound, infer, prior, quantities };
  return success({
    shapes: quantities.shapes,
    work: (input) => replicate(study, input, options),
    dispose: () => {
      prior.dispose();
      quantities.dispose();
    },
  });
}

interface Study {
  readonly model: Model;
  readonly bound: Bound;
  readonly infer: Infer;
  readonly prior: PriorPredictive;
  readonly quantities: Quantities;
}

async function replicate(
  { model, bound, infer, prior, quantities }: Study,
  { number, draws }: ReplicateInput,
  { seed, runtime, signal, fit }: ReplicateOptions,
): Promise<Replicate> {
  if (signal.aborted) return { kind: "stopped" };
  const key = fold(keyOf(seed), number);
  const drawn = prior.at(key, 0);
  if (drawn === null) return { kind: "refused", why: [unsettled()] };
  const simulated = withResponses(model, bound, drawn);
  const run = await fit({ model, bound: simulated, infer, seed: seed + number, runtime, signal });
  if (!run.ok) return { kind: "failed", why: run.diagnostics };
  if (signal.aborted) return { kind: "stopped" };
  const { approximation } = run.value;
  const unranked = unrankable(infer, approximation);
  if (unranked !== null) return { kind: "refused", why: [unranked] };
  quantities.load(new Map(model.observations.map(({ response: { name } }) => [name, drawn.get(name) ?? []])));
  const truth = quantities.at(drawn);
  const record = {
    infer: infer.name,
    method: infer.method.name,
    options: {},
    seed,
    objective: {},
    seconds: { compile: 0, fit: 0 },
  };
  const posterior: Posterior = {
    model,
    facts: simulated.facts,
    approximation,
    record: { ...record, rows: bound.rows, dropped: 0, complete: true },
  };
  const source = await openDraws(posterior, fold(key, 1), runtime);
  const sampled = approximation.kind === "draws" ? approximation : null;
  const count =
    draws ?? (sampled === null ? rankedDraws : rankableDraws(sampled, quantities, source, rankedDraws));
  const ranks = rankAmong(source, count, quantities, truth, fold(key, 1));
  source.dispose();
  return { kind: "ranked", ranks, draws: count };
}

/** Below it ranks are among repeated draws, which pile up: half of them are taken to be independent, and nine are the fewest asked for. */
const fewestDraws = 20;

function unrankable(infer: Infer, approximation: Approximation): Diagnostic | null {
  const cannot = (why: string, notes: readonly string[], help: string | null = null): Diagnostic =>
    diagnose("H0753", { method: infer.method.name, why }, { at: infer.span, notes, help });
  if (approximation.kind === "point")
    return cannot("it draws no latents", ["its one point has no draws for a value to be ranked among"]);
  if (approximation.kind !== "draws" || approximation.chains * approximation.draws >= fewestDraws)
    return null;
  const { chains, draws } = approximation;
  return cannot(
    `it keeps ${chains * draws} draws`,
    [`a value is ranked among draws that are independent, half of ${fewestDraws} or more`],
    "take more `draws`",
  );
}

/** The data with simulated responses in place of its own; what a calculated response is made of may be absent, for nothing looks at it. */
function withResponses(model: Model, bound: Bound, drawn: Drawn): Bound {
  const { sizes } = bound.facts;
  const simulated = model.observations.map(({ response: { name, type } }): [string, BoundArray] => {
    const { dimensions, support } = type;
    const integer = support.kind === "label" || support.kind === "bool";
    const values = drawn.get(name) ?? new Float64Array();
    return [name, { name, dimensions, shape: shapeOf(dimensions, sizes), values, integer }];
  });
  const absent = blanks(model.program, sizes, (name) => !bound.arrays.has(name));
  return { ...bound, arrays: new Map([...absent, ...bound.arrays, ...simulated]) };
}

/** How many draws are less than the truth; its place among those that equal it is drawn, each as likely. */
function rankAmong(
  source: DrawSource,
  count: number,
  quantities: Quantities,
  truth: ReadonlyMap<string, Float64Array>,
  key: Key,
): ReadonlyMap<string, readonly number[]> {
  const ranks = new Map([...truth].map(([name, values]) => [name, Array.from(values, () => 0)]));
  const equals = new Map([...truth].map(([name, values]) => [name, Array.from(values, () => 0)]));
  for (let i = 0; i < count; i++) {
    const index = source.count === null ? i : Math.floor(((i + 0.5) * source.count) / count);
    const values = quantities.at(source.at(index));
    for (const [name, own] of ranks) {
      const drawn = values.get(name) ?? new Float64Array();
      const same = equals.get(name) ?? [];
      truth.get(name)?.forEach((value, e) => {
        if ((drawn[e] ?? Number.NaN) < value) own[e] = (own[e] ?? 0) + 1;
        else if (drawn[e] === value) same[e] = (same[e] ?? 0) + 1;
      });
    }
  }
  [...ranks].forEach(([name, own], place) => {
    const u = randomValues("uniform", "f64", fold(key, 2), place, 0, own.length);
    own.forEach(
      (lower, e) => (own[e] = lower + Math.floor((u[e] ?? 0) * ((equals.get(name)?.[e] ?? 0) + 1))),
    );
  });
  return ranks;
}
