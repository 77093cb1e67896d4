/** Every infer block of a model on the same data, seeds and splits. */

import { rowsComeApart } from "./check/all-rows.ts";
import type { DataSource } from "./data/columns.ts";
import { rowsIn, subset } from "./data/subset.ts";
import { success, type Outcome } from "./diagnostic/diagnostic.ts";
import { type Compiled, inferOf } from "./pipeline-compile.ts";
import { startCrew } from "./pipeline-crew.ts";
import { bind } from "./pipeline-fit.ts";
import { defaultRuntime, meet } from "./pipeline-posterior.ts";
import { openTrials, trialSetup, trialsJob } from "./pipeline-trial.ts";
import { compare as compareBlocks, type Comparison, type Trial } from "./study/compare.ts";
import { folds, readSplits } from "./study/splits.ts";

/** Rows to score: those of other sources, splits of the same ones (see `readSplits`), five folds by lot, or, where rows do not come apart, those that were learned from. */
export type Test =
  | { readonly kind: "sources"; readonly sources: readonly DataSource[] }
  | { readonly kind: "splits"; readonly value: unknown; readonly file: string }
  | { readonly kind: "folds" };

export interface CompareOptions {
  readonly seed: number;
  readonly map: readonly string[];
  readonly signal: AbortSignal;
  readonly report: (done: number, all: number) => void;
  /** Threads at most, which changes no score; as many as there are cores unless given. */
  readonly workers?: number;
}

export interface Compared extends Comparison {
  readonly splits: number;
  /** Scored on the rows that were learned from. */
  readonly onTraining: boolean;
}

const foldCount = 5;

export async function compare(
  compiled: Compiled,
  sources: readonly DataSource[],
  test: Test,
  { seed, map, signal, report, workers }: CompareOptions,
): Promise<Outcome<Compared>> {
  const { program } = compiled;
  const none = inferOf(compiled, null);
  if (!none.ok) return none;
  const parts = partsOf(compiled, sources, test, seed);
  if (!parts.ok) return parts;
  const trials: Trial[] = [];
  for (const [training, scored] of parts.value.pairs) {
    const bound = await bind(compiled, training, map);
    if (!bound.ok) return bound;
    const met = await meet({ model: compiled.model, facts: bound.value.facts }, scored, "required", { map });
    if (!met.ok) return met;
    trials.push({ training: bound.value, scored: met.value });
  }
  const [crew, runtime] = await Promise.all([startCrew(workers), defaultRuntime()]);
  const stop = (): void => crew.end();
  signal.addEventListener("abort", stop);
  const bounds = trials.flatMap(({ training, scored }) => [training, scored]);
  const team = crew.team(trialsJob, openTrials(compiled, runtime, signal), () =>
    trialSetup(compiled, bounds),
  );
  const all = trials.length * program.infers.length;
  const found = await compareBlocks(program.infers, trials, {
    seed,
    signal,
    report: (done) => report(done, all),
    team,
    // One waits while the others are worked on.
    width: crew.size === 1 ? 1 : crew.size + 1,
  }).finally(() => {
    signal.removeEventListener("abort", stop);
    crew.end();
  });
  return success({ ...found, splits: trials.length, onTraining: parts.value.onTraining });
}

/** Training and test sources, split by split. */
function partsOf({ program }: Compiled, sources: readonly DataSource[], test: Test, seed: number) {
  type Pair = readonly [readonly DataSource[], readonly DataSource[]];
  const parts = (pairs: readonly Pair[], onTraining = false) => success({ pairs, onTraining });
  if (test.kind === "sources") return parts([[sources, test.sources]]);
  const rows = rowsIn(program, sources);
  if (test.kind === "folds" && (rows === null || rows < 2 || !rowsComeApart(program)))
    return parts([[sources, sources]], true);
  const splits =
    test.kind === "splits"
      ? readSplits(test.value, rows ?? 0, test.file)
      : success(folds(rows ?? 0, foldCount, seed));
  if (!splits.ok) return splits;
  return parts(
    splits.value.map((split): Pair => [
      subset(program, sources, split.training),
      subset(program, sources, split.test),
    ]),
  );
}

export type { Entry } from "./study/compare.ts";
