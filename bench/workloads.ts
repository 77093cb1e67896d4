/** The two workloads of the tables: their model files and synthetic data of the size that the rivals run on. */

import type { Source } from "../src/diagnostic/source.ts";
import { sourceOf, type DataSource } from "../src/pipeline.ts";
import { modelFile } from "./model-file.ts";
import { createStream, keyOf } from "../src/tensor/random.ts";

export interface Workload {
  readonly name: string;
  readonly source: Source;
  readonly data: DataSource;
}

function matrix(rows: number, columns: number): number[][] {
  const stream = createStream(keyOf(1));
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => stream.normal()));
}

async function workload(name: string, x: number[][], y: readonly number[]): Promise<Workload> {
  const data = await sourceOf({ x, y });
  if (!data.ok) throw new Error(`the data of ${name} cannot be used`);
  return { name, source: modelFile(name.toLowerCase()), data: data.value };
}

/** Regression 8-50-1, tanh, learned noise, batches of 100 of `rows`. */
export function w1(rows = 1000): Promise<Workload> {
  const x = matrix(rows, 8);
  return workload(
    "W1",
    x,
    x.map((row) => Math.sin(row.reduce((sum, value) => sum + value, 0))),
  );
}

/** Classification 784-400-400-10, relu, batches of 128 of `rows`. */
export function w2(rows = 5000): Promise<Workload> {
  const x = matrix(rows, 784);
  return workload(
    "W2",
    x,
    x.map((_, row) => row % 10),
  );
}
