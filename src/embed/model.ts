/** The language inside TypeScript: text becomes a model, a model and data a posterior. */

import { diagnose, type Diagnostic } from "../diagnostic/diagnostic.ts";
import * as pipeline from "../pipeline.ts";
import type { Data } from "./data.ts";
import { HunchError, valueOf } from "./hunch-error.ts";
import { posteriorOf, type Posterior } from "./posterior.ts";
import { inRange } from "./settings.ts";
import {
  type Calibrated,
  compare,
  type Compared,
  type CompareOptions,
  sbc,
  type SbcOptions,
  simulate,
  type SimulateOptions,
  type Simulated,
} from "./studies.ts";

export interface CompileOptions {
  /** What messages call the text; `model` unless given. */
  readonly name?: string;
}

/** Numbers and nested arrays, of each latent's shape. */
export type Point = Readonly<Record<string, PointValue>>;
export type PointValue = number | readonly PointValue[];

export interface FitOptions {
  /** The infer block; the first unless given. */
  readonly infer?: string;
  /** Options in place of the block's own, as written there: `{ steps: 500, optimizer: "adam(0.003)" }`. */
  readonly set?: Readonly<Record<string, number | string>>;
  /** Decides every random draw; 1 unless given. */
  readonly seed?: number;
  /** Where chains begin: the value of every latent by name, on the declared scale; a list has one point for each chain. */
  readonly init?: Point | readonly Point[];
  /** Threads at most, which changes no number: as many as there are cores unless given, in a browser 1, the caller's own. */
  readonly workers?: number;
  /** Aborted: the fit stops soon and gives what there is, `record.complete` false. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: {
    readonly step: number;
    readonly steps: number;
    readonly objective: { readonly name: string; readonly value: number } | null;
  }) => void;
}

export interface Model {
  readonly name: string;
  readonly warnings: readonly Diagnostic[];
  /** Throws `HunchError` where data or options do not fit, or the run goes wrong. */
  fit(data: Data, options?: FitOptions): Promise<Posterior>;
  /** The prior predictive, `{ sizes: { N: 20 } }` or `{ data }` giving the inputs: the JSON of `hunch simulate`. */
  simulate(options?: SimulateOptions): Promise<Simulated>;
  /** Simulation-based calibration of an infer block: the JSON of `hunch sbc`. */
  sbc(options?: SbcOptions): Promise<Calibrated>;
  /** Every infer block on the same data, seeds and splits: the JSON of `hunch compare`. */
  compare(data: Data, options?: CompareOptions): Promise<Compared>;
}

/** A type says that it is text; plain JavaScript does not. */
function noText(source: unknown): Diagnostic {
  const found = source === null || source === undefined ? String(source) : `a ${typeof source}`;
  const help = 'read the file first: compile(await readFile(path, "utf8"))';
  return diagnose("H0804", { option: "compile", wanted: "the text of a model", found }, { at: null, help });
}

/** Parses and checks a model, without data. Throws `HunchError` with every mistake of the text. */
export async function compile(source: string, { name = "model" }: CompileOptions = {}): Promise<Model> {
  if (typeof source !== "string") throw new HunchError([noText(source)]);
  const text = { name, text: source };
  const compiled = pipeline.compileText(text);
  const { program } = valueOf(compiled);
  const settledBy = (infer: string | null, set: Readonly<Record<string, number | string>>) => {
    const settings = Object.entries(set).map(([option, value]) => `${option} = ${value}`);
    return valueOf(pipeline.compileText(text, { infer, set: settings }));
  };
  return {
    name: program.name,
    warnings: compiled.ok ? compiled.warnings : [],
    async fit(data, { infer = null, set = {}, seed = 1, init, workers, signal, onProgress } = {}) {
      inRange({ seed, ...(workers === undefined ? {} : { workers }) });
      const settled = settledBy(infer, set);
      const sources = valueOf(await pipeline.sourcesOf(settled.program, data));
      const fitted = await pipeline.fit(settled, sources, {
        infer,
        seed,
        init,
        ...(workers === undefined ? {} : { workers }),
        ...(signal ? { signal } : {}),
        ...(onProgress ? { report: onProgress } : {}),
      });
      return posteriorOf(valueOf(fitted), fitted.ok ? fitted.warnings : []);
    },
    simulate: async (options = {}) => simulate(settledBy(null, {}), options),
    sbc: async ({ infer, set = {}, ...options } = {}) =>
      sbc(settledBy(infer ?? null, set), { infer: infer ?? null, ...options }),
    compare: async (data, { set = {}, ...options } = {}) => compare(settledBy(null, set), data, options),
  };
}
