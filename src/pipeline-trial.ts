/** A comparison's fits as work that any thread may do: it compiles the model's text again, once, and fits and scores what it is told. */

import { mayLeave, settle } from "./data/elsewhere.ts";
import type { Bound } from "./data/bound.ts";
import { Bug } from "./diagnostic/bug.ts";
import type { Source } from "./diagnostic/source.ts";
import { compileText, type Compiled, type CompileOptions } from "./pipeline-compile.ts";
import { fitBound } from "./pipeline-fit.ts";
import { attempt, type Trialled, type TrialInput } from "./study/trial.ts";
import type { Hand, Job } from "./tensor/crew.ts";
import type { Runtime } from "./tensor/program.ts";

/** Plain data. */
export interface TrialSetup {
  readonly source: Source;
  readonly settings: CompileOptions;
}

export const trialsJob: Job<TrialSetup, TrialInput, Trialled> = {
  name: "trials",
  prepare: ({ source, settings }, runtime) => {
    const compiled = compileText(source, settings);
    if (!compiled.ok) throw new Bug("a model that compiled before does not compile here");
    const { program } = compiled.value;
    // A thread that is told to stop is ended.
    const here = openTrials(compiled.value, runtime, new AbortController().signal);
    const own = (input: TrialInput): TrialInput => {
      return { ...input, training: settle(input.training, program), scored: settle(input.scored, program) };
    };
    return Promise.resolve({ ...here, work: (input) => here.work(own(input)) });
  },
};

/** Null where the data cannot leave this thread. */
export function trialSetup(
  { source, settings, program }: Compiled,
  bounds: readonly Bound[],
): TrialSetup | null {
  return bounds.every((bound) => mayLeave(bound, program)) ? { source, settings } : null;
}

/** Chains are worked on in the thread that asks: fits are side by side already. */
export function openTrials(
  compiled: Compiled,
  runtime: Runtime,
  signal: AbortSignal,
): Hand<TrialInput, Trialled> {
  return {
    work: (input) => {
      const infer = compiled.program.infers[input.block];
      if (infer === undefined) throw new Bug(`there is no infer block ${input.block} here`);
      return attempt(input, infer, {
        runtime,
        signal,
        fit: (training, block, seed) =>
          fitBound(compiled, training, block, { seed, signal, runtime, workers: 1 }),
      });
    },
    dispose: () => {},
  };
}
