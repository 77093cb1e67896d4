/** The states that a fit's chains begin in: each at a point of its own, unless the user gave points. */

import { type Diagnostic, failure, type Outcome, success } from "../../diagnostic/diagnostic.ts";
import { fold, type Key } from "../../tensor/random.ts";
import { freeValues } from "../kernel/declared.ts";
import { type Layout, pack } from "../kernel/layout.ts";
import { at } from "../kernel/lists.ts";
import { choice } from "../kernel/options.ts";
import { keyFor } from "../kernel/seeds.ts";
import type { Task } from "../method.ts";
import { beginChain, type ChainState, type Machine } from "./chain.ts";
import { noBeginning, runaway, unheld } from "./faults.ts";
import type { SamplerPlan } from "./machine.ts";
import { findBeginning, type Start } from "./start.ts";

/** The state of each chain, or why a chain cannot begin or would never end. */
export async function beginAll(
  task: Task,
  plan: SamplerPlan,
  layout: Layout,
  { dynamics }: Machine,
): Promise<Outcome<readonly ChainState[]>> {
  const keys = Array.from({ length: plan.chains }, (_, chain) => fold(keyFor(task.seed, "chains"), chain));
  const starts = await startsOf(task, layout);
  const states: ChainState[] = [];
  for (const [chain, key] of keys.entries()) {
    const beginning = findBeginning(dynamics, plan.metric, at(starts, chain % starts.length), key);
    if (beginning.kind === "none")
      return failure(await noBeginning(task, layout, beginning.position, beginning.tries));
    states.push(beginChain(key, beginning.point, plan.metric));
  }
  const loose = looseLatent(plan, layout, { dynamics, states, keys });
  return loose === null ? success(states) : failure(loose);
}

/** As the user's points say, else as the option `init` does; one for each chain, or one for all. */
async function startsOf(
  { infer, starts, runtime, model, bound }: Task,
  layout: Layout,
): Promise<readonly Start[]> {
  const { choice: name, arguments: given } = choice(infer, "init");
  if (starts === null) return [{ kind: "uniform", radius: name === "zero" ? 0 : (given["radius"] ?? 2) }];
  const positions: Start[] = [];
  for (const start of starts) {
    const free = await freeValues(runtime, model, bound.facts, start);
    positions.push({ kind: "given", position: pack(layout, free) });
  }
  return positions;
}

/** A latent that neither prior nor data hold: its slope is its Jacobian's at every point looked at. */
function looseLatent(
  plan: SamplerPlan,
  layout: Layout,
  {
    dynamics,
    states,
    keys,
  }: { dynamics: Machine["dynamics"]; states: readonly ChainState[]; keys: readonly Key[] },
): Diagnostic | null {
  const elsewhere = keys.flatMap((key) => {
    const found = findBeginning(dynamics, plan.metric, { kind: "uniform", radius: 2 }, fold(key, 4));
    return found.kind === "found" ? [found.point] : [];
  });
  const points = [...states.map(({ point }) => point), ...elsewhere];
  const site = unheld(
    layout,
    points.map(({ gradient }) => gradient),
  );
  return site === null ? null : runaway(site);
}
