/** A sampler's run from a task to a fit: chains begin, take turns, and end as draws on the declared scale. */

import { diagnose, failure, type Outcome, success } from "../../diagnostic/diagnostic.ts";
import { blockSizes, writeData } from "../kernel/blocks.ts";
import { declaredDraws } from "../kernel/declared.ts";
import { layoutOf } from "../kernel/layout.ts";
import type { Sizes } from "../../shape/dimension.ts";
import type { Executable, Program } from "../../tensor/program.ts";
import type { Fit, Task } from "../method.ts";
import { beginAll } from "./begin.ts";
import { driftWarnings, unmoved } from "./faults.ts";
import { gather } from "./gather.ts";
import { leapfrogPrograms } from "./leapfrog.ts";
import { machineOf, type SamplerPlan } from "./machine.ts";
import { momentumProgram } from "./momentum-program.ts";
import { runChains } from "./run-chains.ts";
import { turnsBy, turnSetup, turnsJob } from "./turns.ts";

export async function sample(task: Task, plan: SamplerPlan): Promise<Outcome<Fit>> {
  const { model, bound, runtime } = task;
  const sizes = blockSizes(model, bound.facts.sizes, bound.rows);
  const layout = layoutOf(model, sizes);
  const began = performance.now();
  const { once, step } = leapfrogPrograms(model, sizes, layout, plan.metric);
  const leapfrog = await runtime.compile(step);
  const momentum = await runtime.compile(momentumProgram(layout.size, plan.metric));
  const compileSeconds = (performance.now() - began) / 1000;
  writeData(leapfrog, model, sizes, bound, { start: 0, live: bound.rows }, bound.rows);
  if (once !== null) await prepare(task, sizes, once, leapfrog);
  const begun = await beginAll(task, plan, layout, machineOf(leapfrog, momentum, plan));
  if (!begun.ok) return begun;
  const team = task.crew.team(turnsJob, turnsBy(leapfrog, momentum, plan), () =>
    turnSetup(leapfrog, momentum, plan),
  );
  const run = await runChains(task, plan, begun.value, team);
  team.dispose();
  if (!run.ok) return run;
  const gathered = gather(run.value, layout.size);
  if (gathered.draws === 0) {
    const help =
      "what was done is kept beside the posterior's place: `hunch fit … --resume` goes on from there";
    return failure(diagnose("H0710", { warmup: plan.warmup }, { at: task.infer.span, help }));
  }
  const still = unmoved(task, gathered);
  if (still?.level === "error") return failure(still);
  const { chains, draws, positions, statistics, divergences } = gathered;
  const declare = (from: Float64Array, count: number) =>
    declaredDraws(runtime, model, bound.facts, from, count);
  const values = await declare(positions, chains * draws);
  const away = await declare(divergences.positions, divergences.chain.length);
  return success(
    {
      approximation: {
        kind: "draws",
        chains,
        draws,
        values,
        statistics,
        divergences: { chain: divergences.chain, draw: divergences.draw, positions: away },
        watched: new Map(),
      },
      objective: {},
      complete: chains === plan.chains && draws === plan.draws,
      compileSeconds,
    },
    [...(still === null ? [] : [still]), ...driftWarnings(layout, gathered)],
  );
}

/** Computes what the steps share, and hands it to them. */
async function prepare(
  { model, bound, runtime }: Task,
  sizes: Sizes,
  once: Program,
  leapfrog: Executable,
): Promise<void> {
  const executable = await runtime.compile(once);
  writeData(executable, model, sizes, bound, { start: 0, live: bound.rows }, bound.rows);
  await executable.run(1);
  for (const { name } of once.outputs) leapfrog.write(name, executable.read(name));
  executable.dispose();
}
