/** From a model's text and arrays to a task, as the pipeline does it. */

import { createPool } from "../../src/backend/threads/pool.ts";
import { noJournal } from "../../src/posterior/checkpoint/journal.ts";
import { createWasm } from "../../src/backend/wasm/runtime.ts";
import { check } from "../../src/check/check.ts";
import { bindTraining } from "../../src/data/bind.ts";
import type { Bound } from "../../src/data/bound.ts";
import type { ArrayData } from "../../src/data/columns.ts";
import type { Outcome } from "../../src/diagnostic/diagnostic.ts";
import type { Fit, Progress, Task } from "../../src/inference/method.ts";
import { fit } from "../../src/inference/fit.ts";
import { buildModel } from "../../src/model/build.ts";
import type { Model } from "../../src/model/model.ts";
import { parse } from "../../src/syntax/parse.ts";

type Nested = number | readonly Nested[];

export type Arrays = Readonly<Record<string, Nested>>;

export function modelOf(text: string): Model {
  const parsed = parse({ name: "test.hunch", text });
  if (parsed.syntax === null) throw new Error(parsed.diagnostics.map(({ title }) => title).join("\n"));
  const { program, diagnostics } = check(parsed.syntax);
  if (program === null)
    throw new Error(diagnostics.map(({ title, primaryText }) => `${title} ${primaryText}`).join("\n"));
  return buildModel(program);
}

function bind(model: Model, arrays: Arrays): Bound {
  const data: ArrayData = {
    kind: "arrays",
    file: "arrays",
    arrays: new Map(Object.entries(arrays).map(([name, value]) => [name, arrayOf(value)])),
    cell: () => ({ file: "arrays", line: 1, column: 1 }),
  };
  const bound = bindTraining(model.program, [data]);
  if (!bound.ok) throw new Error(bound.diagnostics.map(({ title }) => title).join("\n"));
  return bound.value;
}

function arrayOf(value: Arrays[string]) {
  const shape: number[] = [];
  for (let part: unknown = value; Array.isArray(part); part = part[0]) shape.push(part.length);
  const flat = [value].flat(4);
  return { shape, values: { kind: "numbers" as const, values: Float64Array.from(flat) } };
}

export function taskOf(text: string, arrays: Arrays, changes: Partial<Task> = {}): Task {
  const model = modelOf(text);
  const infer = model.program.infers[0];
  if (infer === undefined) throw new Error("the model has no infer block");
  return {
    model,
    bound: bind(model, arrays),
    infer,
    seed: 1,
    starts: null,
    runtime: createWasm(),
    report: (_: Progress) => undefined,
    signal: new AbortController().signal,
    journal: noJournal,
    crew: createPool({ size: 1, start: () => Promise.reject(new Error("there are no threads")) }),
    ...changes,
  };
}

export async function fitted(text: string, arrays: Arrays, changes: Partial<Task> = {}): Promise<Fit> {
  return valueOf(await fit(taskOf(text, arrays, changes)));
}

export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ title }) => title).join("\n"));
  return outcome.value;
}
