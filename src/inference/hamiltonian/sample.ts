/** A sampler's run from a task to a fit: chains begin, take turns, and end as draws on the declared scale. */

import { diagnose, failure, type Outcome, success } from "../../diagnostic/diagnostic.ts";
import { blockSizes, writeData } from "../kernel/blocks.ts";
import { declaredDraws } from "../kernel/declared.ts";
import { type Layout, layoutOf } from "../kernel/layout.ts";
import { at } from "../kernel/lists.ts";
import type { Sizes } from "../../shape/dimension.ts";
import type { Executable, Program } from "../../tensor/program.ts";
import type { Fit, Task } from "../method.ts";
import { beginAll } from "./begin.ts";
import { advance, type ChainState, type Machine, type Stretch } from "./chain.ts";
import { driftWarnings, runaway, stuck, unmoved } from "./faults.ts";
import { gather, type Gathered } from "./gather.ts";
import { leapfrogPrograms } from "./leapfrog.ts";
import { machineOf, type SamplerPlan } from "./machine.ts";
import { momentumProgram } from "./momentum.ts";

/** Milliseconds of a chain's turn, about. */
const turn = 40;

const noStep = "no step is accepted, however small";

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
  const machine = machineOf(leapfrog, momentum, plan);
  const run = await runChains(task, plan, layout, machine);
  leapfrog.dispose();
  momentum.dispose();
  if (!run.ok) return run;
  const { value: gathered } = run;
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
    run.warnings,
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

async function runChains(
  task: Task,
  plan: SamplerPlan,
  layout: Layout,
  machine: Machine,
): Promise<Outcome<Gathered>> {
  const begun = await beginAll(task, plan, layout, machine);
  if (!begun.ok) return begun;
  const states = [...begun.value];
  const stretches: Stretch[][] = states.map(() => []);
  const whole = plan.warmup + plan.draws;
  const pace = states.map(() => 1);
  let rested = performance.now();
  const isDone = () => states.every(({ iteration }) => iteration >= whole);
  while (!isDone() && !task.signal.aborted) {
    for (const [chain, state] of states.entries()) {
      if (state.iteration >= whole || task.signal.aborted) continue;
      const since = performance.now();
      const next = advance(machine, plan, state, at(pace, chain));
      const elapsed = Math.max(0.05, performance.now() - since);
      if (next.kind !== "advanced")
        return failure(next.kind === "endless" ? runaway(task, null) : stuck(task, noStep));
      states[chain] = next.state;
      stretches[chain]?.push(next.stretch);
      pace[chain] = Math.max(
        1,
        Math.min(4 * at(pace, chain), Math.floor((at(pace, chain) * turn) / elapsed)),
      );
      report(task, whole, states, stretches);
      if (performance.now() - rested < turn) continue;
      // A turn of the event loop: the interruption is heard, the bar is drawn.
      await new Promise((resume) => setTimeout(resume, 0));
      rested = performance.now();
    }
  }
  const gathered = gather(stretches, layout.size);
  if (gathered.draws === 0)
    return failure(diagnose("H0710", { warmup: plan.warmup }, { at: task.infer.span }));
  const still = unmoved(task, gathered);
  if (still?.level === "error") return failure(still);
  return success(gathered, [...(still === null ? [] : [still]), ...driftWarnings(layout, gathered)]);
}

function report(
  task: Task,
  whole: number,
  states: readonly ChainState[],
  stretches: readonly (readonly Stretch[])[],
): void {
  const steps = states.map(({ iteration }) => iteration);
  const value = stretches.flat().reduce((sum, { divergent }) => sum + divergent.draw.length, 0);
  task.report({
    step: steps.reduce((sum, each) => sum + each, 0),
    steps: whole * states.length,
    chains: steps,
    objective: value === 0 ? null : { name: "divergences", value },
  });
}
