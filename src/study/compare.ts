/** Every infer block of a model on the same data, seeds and splits. */

import type { Infer } from "../check/program.ts";
import type { Bound } from "../data/bound.ts";
import { success, type Diagnostic, type Outcome } from "../diagnostic/diagnostic.ts";
import { evaluate } from "../posterior/evaluate.ts";
import type { Posterior } from "../posterior/posterior.ts";
import { storedBytes } from "../posterior/stored-bytes.ts";
import type { Runtime } from "../tensor/program.ts";
import { distance, type Distance, type Profile, profiles } from "./distance.ts";
import { estimate, type Estimate, type Estimates, estimates } from "./estimates.ts";

/** A split that has met the model: what to learn from, and how a posterior meets the rows to score. */
export interface Trial {
  readonly training: Bound;
  readonly meet: (posterior: Posterior) => Promise<Outcome<Bound>>;
}

export interface CompareOptions {
  readonly seed: number;
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  readonly report: (done: number) => void;
  readonly fit: (training: Bound, infer: Infer, seed: number) => Promise<Outcome<Posterior>>;
}

export interface Entry {
  readonly infer: string;
  readonly method: string;
  /** Why it could not be fitted or scored; then nothing of it is known. */
  readonly failed: readonly Diagnostic[];
  readonly scores: Estimates;
  readonly seconds: { readonly fit: number; readonly predict: number };
  readonly storedBytes: number;
  /** Times what the first block of `map` took; null where there is none. */
  readonly relativeToMap: {
    readonly fit: number;
    readonly predict: number;
    readonly stored_bytes: number;
  } | null;
  /** From the first block of `nuts`, by response; null where there is none. */
  readonly fromNuts: ReadonlyMap<string, Readonly<Record<string, Estimate>>> | null;
  readonly posterior: Posterior | null;
}

export interface Comparison {
  readonly entries: readonly Entry[];
  readonly complete: boolean;
}

interface Run {
  readonly scores: object[];
  readonly fit: number[];
  readonly predict: number[];
  readonly bytes: number[];
  readonly profiles: ReadonlyMap<string, Profile>[];
  posterior: Posterior | null;
  failed: readonly Diagnostic[];
}

export async function compare(
  infers: readonly Infer[],
  trials: readonly Trial[],
  options: CompareOptions,
): Promise<Outcome<Comparison>> {
  const { signal } = options;
  const runs = infers.map((): Run => {
    return { scores: [], fit: [], predict: [], bytes: [], profiles: [], posterior: null, failed: [] };
  });
  const sampler = infers.findIndex(({ method }) => method.name === "nuts");
  let done = 0;
  for (const [split, trial] of trials.entries()) {
    for (const [i, infer] of infers.entries()) {
      const run = runs[i];
      if (run === undefined || run.failed.length > 0 || signal.aborted) continue;
      await once(trial, infer, run, options, options.seed + split, sampler >= 0);
      options.report((done += 1));
    }
  }
  const map = runs[infers.findIndex(({ method }) => method.name === "map")] ?? null;
  const nuts = runs[sampler] ?? null;
  const entries = infers.map((infer, i) => entryOf(infer, runs[i] as Run, map, nuts));
  return success({ entries, complete: !signal.aborted });
}

/** One block on one split; what it comes to is added to the run. */
async function once(
  { training, meet }: Trial,
  infer: Infer,
  run: Run,
  { runtime, fit, signal }: CompareOptions,
  seed: number,
  profiled: boolean,
): Promise<void> {
  const fitted = await fit(training, infer, seed);
  if (signal.aborted) return;
  if (!fitted.ok) {
    run.failed = fitted.diagnostics;
    return;
  }
  const posterior = fitted.value;
  const met = await meet(posterior);
  if (!met.ok) {
    run.failed = met.diagnostics;
    return;
  }
  const began = performance.now();
  run.scores.push(await evaluate(posterior, met.value, { seed, runtime }));
  run.predict.push((performance.now() - began) / 1000);
  run.fit.push(posterior.record.seconds.fit);
  run.bytes.push(storedBytes(posterior));
  if (profiled) run.profiles.push(await profiles(posterior, met.value, { seed, runtime }));
  run.posterior = posterior;
}

const average = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;

function entryOf(infer: Infer, run: Run, map: Run | null, nuts: Run | null): Entry {
  const { scores, fit, predict, bytes, posterior, failed } = run;
  const times = (own: readonly number[], its: readonly number[]): number => average(own) / average(its);
  const sampled = nuts !== null && nuts.failed.length === 0 && failed.length === 0;
  return {
    infer: infer.name,
    method: infer.method.name,
    failed,
    scores: estimates(scores),
    seconds: { fit: average(fit), predict: average(predict) },
    storedBytes: average(bytes),
    relativeToMap:
      map === null || map.failed.length > 0 || failed.length > 0
        ? null
        : {
            fit: times(fit, map.fit),
            predict: times(predict, map.predict),
            stored_bytes: times(bytes, map.bytes),
          },
    fromNuts: sampled ? distances(run, nuts) : null,
    posterior,
  };
}

function distances(run: Run, nuts: Run): ReadonlyMap<string, Readonly<Record<string, Estimate>>> {
  const names = [...(run.profiles[0]?.keys() ?? [])];
  return new Map(
    names.map((name) => {
      const own = run.profiles.flatMap((profile, split): Distance[] => {
        const [a, b] = [profile.get(name), nuts.profiles[split]?.get(name)];
        return a === undefined || b === undefined ? [] : [distance(a, b)];
      });
      const kinds = Object.keys(own[0] ?? {}) as (keyof Distance)[];
      return [
        name,
        Object.fromEntries(
          kinds.map((kind) => [kind, estimate(own.map((each) => each[kind] ?? Number.NaN))]),
        ),
      ];
    }),
  );
}
