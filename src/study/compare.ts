/** Every infer block of a model on the same data, seeds and splits. */

import type { Infer } from "../check/program.ts";
import type { Bound } from "../data/bound.ts";
import { diagnose, type Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Team } from "../tensor/crew.ts";
import { distance, type Distance } from "./distance.ts";
import { estimate, type Estimate, type Estimates, estimates } from "./estimates.ts";
import type { Scored, Trialled, TrialInput } from "./trial.ts";

/** A split that has met the model: what to learn from, and what to score. */
export interface Trial {
  readonly training: Bound;
  readonly scored: Bound;
}

export interface CompareOptions {
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly report: (done: number) => void;
  /** The threads that do it, in any order, with the same result. */
  readonly team: Team<TrialInput, Trialled>;
  /** How many trials may be under way at once. */
  readonly width: number;
}

export interface Cost {
  readonly fit: number;
  readonly predict: number;
  readonly stored_bytes: number;
}

export interface Entry {
  readonly infer: string;
  readonly method: string;
  /** Why it could not be fitted or scored; then nothing of it is known. */
  readonly failed: readonly Diagnostic[];
  readonly scores: Estimates;
  readonly seconds: { readonly fit: number; readonly predict: number };
  readonly latentScalars: number | null;
  readonly storedBytes: number;
  /** Times what the first block of `map` took; null where there is none. */
  readonly relativeToMap: Cost | null;
  /** From the first block of `nuts`, by response; null where there is none. */
  readonly fromNuts: ReadonlyMap<string, Readonly<Record<string, Estimate>>> | null;
}

export interface Comparison {
  readonly entries: readonly Entry[];
  readonly complete: boolean;
}

/** A block's results by split; a split that was not come to has none. */
interface Run {
  readonly results: ReadonlyMap<number, Trialled>;
  readonly failed: readonly Diagnostic[];
}

export async function compare(
  infers: readonly Infer[],
  trials: readonly Trial[],
  options: CompareOptions,
): Promise<Comparison> {
  const runs = await doAll(infers, trials, options);
  const first = (method: string) => runs[infers.findIndex((infer) => infer.method.name === method)] ?? null;
  const [map, nuts] = [first("map"), first("nuts")];
  const entries = infers.map((infer, i) => entryOf(infer, runs[i] as Run, map, nuts));
  return { entries, complete: !options.signal.aborted };
}

/** Split by split, block by block, as many at once as there is width for. */
async function doAll(
  infers: readonly Infer[],
  trials: readonly Trial[],
  { seed, signal, report, team, width }: CompareOptions,
): Promise<readonly Run[]> {
  const found = infers.map(() => new Map<number, Trialled>());
  const profiled = infers.some(({ method }) => method.name === "nuts");
  const waiting = trials.flatMap((trial, split) =>
    infers.map((infer, block) => ({ trial, split, infer, block })),
  );
  let done = 0;
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && !signal.aborted; next = waiting.shift()) {
      const { trial, split, infer, block } = next;
      const own = found[block];
      // Splits before one that failed are done all the same, so that the first fault is told whatever the order.
      if (own === undefined || firstFault(own).split < split) continue;
      const result = await team.work({ ...trial, block, seed: seed + split, profiled });
      if (signal.aborted) return;
      own.set(split, result.kind === "done" ? result.output : lost(infer, split, result.why));
      report((done += 1));
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return found.map((results) => ({ results, failed: firstFault(results).why }));
}

function firstFault(results: ReadonlyMap<number, Trialled>) {
  const faults = [...results].flatMap(([split, each]) =>
    each.kind === "failed" ? [{ split, why: each.why }] : [],
  );
  const none = { split: Infinity, why: [] as readonly Diagnostic[] };
  return faults.reduce((least, each) => (each.split < least.split ? each : least), none);
}

function lost(infer: Infer, split: number, why: string): Trialled {
  const help = "`--workers 1` does all in the command's own thread, in less memory";
  const what = `${infer.name}, split ${split + 1}`;
  return { kind: "failed", why: [diagnose("H0740", { what }, { at: infer.span, notes: [why], help })] };
}

/** In the order of splits. */
function scoredOf({ results }: Run): readonly (Scored & { readonly split: number })[] {
  return [...results]
    .sort(([one], [other]) => one - other)
    .flatMap(([split, each]) => (each.kind === "scored" ? [{ ...each, split }] : []));
}

const average = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;

function costOf(run: Run): Cost {
  const scored = scoredOf(run);
  return {
    fit: average(scored.map(({ seconds }) => seconds.fit)),
    predict: average(scored.map(({ seconds }) => seconds.predict)),
    stored_bytes: average(scored.map((each) => each.storedBytes)),
  };
}

function entryOf(infer: Infer, run: Run, map: Run | null, nuts: Run | null): Entry {
  const { failed } = run;
  const scored = scoredOf(run);
  const cost = costOf(run);
  const good = (other: Run | null): other is Run => other?.failed.length === 0 && failed.length === 0;
  return {
    infer: infer.name,
    method: infer.method.name,
    failed,
    scores: estimates(scored.map(({ scores }) => scores)),
    seconds: { fit: cost.fit, predict: cost.predict },
    latentScalars: scored.at(-1)?.latentScalars ?? null,
    storedBytes: cost.stored_bytes,
    relativeToMap: good(map) ? times(cost, costOf(map)) : null,
    fromNuts: good(nuts) ? distances(run, nuts) : null,
  };
}

function times(own: Cost, its: Cost): Cost {
  return {
    fit: own.fit / its.fit,
    predict: own.predict / its.predict,
    stored_bytes: own.stored_bytes / its.stored_bytes,
  };
}

function distances(run: Run, nuts: Run): ReadonlyMap<string, Readonly<Record<string, Estimate>>> {
  const scored = scoredOf(run);
  const others = new Map(scoredOf(nuts).map(({ split, profiles }) => [split, profiles]));
  const names = [...(scored[0]?.profiles.keys() ?? [])];
  return new Map(
    names.map((name) => {
      const own = scored.flatMap(({ split, profiles }): Distance[] => {
        const [a, b] = [profiles.get(name), others.get(split)?.get(name)];
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
