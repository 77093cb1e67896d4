/** Every infer block of a model on the same data, seeds and splits. */

import { rowsComeApart } from "./check/all-rows.ts";
import type { DataSource } from "./data/columns.ts";
import { rowsIn, subset } from "./data/subset.ts";
import { success, type Outcome } from "./diagnostic/diagnostic.ts";
import { type Compiled, inferOf } from "./pipeline-compile.ts";
import { bind, fitBound } from "./pipeline-fit.ts";
import { defaultRuntime, meet } from "./pipeline-posterior.ts";
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
  { seed, map, signal, report }: CompareOptions,
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
    trials.push({ training: bound.value, meet: (posterior) => meet(posterior, scored, "required", { map }) });
  }
  const runtime = await defaultRuntime();
  const all = trials.length * program.infers.length;
  const found = await compareBlocks(program.infers, trials, {
    seed,
    runtime,
    signal,
    report: (done) => report(done, all),
    fit: (training, infer, own) => fitBound(compiled, training, infer, { seed: own, signal, runtime }),
  });
  if (!found.ok) return found;
  return success({ ...found.value, splits: trials.length, onTraining: parts.value.onTraining });
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
