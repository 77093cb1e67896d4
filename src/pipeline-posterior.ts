/** What a posterior is asked for: predictions and scores on new data, draws, the latents' table. */

import type { Bound } from "./data/bound.ts";
import type { DataSource } from "./data/columns.ts";
import { diagnose, failure, success, type Diagnostic, type Outcome } from "./diagnostic/diagnostic.ts";
import { compileText } from "./pipeline-compile.ts";
import { printType } from "./shape/print.ts";
import type { Draws } from "./posterior/draws.ts";
import type { Scores } from "./posterior/evaluate.ts";
import type { SaveOptions } from "./posterior/folder.ts";
import type { Posterior } from "./posterior/posterior.ts";
import type { Prediction } from "./posterior/predict.ts";
import type { Responsibilities } from "./posterior/responsibilities.ts";
import type { Runtime } from "./tensor/program.ts";

export interface AskOptions {
  readonly seed?: number;
  /** `x=cement..age`, each in place of the columns that training read. */
  readonly map?: readonly string[];
  /** How many posterior draws a prediction mixes. */
  readonly draws?: number;
  readonly runtime?: Runtime;
  /** Aborted: predictions and scores stop soon, with a diagnostic in place of half of them. */
  readonly signal?: AbortSignal;
}

export interface PredictionOptions extends AskOptions {
  /** The probability between the outer quantiles; 0.9 unless given. */
  readonly level?: number;
}

/** One row a row of the data, in its own units. */
export async function predict(
  posterior: Posterior,
  sources: readonly DataSource[],
  options: PredictionOptions = {},
): Promise<Outcome<Prediction>> {
  const bound = await meet(posterior, sources, "optional", options);
  if (!bound.ok) return bound;
  const { predict: predictBound } = await import("./posterior/predict.ts");
  const apart = withoutRows(posterior);
  if (apart !== null) return failure(apart);
  const { seed = 1, level = 0.9, draws, signal } = options;
  const runtime = options.runtime ?? (await defaultRuntime());
  const prediction = await predictBound(posterior, bound.value, {
    seed,
    level,
    runtime,
    ...(draws ? { draws } : {}),
    ...(signal ? { signal } : {}),
  });
  return signal?.aborted === true ? failure(stopped()) : success(prediction, bound.warnings);
}

export type Evaluation =
  | Scores
  | { readonly rows: number; readonly responses: Readonly<Record<string, Scores>> };

/** Scores on data that has the response. */
export async function evaluate(
  posterior: Posterior,
  sources: readonly DataSource[],
  options: AskOptions = {},
): Promise<Outcome<Evaluation>> {
  const bound = await meet(posterior, sources, "required", options);
  if (!bound.ok) return bound;
  const { evaluate: evaluateBound } = await import("./posterior/evaluate.ts");
  const { seed = 1, draws, signal } = options;
  const runtime = options.runtime ?? (await defaultRuntime());
  const scores = await evaluateBound(posterior, bound.value, {
    seed,
    runtime,
    ...(draws ? { draws } : {}),
    ...(signal ? { signal } : {}),
  });
  return signal?.aborted === true ? failure(stopped()) : success(scores, bound.warnings);
}

function stopped(): Diagnostic {
  return diagnose("H0719", {}, { at: null, help: "what was done so far is not kept: ask again" });
}

/** Responses that have no common first dimension: one row of a prediction would be about nothing. */
function withoutRows({ model }: Posterior): Diagnostic | null {
  const [first, ...others] = model.observations;
  const [dimension] = first?.response.type.dimensions ?? [];
  const other = others.find(({ response }) => response.type.dimensions[0] !== dimension);
  if (first === undefined || other === undefined) return null;
  const labels = [{ span: first.span, text: `${first.response.name}: ${printType(first.response.type)}` }];
  const text = `${other.response.name}: ${printType(other.response.type)}`;
  const help =
    "`draws` and `summary` tell what was learned; predictions need a first dimension that all responses share";
  return diagnose("H0649", {}, { at: other.span, text, labels, help });
}

/** `count` draws of every latent and of every deterministic quantity that needs no data. */
export async function drawsOf(posterior: Posterior, count: number, options: AskOptions = {}): Promise<Draws> {
  const [{ draws }, { keyOf }] = await Promise.all([
    import("./posterior/draws.ts"),
    import("./tensor/random.ts"),
  ]);
  return draws(posterior, count, keyOf(options.seed ?? 1), options.runtime ?? (await defaultRuntime()));
}

/** How probable each value of each discrete latent is, given the data of the fit; nothing of models without. */
export async function responsibilitiesOf(
  posterior: Posterior,
  options: AskOptions = {},
): Promise<Readonly<Record<string, Responsibilities>>> {
  if (posterior.model.summation.latents.length === 0) return {};
  const { responsibilities } = await import("./posterior/responsibilities.ts");
  return responsibilities(posterior, {
    seed: options.seed ?? 1,
    runtime: options.runtime ?? (await defaultRuntime()),
  });
}

/** Writes the folder `path`, whole or not at all; `replace` lets it take the place of another posterior, and of nothing else. */
export async function save(
  posterior: Posterior,
  path: string,
  options: Omit<SaveOptions, "version">,
): Promise<Outcome<{ readonly bytes: number }>> {
  const [folder, { version }] = await Promise.all([
    import("./posterior/folder.ts"),
    import("./pipeline-version.ts"),
  ]);
  return folder.save(posterior, path, { ...options, version: version() });
}

/** Whether `save` would find its place free, asked before a fit. */
export async function maySave(path: string, replace: boolean): Promise<Outcome<string>> {
  const folder = await import("./posterior/folder.ts");
  return folder.maySave(path, replace);
}

/** Reads a posterior's folder and compiles the model in it again. */
export async function load(path: string): Promise<Outcome<Posterior>> {
  const [{ readStored }, { revive }] = await Promise.all([
    import("./posterior/folder.ts"),
    import("./posterior/stored.ts"),
  ]);
  const stored = await readStored(path);
  if (!stored.ok) return stored;
  const compiled = compileText(stored.value.source);
  if (compiled.ok) return revive(stored.value, compiled.value.model);
  const help = "this Hunch reads the language otherwise than the one that wrote it: fit the model again";
  return failure(diagnose("H0653", { path }, { at: null, help }), ...compiled.diagnostics);
}

/** New data meets a fitted model: its sizes, labels and scales are training's. */
export async function meet(
  { model, facts }: Pick<Posterior, "model" | "facts">,
  sources: readonly DataSource[],
  response: "optional" | "required",
  { map = [] }: AskOptions,
): Promise<Outcome<Bound>> {
  const [{ bindNew }, { readColumnMap }] = await Promise.all([
    import("./data/bind.ts"),
    import("./data/column-map.ts"),
  ]);
  const columns = readColumnMap(map, model.program);
  if (!columns.ok) return columns;
  return bindNew(model.program, facts, sources, { response, map: columns.value });
}

/** Generated WebAssembly. */
export async function defaultRuntime(): Promise<Runtime> {
  const { createWasm } = await import("./backend/wasm/runtime.ts");
  return createWasm();
}

export type { Scores } from "./posterior/evaluate.ts";
