/**
 * The one driver that knows every room: text to model, model and data to posterior, and what a posterior is asked for. Heavy
 * rooms are loaded when first needed, so that checking a model costs no more than checking it.
 */

import type { CheckedProgram, Infer } from "./check/program.ts";
import type { Bound } from "./data/bound.ts";
import type { DataSource } from "./data/columns.ts";
import { failure, success, type Diagnostic, type Outcome } from "./diagnostic/diagnostic.ts";
import type { FitToOptions, Saved } from "./pipeline-checkpoint.ts";
import type { Compared, CompareOptions, Test } from "./pipeline-compare.ts";
import type { Compiled } from "./pipeline-compile.ts";
import type { Density } from "./pipeline-density.ts";
import type { Emitted, SizeSource } from "./pipeline-emit.ts";
import type { Calibration, SbcOptions, Simulation } from "./pipeline-study.ts";
import type { ModelStage, ProgramStage } from "./pipeline-stages.ts";

/** Files → sources, in order; `-` is standard input. */
export async function readSources(paths: readonly string[]): Promise<Outcome<readonly DataSource[]>> {
  const { readFileSource } = await import("./data/file-source.ts");
  const sources: DataSource[] = [];
  const mistakes: Diagnostic[] = [];
  for (const path of paths) {
    const read = await readFileSource(path);
    if (read.ok) sources.push(read.value);
    else mistakes.push(...read.diagnostics);
  }
  return mistakes.length > 0 ? failure(...mistakes) : success(sources);
}

/** Data from TypeScript — an array of records, or arrays, nested arrays and typed arrays by name — as a source. */
export async function sourceOf(data: unknown): Promise<Outcome<DataSource>> {
  const { arraysSource } = await import("./data/values.ts");
  return arraysSource(data);
}

/** The same for a model of several blocks, whose names may stand in the data: `{ schools: […], y: […] }`. */
export async function sourcesOf(
  program: CheckedProgram,
  data: unknown,
): Promise<Outcome<readonly DataSource[]>> {
  const blocks = await import("./data/blocks.ts");
  return blocks.sourcesOf(program, data);
}

/** Runs an infer block on data and saves its posterior, with checkpoints on the way: see `pipeline-checkpoint.ts`. */
export async function fitTo(
  compiled: Compiled,
  sources: readonly DataSource[],
  options: FitToOptions,
): Promise<Outcome<Saved>> {
  return (await import("./pipeline-checkpoint.ts")).fitTo(compiled, sources, options);
}

/** log p and its gradient at a point of all latents: see `pipeline-density.ts`. */
export async function density(
  compiled: Compiled,
  bound: Bound,
  point: unknown,
  { unconstrained }: { readonly unconstrained: boolean },
): Promise<Outcome<Density>> {
  const { densityAt } = await import("./pipeline-density.ts");
  return densityAt(compiled.model, bound, point, unconstrained);
}

/** A stage of `hunch compile --emit`: of the model alone, or of the programs that an infer block runs. */
export async function emitModel(compiled: Compiled, stage: ModelStage): Promise<string> {
  return (await import("./pipeline-emit.ts")).emitModel(compiled, stage);
}

export async function emitPrograms(
  compiled: Compiled,
  stage: ProgramStage,
  infer: Infer,
  sizes: SizeSource,
): Promise<Outcome<Emitted>> {
  return (await import("./pipeline-emit.ts")).emitPrograms(compiled, stage, infer, sizes);
}

/** What a model expects before it has seen anything: see `pipeline-study.ts`. */
export async function simulate(
  compiled: Compiled,
  source: SizeSource,
  options: { readonly draws: number; readonly seed: number },
): Promise<Outcome<Simulation>> {
  return (await import("./pipeline-study.ts")).simulate(compiled, source, options);
}

/** Simulation-based calibration of an infer block. */
export async function sbc(
  compiled: Compiled,
  source: SizeSource,
  options: SbcOptions,
): Promise<Outcome<Calibration>> {
  return (await import("./pipeline-study.ts")).sbc(compiled, source, options);
}

/** Every infer block on the same data, seeds and splits. */
export async function compare(
  compiled: Compiled,
  sources: readonly DataSource[],
  test: Test,
  options: CompareOptions,
): Promise<Outcome<Compared>> {
  return (await import("./pipeline-compare.ts")).compare(compiled, sources, test, options);
}

export { compileText, format, inferOf, type Compiled } from "./pipeline-compile.ts";
export { bind, fit, type FitOptions } from "./pipeline-fit.ts";
export * from "./pipeline-diagnose.ts";
export * from "./pipeline-posterior.ts";
export * from "./pipeline-stages.ts";
export type { Saved } from "./pipeline-checkpoint.ts";
export type { Compared, Entry, Test } from "./pipeline-compare.ts";
export type { Calibration, Ranked, Simulation } from "./pipeline-study.ts";
export type { Emitted, SizeSource } from "./pipeline-emit.ts";
export type { Bound } from "./data/bound.ts";
export type { DataSource } from "./data/columns.ts";
export type { Density } from "./pipeline-density.ts";
export type { Posterior } from "./posterior/posterior.ts";
export { latentScalars } from "./posterior/latent-scalars.ts";
export { maxDepthOf, samplerCounts, type SamplerCounts } from "./posterior/chains.ts";
