/**
 * The one driver that knows every room: text to model, model and data to posterior, and what a posterior is asked for. Heavy
 * rooms are loaded when first needed, so that checking a model costs no more than checking it.
 */

import { check } from "./check/check.ts";
import type { CheckedProgram, Infer } from "./check/program.ts";
import type { Bound } from "./data/bound.ts";
import type { DataSource } from "./data/columns.ts";
import { Bug } from "./diagnostic/bug.ts";
import { arrange } from "./diagnostic/arrange.ts";
import { failure, success, type Diagnostic, type Outcome } from "./diagnostic/diagnostic.ts";
import type { Source } from "./diagnostic/source.ts";
import type { Progress } from "./inference/method.ts";
import { buildModel } from "./model/build.ts";
import type { Model } from "./model/model.ts";
import type { Density } from "./pipeline-density.ts";
import { absent, applySettings } from "./pipeline-settings.ts";
import type { Posterior } from "./posterior/posterior.ts";
import type { Syntax } from "./syntax/ast.ts";
import { parse } from "./syntax/parse.ts";
import type { Runtime } from "./tensor/program.ts";

export interface Compiled {
  readonly source: Source;
  readonly syntax: Syntax;
  readonly program: CheckedProgram;
  readonly model: Model;
  /** From text to here. */
  readonly seconds: number;
}

export interface CompileOptions {
  /** The infer block that `set` changes; null for the first. */
  readonly infer?: string | null;
  /** `option=value`, each in place of the block's own. */
  readonly set?: readonly string[];
}

/** Text → model, with every mistake of the text in one run. */
export function compileText(source: Source, options: CompileOptions = {}): Outcome<Compiled> {
  const began = performance.now();
  const parsed = parse(source);
  if (parsed.syntax === null) return failure(...parsed.diagnostics);
  const settled = applySettings(parsed.syntax, options.infer ?? null, options.set ?? []);
  if (!settled.ok) return failure(...parsed.diagnostics, ...settled.diagnostics);
  const syntax = settled.value;
  const { program, diagnostics } = check(syntax);
  const found = [...parsed.diagnostics, ...diagnostics];
  if (program === null || hasError(found)) return failure(...arrange(found));
  const model = buildModel(program);
  found.push(...notConjugate(model));
  if (hasError(found)) return failure(...arrange(found));
  const seconds = (performance.now() - began) / 1000;
  return success({ source, syntax, program, model, seconds }, arrange(found));
}

function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ level }) => level === "error");
}

/** What breaks the closed form, where an infer block asks for it. */
function notConjugate({ program, conjugacy }: Model): readonly Diagnostic[] {
  const wanted = program.infers.some((infer) => infer.method.requires.includes("conjugate"));
  return wanted && conjugacy.kind === "none" ? [conjugacy.why] : [];
}

/** The infer block called `name`, or the first. */
export function inferOf({ program }: Compiled, name: string | null): Outcome<Infer> {
  const found = name === null ? program.infers[0] : program.infers.find((infer) => infer.name === name);
  return found === undefined
    ? failure(
        absent(
          name,
          program.infers.map((infer) => infer.name),
        ),
      )
    : success(found);
}

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
  const columns = readColumnMap(map);
  return columns.ok ? bindTraining(compiled.program, sources, { map: columns.value }) : columns;
}

export interface FitOptions {
  readonly infer?: string | null;
  readonly seed?: number;
  readonly map?: readonly string[];
  readonly report?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /** The backend: generated WebAssembly unless another is given. */
  readonly runtime?: Runtime;
}

/** What one WebAssembly memory can hold. */
const memoryLimit = 2 ** 32;

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
  const [{ methods }, { refuseMemory }, runtime] = await Promise.all([
    import("./inference/methods/table.ts"),
    import("./inference/kernel/memory.ts"),
    options.runtime ?? defaultRuntime(),
  ]);
  const refusal = refuseMemory(model, bound.value.facts.sizes, bound.value.rows, infer.value, memoryLimit);
  if (refusal !== null) return failure(refusal);
  const began = performance.now();
  const method = Object.entries(methods).find(([name]) => name === infer.value.method.name)?.[1];
  if (!method) throw new Bug(`the checker let ${infer.value.method.name} pass, which is not built`);
  const run = await method({ model, bound: bound.value, infer: infer.value, seed, runtime, report, signal });
  if (!run.ok) return run;
  const { approximation, objective, complete, compileSeconds } = run.value;
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
      complete,
    },
  };
  return success(posterior, [...bound.warnings, ...run.warnings]);
}

async function defaultRuntime(): Promise<Runtime> {
  const { createWasm } = await import("./backend/wasm/runtime.ts");
  return createWasm();
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

export type { Bound } from "./data/bound.ts";
export type { DataSource } from "./data/columns.ts";
export type { Density } from "./pipeline-density.ts";
export type { Posterior } from "./posterior/posterior.ts";
