/** A model meets data and is fitted: the middle of the walk. */

import type { Infer } from "./check/program.ts";
import type { Bound } from "./data/bound.ts";
import type { DataSource } from "./data/columns.ts";
import { type Diagnostic, type Outcome, success } from "./diagnostic/diagnostic.ts";
import type { Progress } from "./inference/method.ts";
import type { Model } from "./model/model.ts";
import { type Compiled, inferOf } from "./pipeline-compile.ts";
import { startCrew } from "./pipeline-crew.ts";
import { defaultRuntime } from "./pipeline-posterior.ts";
import { type Journal, noJournal } from "./posterior/checkpoint/journal.ts";
import type { Posterior } from "./posterior/posterior.ts";
import type { Runtime } from "./tensor/program.ts";

/**
 * Training data meets the model. `map` is `x=cement..age`, each in place of the model's own columns. `purpose`: what is simulated may be absent from data
 * that is given for its inputs.
 */
export async function bind(
  compiled: Compiled,
  sources: readonly DataSource[],
  map: readonly string[] = [],
  purpose: "training" | "inputs" = "training",
): Promise<Outcome<Bound>> {
  const [{ bindTraining, bindInputs }, { readColumnMap }] = await Promise.all([
    import("./data/bind.ts"),
    import("./data/column-map.ts"),
  ]);
  const columns = readColumnMap(map, compiled.program);
  if (!columns.ok) return columns;
  const meet = purpose === "training" ? bindTraining : bindInputs;
  return meet(compiled.program, sources, { map: columns.value });
}

export interface FitOptions {
  readonly infer?: string | null;
  readonly seed?: number;
  readonly map?: readonly string[];
  readonly report?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /** Told before the run what its warnings will hold too: a fit that may not end for want of memory. */
  readonly foresee?: (warning: Diagnostic) => void;
  /** Where chains begin: see `readStarts`. */
  readonly init?: unknown;
  /** The backend: generated WebAssembly unless another is given. */
  readonly runtime?: Runtime;
  /** Threads at most; as many as there are cores unless given. 1 works in the caller's own. */
  readonly workers?: number;
  /** Bytes of memory that are free; the machine is asked unless given. */
  readonly memory?: number;
  /** Where the run writes down how far it is; nowhere unless given. */
  readonly journal?: Journal;
}

/** Runs an infer block on data. Aborted, it gives what there is, its record incomplete. */
export async function fit(
  compiled: Compiled,
  sources: readonly DataSource[],
  options: FitOptions = {},
): Promise<Outcome<Posterior>> {
  const infer = inferOf(compiled, options.infer ?? null);
  if (!infer.ok) return infer;
  const bound = await bind(compiled, sources, options.map);
  if (!bound.ok) return bound;
  const fitted = await fitBound(compiled, bound.value, infer.value, options);
  return fitted.ok ? success(fitted.value, [...bound.warnings, ...fitted.warnings]) : fitted;
}

/** What discrete latents are told from, of models that have some: all data but what is stored anyway. */
function trainingOf({ summation }: Model, { arrays, facts }: Bound): Pick<Posterior, "training"> {
  if (summation.latents.length === 0) return {};
  return { training: new Map([...arrays].filter(([name]) => !facts.constants.has(name))) };
}

/** The same where the data have met the model already. */
export async function fitBound(
  compiled: Compiled,
  bound: Bound,
  infer: Infer,
  options: Omit<FitOptions, "infer" | "map">,
): Promise<Outcome<Posterior>> {
  const { seed = 1, report = () => {}, signal = new AbortController().signal } = options;
  const { journal = noJournal } = options;
  const { model } = compiled;
  const [inference, { readStarts }, { mostConditionedRows }, runtime] = await Promise.all([
    import("./inference/fit.ts"),
    import("./pipeline-point.ts"),
    import("./model/conditioned.ts"),
    options.runtime ?? defaultRuntime(),
  ]);
  const read = readStarts(model, bound.facts.sizes, infer, options.init);
  if (!read.ok) return read;
  const starts = read.value;
  const { availableMemory } = await import("./pipeline-machine.ts");
  const need = inference.estimateMemory(model, bound.facts.sizes, infer);
  const scarce = inference.scarceMemory(infer, need, options.memory ?? availableMemory());
  if (scarce !== null) options.foresee?.(scarce);
  const began = performance.now();
  const crew = await startCrew(options.workers);
  const task = { model, bound, infer, seed, runtime, crew, starts, report, signal, journal };
  const run = await inference.fit(task).finally(() => crew.end());
  if (!run.ok) return run;
  const { approximation, objective, complete, compileSeconds } = run.value;
  const conditioned = mostConditionedRows(model);
  const posterior: Posterior = {
    model,
    facts: bound.facts,
    approximation,
    record: {
      infer: infer.name,
      method: infer.method.name,
      options: infer.options,
      seed,
      objective,
      seconds: {
        compile: compiled.seconds + compileSeconds,
        fit: (performance.now() - began) / 1000 - compileSeconds,
      },
      rows: bound.rows,
      dropped: bound.dropped,
      ...(conditioned === 0 ? {} : { conditioned }),
      complete,
    },
    ...trainingOf(model, bound),
  };
  const warnings = scarce === null ? run.warnings : [scarce, ...run.warnings];
  return success(await watching(posterior, bound, runtime), warnings);
}

/** What chains of a network are judged on needs the training rows, which a posterior does not hold: it is looked at here. */
async function watching(posterior: Posterior, bound: Bound, runtime: Runtime): Promise<Posterior> {
  const { approximation, model } = posterior;
  if (approximation.kind !== "draws" || model.program.networks.length === 0) return posterior;
  const { watched } = await import("./posterior/watch.ts");
  return { ...posterior, approximation: await watched({ ...posterior, approximation }, bound, runtime) };
}
