/** The room's one verb: a task becomes a fit, by the method that its infer block names. */

import { Bug } from "../diagnostic/bug.ts";
import { type Diagnostic, diagnose, failure, type Outcome } from "../diagnostic/diagnostic.ts";
import { refuseMemory } from "./kernel/memory.ts";
import { numberOrNull } from "./kernel/options.ts";
import { methods } from "./methods/table.ts";
import type { Fit, Task } from "./method.ts";

/** Bytes: what a WebAssembly memory may hold, the least of the backends. */
const memoryLimit = 2 ** 32;

/** Refuses what would not fit in memory, before anything of that size is made. */
export async function fit(task: Task): Promise<Outcome<Fit>> {
  const { model, bound, infer } = task;
  const row = Object.entries(methods).find(([name]) => name === infer.method.name);
  const method = row?.[1];
  if (!method) throw new Bug(`${infer.method.name} is not built, and the checker should have said so`);
  const refusal = refuseMemory(model, bound.facts.sizes, bound.rows, infer, memoryLimit);
  if (refusal !== null) return failure(refusal);
  const outcome = await method(task);
  const warnings = batchWarnings(task);
  return outcome.ok ? { ...outcome, warnings: [...warnings, ...outcome.warnings] } : outcome;
}

function batchWarnings({ bound, infer }: Task): readonly Diagnostic[] {
  const batch = "batch" in infer.options ? numberOrNull(infer, "batch") : null;
  if (batch === null || batch < bound.rows) return [];
  const at = infer.spans["batch"] ?? infer.span;
  return [diagnose("H0704", { batch, rows: bound.rows }, { at })];
}
