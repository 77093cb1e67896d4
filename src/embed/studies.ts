/** Studies of whole models in TypeScript: the prior predictive, calibration, comparison; their results are the command line's JSON. */

import { diagnose } from "../diagnostic/diagnostic.ts";
import * as pipeline from "../pipeline.ts";
import type { CalibrationJson, ComparisonJson, SimulationJson } from "../pipeline-formats.ts";
import type { Data } from "./data.ts";
import { HunchError, valueOf } from "./hunch-error.ts";
import { inRange } from "./settings.ts";

/** Inputs come from `data`; a model without inputs needs only `sizes`, by dimension. */
interface Inputs {
  readonly data?: Data;
  readonly sizes?: Readonly<Record<string, number>>;
  /** Decides every random draw; 1 unless given. */
  readonly seed?: number;
}

export interface SimulateOptions extends Inputs {
  /** How many; 100 unless given. */
  readonly draws?: number;
}

interface Run {
  /** Options in place of the infer block's own: `{ steps: 500 }`. */
  readonly set?: Readonly<Record<string, number | string>>;
  /** Threads at most, which changes no number but seconds. */
  readonly workers?: number;
  /** Aborted: it gives what is finished, `complete` false. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly step: number; readonly steps: number }) => void;
}

export interface SbcOptions extends Inputs, Run {
  /** The infer block; the first unless given. */
  readonly infer?: string;
  /** How many simulated data sets are fitted; 200 unless given. */
  readonly replicates?: number;
}

export interface CompareOptions extends Run {
  /** Decides every random draw, folds too; 1 unless given. */
  readonly seed?: number;
  /** Other rows to score. */
  readonly test?: Data;
  /** Or rows of the data to score, from 0, a list a split, the others being learned from; five folds by lot otherwise. */
  readonly splits?: readonly (readonly number[])[];
}

export type Simulated = SimulationJson;
export type Calibrated = CalibrationJson & { readonly complete: boolean };
export type Compared = ComparisonJson & { readonly complete: boolean };

export async function simulate(
  compiled: pipeline.Compiled,
  { draws = 100, seed = 1, ...inputs }: SimulateOptions,
): Promise<Simulated> {
  inRange({ draws, seed });
  const found = await pipeline.simulate(compiled, await sizesFor(compiled, inputs), { draws, seed });
  const { simulationJson } = await import("../pipeline-formats.ts");
  return simulationJson(valueOf(found));
}

export async function sbc(
  compiled: pipeline.Compiled,
  {
    infer = null,
    seed = 1,
    replicates = 200,
    ...rest
  }: Omit<SbcOptions, "infer"> & { infer?: string | null },
): Promise<Calibrated> {
  inRange({ seed, replicates });
  const report = (step: number): void => rest.onProgress?.({ step, steps: replicates });
  const options = { infer, seed, replicates, ...runOf(rest), report };
  const found = valueOf(await pipeline.sbc(compiled, await sizesFor(compiled, rest), options));
  const { calibrationJson } = await import("../pipeline-formats.ts");
  return { ...calibrationJson(found), complete: found.complete };
}

export async function compare(
  compiled: pipeline.Compiled,
  data: Data,
  { seed = 1, test, splits, ...rest }: CompareOptions,
): Promise<Compared> {
  inRange({ seed });
  if (test !== undefined && splits !== undefined) throw wrong("splits", "no test beside it", "both");
  const sources = async (given: Data) => valueOf(await pipeline.sourcesOf(compiled.program, given));
  const scored: pipeline.Test =
    test !== undefined
      ? { kind: "sources", sources: await sources(test) }
      : splits !== undefined
        ? { kind: "splits", value: { test: splits }, file: "splits" }
        : { kind: "folds" };
  const report = (step: number, steps: number): void => rest.onProgress?.({ step, steps });
  const options = { seed, map: [], ...runOf(rest), report };
  const found = valueOf(await pipeline.compare(compiled, await sources(data), scored, options));
  const { comparisonJson } = await import("../pipeline-formats.ts");
  return { ...comparisonJson(found), complete: found.complete };
}

function runOf({ workers, signal = new AbortController().signal }: Run) {
  return { signal, ...(workers === undefined ? {} : inRange({ workers })) };
}

async function sizesFor(compiled: pipeline.Compiled, { data, sizes }: Inputs): Promise<pipeline.SizeSource> {
  if (data === undefined) return { sizes: new Map(Object.entries(sizes ?? {}).map(checked(compiled))) };
  if (sizes !== undefined) throw wrong("sizes", "no data beside them, which give the sizes", "both");
  const sources = valueOf(await pipeline.sourcesOf(compiled.program, data));
  return { bound: valueOf(await pipeline.bind(compiled, sources)) };
}

function checked({ program }: pipeline.Compiled) {
  const known = program.dimensions.flatMap(({ name, size, origin, twin, derived }) =>
    size === null && twin === null && derived === undefined && origin !== "anonymous" ? [name] : [],
  );
  return ([name, size]: readonly [string, number]): readonly [string, number] => {
    if (!known.includes(name)) throw wrong("sizes", "dimensions whose sizes the model leaves open", name);
    if (!Number.isInteger(size) || size < 1) throw wrong("sizes", "whole numbers from 1 up", String(size));
    return [name, size];
  };
}

function wrong(option: string, wanted: string, found: string): HunchError {
  return new HunchError([diagnose("H0804", { option, wanted, found }, { at: null })]);
}
