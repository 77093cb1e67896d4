/**
 * The one driver that knows every room: text to model, model and data to posterior, and what a posterior is asked for. Heavy
 * rooms are loaded when first needed, so that checking a model costs no more than checking it.
 */

import type { Infer } from "./check/program.ts";
import type { Bound } from "./data/bound.ts";
import type { DataSource } from "./data/columns.ts";
import { failure, success, type Diagnostic, type Outcome } from "./diagnostic/diagnostic.ts";
import type { Progress } from "./inference/method.ts";
import { inferOf, type Compiled } from "./pipeline-compile.ts";
import type { Density } from "./pipeline-density.ts";
import type { Emitted, SizeSource } from "./pipeline-emit.ts";
import { defaultRuntime } from "./pipeline-posterior.ts";
import type { ModelStage, ProgramStage } from "./pipeline-stages.ts";
import type { Posterior } from "./posterior/posterior.ts";
import type { Runtime } from "./tensor/program.ts";

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

/** Training data meets the model. `map` is `x=cement..age`, each in place of the model's own columns. */
export async function bind(
  compiled: Compiled,
  sources: readonly DataSource[],
  map: readonly string[] = [],
): Promise<Outcome<Bound>> {
  const [{ bindTraining }, { readColumnMap }] = await Promise.all([
    import("./data/bind.ts"),
    import("./data/column-map.ts"),
  ]);
  const columns = readColumnMap(map, compiled.program);
  return columns.ok ? bindTraining(compiled.program, sources, { map: columns.value }) : columns;
}

export interface FitOptions {
  readonly infer?: string | null;
  readonly seed?: number;
  readonly map?: readonly string[];
  readonly report?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /** Where chains begin: see `readStarts`. */
  readonly init?: unknown;
  /** The backend: generated WebAssembly unless another is given. */
  readonly runtime?: Runtime;
}

/** Runs an infer block on data. Aborted, it gives what there is, its record incomplete. */
export async function fit(
  compiled: Compiled,
  sources: readonly DataSource[],
  options: FitOptions = {},
): Promise<Outcome<Posterior>> {
  const { seed = 1, report = () => {}, signal = new AbortController().signal } = options;
  const infer = inferOf(compiled, options.infer ?? null);
  if (!infer.ok) return infer;
  const bound = await bind(compiled, sources, options.map);
  if (!bound.ok) return bound;
  const { model } = compiled;
  const [inference, { readStarts }, { mostConditionedRows }, runtime] = await Promise.all([
    import("./inference/fit.ts"),
    import("./pipeline-point.ts"),
    import("./model/conditioned.ts"),
    options.runtime ?? defaultRuntime(),
  ]);
  const read = readStarts(model, bound.value.facts.sizes, infer.value, options.init);
  if (!read.ok) return read;
  const starts = read.value;
  const began = performance.now();
  const task = { model, bound: bound.value, infer: infer.value, seed, runtime, starts, report, signal };
  const run = await inference.fit(task);
  if (!run.ok) return run;
  const { approximation, objective, complete, compileSeconds } = run.value;
  const conditioned = mostConditionedRows(model);
  const posterior: Posterior = {
    model,
    facts: bound.value.facts,
    approximation,
    record: {
      infer: infer.value.name,
      method: infer.value.method.name,
      options: infer.value.options,
      seed,
      objective,
      seconds: {
        compile: compiled.seconds + compileSeconds,
        fit: (performance.now() - began) / 1000 - compileSeconds,
      },
      rows: bound.value.rows,
      dropped: bound.value.dropped,
      ...(conditioned === 0 ? {} : { conditioned }),
      complete,
    },
  };
  return success(posterior, [...bound.warnings, ...run.warnings]);
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

export { compileText, format, inferOf, type Compiled } from "./pipeline-compile.ts";
export * from "./pipeline-posterior.ts";
export * from "./pipeline-stages.ts";
export type { Emitted, SizeSource } from "./pipeline-emit.ts";
export type { Bound } from "./data/bound.ts";
export type { DataSource } from "./data/columns.ts";
export type { Density } from "./pipeline-density.ts";
export type { Posterior } from "./posterior/posterior.ts";
export { samplerCounts, type SamplerCounts } from "./posterior/chains.ts";
