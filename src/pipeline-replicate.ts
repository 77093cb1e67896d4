/** A calibration's replicates as work that any thread may do: it compiles the model's text again, once, and fits what it is told. */

import type { Bound } from "./data/bound.ts";
import { mayLeave, settle } from "./data/elsewhere.ts";
import { Bug } from "./diagnostic/bug.ts";
import type { Source } from "./diagnostic/source.ts";
import { fit } from "./inference/fit.ts";
import { compileText, type Compiled, type CompileOptions, inferOf } from "./pipeline-compile.ts";
import { startCrew } from "./pipeline-crew.ts";
import { noJournal } from "./posterior/checkpoint/journal.ts";
import {
  openReplicates,
  type Replicate,
  type ReplicateInput,
  type ReplicateOptions,
} from "./study/replicate.ts";
import type { Job } from "./tensor/crew.ts";

/** Plain data. */
export interface ReplicateSetup {
  readonly source: Source;
  /** As here: `--set` may have changed the infer block, or made the text right. */
  readonly settings: CompileOptions;
  readonly infer: string;
  readonly bound: Bound;
  readonly seed: number;
}

export const replicatesJob: Job<ReplicateSetup, ReplicateInput, Replicate> = {
  name: "replicates",
  prepare: async ({ source, settings, infer: name, bound, seed }, runtime) => {
    const compiled = compileText(source, settings);
    if (!compiled.ok) throw new Bug("a model that compiled before does not compile here");
    const { model, program } = compiled.value;
    const infer = inferOf(compiled.value, name);
    if (!infer.ok) throw new Bug(`there is no infer block ${name} here`);
    // A thread that is told to stop is ended.
    const { signal } = new AbortController();
    const opened = await openReplicates(model, settle(bound, program), infer.value, {
      seed,
      runtime,
      signal,
      fit: await oneByOne(),
    });
    if (!opened.ok) throw new Bug("a model that could be simulated before cannot be here");
    return opened.value;
  },
};

/** Null where the data cannot leave this thread. */
export function replicateSetup(
  { source, settings, program }: Compiled,
  infer: string,
  bound: Bound,
  seed: number,
): ReplicateSetup | null {
  return mayLeave(bound, program) ? { source, settings, infer, bound, seed } : null;
}

/** Fits in the thread that asks: replicates are side by side already. */
export async function oneByOne(): Promise<ReplicateOptions["fit"]> {
  const crew = await startCrew(1);
  return (task) => fit({ ...task, report: () => {}, starts: null, journal: noJournal, crew });
}
