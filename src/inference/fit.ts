/** The room's door: a task becomes a fit by the method that its infer block names. */

import type { Infer } from "../check/program.ts";
import { Bug } from "../diagnostic/bug.ts";
import { type Diagnostic, diagnose, failure, type Outcome } from "../diagnostic/diagnostic.ts";
import type { Model } from "../model/model.ts";
import type { Sizes } from "../shape/dimension.ts";
import type { Program } from "../tensor/program.ts";
import { refuseMemory } from "./kernel/memory.ts";
import { numberOrNull } from "./kernel/options.ts";
import type { Fit, Method, Task } from "./method.ts";
import { methods } from "./methods/table.ts";

/** Bytes: what one WebAssembly memory can hold. */
const memoryLimit = 2 ** 32;

/** Refuses what would not fit in memory before anything of that size is made. */
export async function fit(task: Task): Promise<Outcome<Fit>> {
  const { model, bound, infer } = task;
  const { sizes } = bound.facts;
  const method = methodOf(infer);
  const refusal = refuseMemory(model, sizes, infer, method.memory(model, sizes, infer), memoryLimit);
  if (refusal !== null) return failure(refusal);
  const outcome = await method.fit(task);
  return outcome.ok ? { ...outcome, warnings: [...batchWarnings(task), ...outcome.warnings] } : outcome;
}

/** The programs an infer block spends its time in, from sizes given by hand or found in data. */
export function programsOf(model: Model, sizes: Sizes, infer: Infer): readonly Program[] {
  return methodOf(infer).programs(model, sizes, infer);
}

export { scarceMemory } from "./kernel/memory.ts";

/** Bytes that a fit takes at its greatest, within a factor of about two. */
export function estimateMemory(model: Model, sizes: Sizes, infer: Infer): number {
  return methodOf(infer).memory(model, sizes, infer);
}

function methodOf(infer: Infer): Method {
  const row = Object.entries(methods).find(([name]) => name === infer.method.name);
  if (!row?.[1]) throw new Bug(`the checker let ${infer.method.name} pass, which is not built`);
  return row[1];
}

function batchWarnings({ bound, infer }: Task): readonly Diagnostic[] {
  const batch = "batch" in infer.options ? numberOrNull(infer, "batch") : null;
  if (batch === null || batch < bound.rows) return [];
  return [diagnose("H0704", { batch, rows: bound.rows }, { at: infer.spans["batch"] ?? infer.span })];
}
