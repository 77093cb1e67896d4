/** Experiments on whole models and fits: the prior predictive, simulation-based calibration. */

import type { Bound } from "./data/bound.ts";
import { success, type Outcome } from "./diagnostic/diagnostic.ts";
import { type Compiled, inferOf } from "./pipeline-compile.ts";
import { startCrew } from "./pipeline-crew.ts";
import { sizesOf, type SizeSource } from "./pipeline-emit.ts";
import { defaultRuntime } from "./pipeline-posterior.ts";
import { oneByOne, replicateSetup, replicatesJob } from "./pipeline-replicate.ts";
import { boundBySize } from "./study/bound-by-size.ts";
import { calibrate, type Calibration } from "./study/sbc.ts";
import { simulate as simulateBound, type Simulation } from "./study/simulate.ts";

/** Data that has met the model, or sizes alone. */
function boundOf({ program }: Compiled, source: SizeSource): Outcome<Bound> {
  if ("bound" in source) return success(source.bound);
  const sizes = sizesOf(program, source);
  return sizes.ok ? success(boundBySize(program, sizes.value)) : sizes;
}

export async function simulate(
  compiled: Compiled,
  source: SizeSource,
  { draws, seed }: { readonly draws: number; readonly seed: number },
): Promise<Outcome<Simulation>> {
  const bound = boundOf(compiled, source);
  if (!bound.ok) return bound;
  return simulateBound(compiled.model, bound.value, { draws, seed, runtime: await defaultRuntime() });
}

export interface SbcOptions {
  readonly infer: string | null;
  readonly seed: number;
  readonly replicates: number;
  readonly signal: AbortSignal;
  readonly report: (done: number) => void;
  /** Threads at most, which changes no rank; as many as there are cores unless given. */
  readonly workers?: number;
}

export async function sbc(
  compiled: Compiled,
  source: SizeSource,
  { infer: name, ...options }: SbcOptions,
): Promise<Outcome<Calibration>> {
  const infer = inferOf(compiled, name);
  if (!infer.ok) return infer;
  const bound = boundOf(compiled, source);
  if (!bound.ok) return bound;
  const { seed, signal, replicates, report, workers } = options;
  const crew = await startCrew(workers);
  const stop = (): void => crew.end();
  signal.addEventListener("abort", stop);
  const setup = () => replicateSetup(compiled, infer.value.name, bound.value, seed);
  return calibrate(compiled.model, bound.value, infer.value, {
    seed,
    signal,
    replicates,
    report,
    runtime: await defaultRuntime(),
    fit: await oneByOne(),
    team: (here) => crew.team(replicatesJob, here, setup),
    // One waits while the others are worked on.
    width: crew.size === 1 ? 1 : crew.size + 1,
  }).finally(() => {
    signal.removeEventListener("abort", stop);
    crew.end();
  });
}

export type { Calibration, Ranked } from "./study/sbc.ts";
export type { Simulation } from "./study/simulate.ts";
