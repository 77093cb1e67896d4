/** A model fitted and scored over train/test splits: the scores, with means and standard errors over the splits. */

import { renderDiagnostic } from "../../src/diagnostic/render.ts";
import { compileText, evaluate, fit, sourceOf, type DataSource } from "../../src/pipeline.ts";
import type { Outcome } from "../../src/diagnostic/diagnostic.ts";
import { modelFile } from "../model-file.ts";
import type { Row } from "./reference-data.ts";

export interface Estimate {
  readonly mean: number;
  /** Of the mean, over the splits. */
  readonly se: number;
}

export interface SplitTask {
  readonly model: string;
  readonly infer: string;
  readonly rows: readonly Row[];
  readonly splits: readonly (readonly number[])[];
  /** In order: the columns of x, and that of y. */
  readonly inputs: readonly string[];
  readonly response: string;
}

export function estimate(values: readonly number[]): Estimate {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  return { mean, se: Math.sqrt(variance / n) };
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(
    outcome.diagnostics.map((d) => renderDiagnostic(d, { colour: false, columns: 100 })).join("\n"),
  );
}

/** Scores of every split by name, each split's fit with the split's number as its seed. */
export async function overSplits(task: SplitTask): Promise<ReadonlyMap<string, readonly number[]>> {
  const compiled = valueOf(compileText(modelFile(task.model)));
  const select = async (keep: (row: number) => boolean): Promise<DataSource> =>
    valueOf(await sourceOf(task.rows.filter((_, row) => keep(row)).map((row) => recordOf(row, task))));
  const scores = new Map<string, number[]>();
  for (const [number, test] of task.splits.entries()) {
    const held = new Set(test);
    const training = await select((row) => !held.has(row));
    const map = [`x=${task.inputs.join(",")}`, `y=${task.response}`];
    const options = { infer: task.infer, seed: number + 1, map };
    const posterior = valueOf(await fit(compiled, [training], options));
    const scored = valueOf(await evaluate(posterior, [await select((row) => held.has(row))], { map }));
    for (const [name, value] of Object.entries(scored))
      if (typeof value === "number") scores.set(name, [...(scores.get(name) ?? []), value]);
  }
  return scores;
}

/** Numbers as numbers, an empty cell as null, the response as it is read. */
function recordOf(row: Row, { inputs, response, model }: SplitTask): Record<string, number | string | null> {
  const number = (text: string | undefined): number | null => (text ? Number(text) : null);
  const target = model === "regression" ? number(row[response]) : (row[response] ?? null);
  return { ...Object.fromEntries(inputs.map((name) => [name, number(row[name])])), [response]: target };
}
