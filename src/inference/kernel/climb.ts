/** Runs a step program to its end: feeds it rows, reports its progress, watches for what is not a number, stops when told. */

import { failure, type Outcome, success } from "../../diagnostic/diagnostic.ts";
import type { Executable } from "../../tensor/program.ts";
import type { Task } from "../method.ts";
import { allFinite, blame, restore, type Snapshot, snapshotOf } from "./blame.ts";
import { writeData } from "./blocks.ts";
import { at, found } from "./lists.ts";
import { number } from "./options.ts";
import { rowOrder } from "./order.ts";
import { keyFor } from "./seeds.ts";
import { slots, type StepPlan, stepProgram } from "./step.ts";

export interface Climb {
  /** By parameter. */
  readonly parameters: ReadonlyMap<string, Float64Array>;
  /** Steps taken; fewer than asked for where the run was stopped. */
  readonly steps: number;
  readonly complete: boolean;
  readonly compileSeconds: number;
}

/** Between two looks at the run, about. */
const reportEvery = 200;
/** The share of the run that a reported objective remembers. */
const smoothing = 0.02;

/** What a climb writes down: with the task and the plan, all that the rest of it depends on. */
interface ClimbState {
  readonly done: number;
  readonly slots: Snapshot;
}

const part = "climb";

/** From the parameters in `start`, which holds the constants too, or from where the journal says an earlier run was. `objective` names what is reported. */
export async function climb(
  task: Task,
  plan: StepPlan,
  start: ReadonlyMap<string, Float64Array>,
  objective: string,
): Promise<Outcome<Climb>> {
  const began = performance.now();
  const executable = await task.runtime.compile(stepProgram(plan));
  const compileSeconds = (performance.now() - began) / 1000;
  const steps = number(task.infer, "steps");
  writeInputs(executable, task, plan, steps);
  for (const [name, values] of start) executable.write(name, values);
  const earlier = task.journal.earlier(part)?.state as ClimbState | undefined;
  if (earlier !== undefined) restore(executable, earlier.slots);
  let done = earlier?.done ?? 0;
  /** The step that the order of rows was written for. */
  let first = -1;
  let chunk = 4;
  let shown: number | null = null;
  while (done < steps && !task.signal.aborted) {
    if (plan.rows.kind === "batches" && (first < 0 || done - first >= plan.rows.ahead)) {
      first = done;
      writeOrder(executable, task, plan, first);
      executable.write(slots.cursor, [0]);
    }
    const left = plan.rows.kind === "batches" ? first + plan.rows.ahead - done : Infinity;
    const good = snapshotOf(executable);
    const since = performance.now();
    const ran = await executable.run(Math.min(chunk, steps - done, left), task.signal);
    const total = at([executable.read(slots.total)[0]], 0);
    if (!Number.isFinite(total) || (done + ran >= steps && !allFinite(executable))) {
      const writeAll = (to: Executable) => {
        writeInputs(to, task, plan, steps);
        for (const { name } of plan.ascent.constants) to.write(name, found(start, name));
        writeOrder(to, task, plan, first);
      };
      const fault = await blame(task, plan, executable, good, ran, writeAll);
      executable.dispose();
      return failure(fault);
    }
    done += ran;
    if (ran > 0) {
      const keep: number = shown === null ? 0 : Math.exp(-ran / Math.max(1, smoothing * steps));
      shown = keep * (shown ?? 0) + (1 - keep) * (total / ran);
      executable.write(slots.total, [0]);
      task.report({ step: done, steps, objective: { name: objective, value: shown } });
    }
    if (task.journal.due() || done >= steps || task.signal.aborted)
      task.journal.keep(part, { done, slots: snapshotOf(executable) } satisfies ClimbState);
    const elapsed = Math.max(0.1, performance.now() - since);
    chunk = Math.max(1, Math.min(4 * chunk, Math.floor((chunk * reportEvery) / elapsed)));
  }
  const parameters = new Map(
    plan.ascent.parameters.map(({ name }) => [name, Float64Array.from(executable.read(name))]),
  );
  executable.dispose();
  return success({ parameters, steps: done, complete: done >= steps, compileSeconds });
}

function writeInputs(executable: Executable, task: Task, plan: StepPlan, steps: number): void {
  const { model, bound, seed } = task;
  writeData(executable, model, plan.sizes, bound, { start: 0, live: bound.rows }, bound.rows);
  executable.write(slots.key, keyFor(seed, "steps"));
  executable.write(slots.live, [bound.rows]);
  executable.write(slots.steps, [steps]);
}

function writeOrder(executable: Executable, task: Task, plan: StepPlan, first: number): void {
  if (plan.rows.kind === "full") return;
  const { batch, ahead } = plan.rows;
  executable.write(slots.order, rowOrder(keyFor(task.seed, "order"), task.bound.rows, batch, first, ahead));
}
