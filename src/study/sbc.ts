/**
 * Simulation-based calibration: latents from the prior, data from them, a fit of the data, and where the latents stand among its draws. Over replicates
 * their ranks are uniform if inference is right: Talts, Betancourt, Simpson, Vehtari & Gelman, "Validating Bayesian inference algorithms with
 * simulation-based calibration" (2018). A replicate depends on the seed and its number alone.
 */

import type { Infer } from "../check/program.ts";
import type { Bound, BoundArray } from "../data/bound.ts";
import { diagnose, failure, success, type Diagnostic, type Outcome } from "../diagnostic/diagnostic.ts";
import type { Fit, Task } from "../inference/method.ts";
import type { Model } from "../model/model.ts";
import { shapeOf } from "../model/named.ts";
import { type DrawSource, openDraws } from "../posterior/draw-source.ts";
import type { Posterior } from "../posterior/posterior.ts";
import type { Runtime } from "../tensor/program.ts";
import { fold, keyOf, uniform64, type Key } from "../tensor/random.ts";
import type { Shape } from "../tensor/graph.ts";
import { openPriorPredictive, unsettled, type Drawn, type PriorPredictive } from "./prior-predictive.ts";
import { openQuantities, type Quantities } from "./quantities.ts";
import { rankableDraws } from "./thinning.ts";
import { uniformityP } from "./uniformity.ts";

export interface CalibrationOptions {
  readonly replicates: number;
  readonly seed: number;
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  readonly report: (done: number) => void;
  /** Runs one fit. */
  readonly fit: (
    task: Pick<Task, "model" | "bound" | "infer" | "seed" | "runtime" | "signal">,
  ) => Promise<Outcome<Fit>>;
}

/** By quantity: an array's elements row-major. */
export interface Ranked {
  readonly shape: Shape;
  /** [replicate][element], 0, …, draws */
  readonly ranks: readonly (readonly number[])[];
  /** Of each element: how often uniform ranks go as far. */
  readonly p: readonly number[];
}

export interface Calibration {
  readonly replicates: number;
  /** Posterior draws that a value is ranked among. */
  readonly draws: number;
  readonly quantities: ReadonlyMap<string, Ranked>;
  /** The least p that passes: Bonferroni over all quantities, one false alarm in a hundred studies. */
  readonly limit: number;
  /** Replicates that could not be fitted. */
  readonly failed: number;
  readonly complete: boolean;
}

const rankedDraws = 99;
const falseAlarms = 0.01;

/** Inputs come from `bound`, whose responses are not looked at. */
export async function calibrate(
  model: Model,
  bound: Bound,
  infer: Infer,
  options: CalibrationOptions,
): Promise<Outcome<Calibration>> {
  const { runtime, replicates, signal } = options;
  const opened = await openPriorPredictive(model, bound, runtime);
  if (!opened.ok) return opened;
  const prior = opened.value;
  const quantities = await openQuantities(model, bound, runtime);
  const ranks: (readonly (readonly [string, readonly number[]])[])[] = [];
  let failed: readonly Diagnostic[] = [];
  let failures = 0;
  // Of a sampler the first replicate says how many of its draws are independent.
  let draws: number | null = null;
  for (let r = 0; r < replicates && !signal.aborted; r++) {
    const study = { model, bound, infer, prior, quantities, draws };
    const found = await replicate(study, r, options);
    if (found.kind === "refused") return failure(...found.why);
    if (found.kind === "failed") {
      failures += 1;
      failed = found.why;
      // All of the first ones: it is the model or the method, not bad luck.
      if (failures === r + 1 && failures >= Math.min(5, replicates)) return failure(...failed);
    } else if (found.kind === "ranked") {
      ranks.push([...found.ranks]);
      draws = found.draws;
    }
    options.report(r + 1);
  }
  prior.dispose();
  quantities.dispose();
  const summary = new Map(
    [...quantities.shapes].map(([name, shape]): [string, Ranked] => {
      const own = ranks.map((each) => each.find(([quantity]) => quantity === name)?.[1] ?? []);
      const size = shape.reduce((product, each) => product * each, 1);
      const p = Array.from({ length: size }, (_, e) =>
        uniformityP(
          own.map((each) => each[e] ?? 0),
          draws ?? rankedDraws,
        ),
      );
      return [name, { shape, ranks: own, p }];
    }),
  );
  const tests = [...summary.values()].reduce((count, { p }) => count + p.length, 0);
  return success({
    replicates: ranks.length,
    draws: draws ?? rankedDraws,
    quantities: summary,
    limit: falseAlarms / Math.max(1, tests),
    failed: failures,
    complete: !signal.aborted,
  });
}

type Replicate =
  | {
      readonly kind: "ranked";
      readonly ranks: ReadonlyMap<string, readonly number[]>;
      readonly draws: number;
    }
  | { readonly kind: "failed" | "refused"; readonly why: readonly Diagnostic[] }
  | { readonly kind: "stopped" };

interface Study {
  readonly model: Model;
  readonly bound: Bound;
  readonly infer: Infer;
  readonly prior: PriorPredictive;
  readonly quantities: Quantities;
  /** Null until the first replicate has said it. */
  readonly draws: number | null;
}

async function replicate(
  { model, bound, infer, prior, quantities, draws }: Study,
  number: number,
  { seed, runtime, signal, fit }: CalibrationOptions,
): Promise<Replicate> {
  const key = fold(keyOf(seed), number);
  const drawn = prior.at(key, 0);
  if (drawn === null) return { kind: "refused", why: [unsettled()] };
  const simulated = withResponses(model, bound, drawn);
  const run = await fit({ model, bound: simulated, infer, seed: seed + number, runtime, signal });
  if (!run.ok) return { kind: "failed", why: run.diagnostics };
  if (signal.aborted) return { kind: "stopped" };
  const { approximation } = run.value;
  if (approximation.kind === "point") {
    const notes = ["its one point has no draws for a value to be ranked among"];
    return {
      kind: "refused",
      why: [diagnose("H0753", { method: infer.method.name }, { at: infer.span, notes })],
    };
  }
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

/** The data with simulated responses in place of its own. */
function withResponses(model: Model, bound: Bound, drawn: Drawn): Bound {
  const { sizes } = bound.facts;
  const simulated = model.observations.map(({ response: { name, type } }): [string, BoundArray] => {
    const { dimensions, support } = type;
    const integer = support.kind === "label" || support.kind === "bool";
    const values = drawn.get(name) ?? new Float64Array();
    return [name, { name, dimensions, shape: shapeOf(dimensions, sizes), values, integer }];
  });
  return { ...bound, arrays: new Map([...bound.arrays, ...simulated]) };
}

/** How many draws are less than the truth; equal ones by lot. */
function rankAmong(
  source: DrawSource,
  count: number,
  quantities: Quantities,
  truth: ReadonlyMap<string, Float64Array>,
  key: Key,
): ReadonlyMap<string, readonly number[]> {
  const ranks = new Map([...truth].map(([name, values]) => [name, Array.from(values, () => 0)]));
  for (let i = 0; i < count; i++) {
    const index = source.count === null ? i : Math.floor(((i + 0.5) * source.count) / count);
    const values = quantities.at(source.at(index));
    for (const [name, own] of ranks) {
      const drawn = values.get(name) ?? new Float64Array();
      truth.get(name)?.forEach((value, e) => {
        const lower = (drawn[e] ?? Number.NaN) < value;
        const equal = drawn[e] === value && uniform64(fold(key, 2 + i * own.length + e)) < 0.5;
        if (lower || equal) own[e] = (own[e] ?? 0) + 1;
      });
    }
  }
  return ranks;
}
