/** What to say when an objective stops being a number: the step it happened in and the part of the model it began in. */

import { type Diagnostic, diagnose } from "../../diagnostic/diagnostic.ts";
import type { Executable, Numbers } from "../../tensor/program.ts";
import type { Task } from "../method.ts";
import { at } from "./lists.ts";
import { inspectionProgram, slots, type StepPlan } from "./step.ts";

/** All slots of a program's state, as copies. */
export type Snapshot = ReadonlyMap<string, Numbers>;

export function snapshotOf(executable: Executable): Snapshot {
  return new Map(executable.program.state.map(({ name }) => [name, executable.read(name)]));
}

export function restore(executable: Executable, snapshot: Snapshot): void {
  for (const [name, values] of snapshot) executable.write(name, values);
}

export function allFinite(executable: Executable): boolean {
  return executable.program.state.every(({ name }) => executable.read(name).every(Number.isFinite));
}

/**
 * Takes the steps since `good` again, one by one, to the first that fails, and looks inside that one. `writeInputs` writes
 * the inputs of the step program to another that has the same.
 */
export async function blame(
  task: Task,
  plan: StepPlan,
  executable: Executable,
  good: Snapshot,
  steps: number,
  writeInputs: (to: Executable) => void,
): Promise<Diagnostic> {
  restore(executable, good);
  let before = good;
  for (let i = 0; i < steps; i++) {
    before = snapshotOf(executable);
    executable.step();
    if (!allFinite(executable)) break;
  }
  const inspection = await task.runtime.compile(inspectionProgram(plan));
  writeInputs(inspection);
  restore(inspection, before);
  await inspection.run(1);
  const looks = inspection.program.outputs.map(({ name }) => ({
    where: name.slice(name.indexOf(":") + 1),
    value: Number(inspection.read(name)[0]),
  }));
  inspection.dispose();
  const bad = looks.find(({ value }) => !Number.isFinite(value));
  const where = bad?.where ?? brokenBy(plan, executable) ?? greatest(looks);
  const step = Number(at([before.get(slots.step)?.[0]], 0)) + 1;
  return step === 1 ? startingFault(task, where) : runningFault(task, where, step);
}

/** All was finite in the step, and a parameter after it is not: the optimiser went too far. */
function brokenBy(plan: StepPlan, executable: Executable): string | null {
  const broken = plan.ascent.parameters.find(({ name }) => !executable.read(name).every(Number.isFinite));
  return broken === undefined ? null : `the step of ${broken.site}`;
}

/** All is finite, and only the running total overflowed: its greatest part. */
function greatest(looks: readonly { readonly where: string; readonly value: number }[]): string {
  const terms = looks.filter(({ where }) => !where.startsWith("the gradient"));
  const most = terms.reduce((a, b) => (Math.abs(b.value) > Math.abs(a.value) ? b : a), at(terms, 0));
  return most.where;
}

function startingFault(task: Task, where: string): Diagnostic {
  return diagnose(
    "H0702",
    { where },
    {
      at: task.infer.span,
      notes: [
        "the density must be finite where the run starts: at the modes of the priors, network weights drawn small",
      ],
      help: "look for a logarithm of zero, a division by zero or a very narrow scale, and for data far outside what the model allows",
    },
  );
}

function runningFault(task: Task, where: string, step: number): Diagnostic {
  return diagnose(
    "H0701",
    { where, step },
    {
      at: task.infer.span,
      help: "try a lower rate, as in `optimizer = adam(0.001)`, or `standardized` data",
    },
  );
}
