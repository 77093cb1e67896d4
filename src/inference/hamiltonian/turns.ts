/** A chain's turn as work that any thread may do: a state and a number of iterations go in, the next state and the draws come out. */

import { Bug } from "../../diagnostic/bug.ts";
import type { Hand, Job } from "../../tensor/crew.ts";
import type { Executable, Portable } from "../../tensor/program.ts";
import { type Advance, advance, type ChainState } from "./chain.ts";
import { machineOf, type SamplerPlan } from "./machine.ts";

/** What a thread makes its machine from: programs that hold the model's data already. */
export interface TurnSetup {
  readonly leapfrog: Portable;
  readonly momentum: Portable;
  readonly plan: SamplerPlan;
}

export interface Turn {
  readonly state: ChainState;
  readonly iterations: number;
}

export interface Turned {
  readonly advanced: Advance;
  /** What it took, where it was done. */
  readonly milliseconds: number;
}

export const turnsJob: Job<TurnSetup, Turn, Turned> = {
  name: "turns",
  prepare: async ({ leapfrog, momentum, plan }, runtime) =>
    turnsBy(await runtime.revive(leapfrog), await runtime.revive(momentum), plan),
};

/** Chains may take turns on one machine. */
export function turnsBy(leapfrog: Executable, momentum: Executable, plan: SamplerPlan): Hand<Turn, Turned> {
  const machine = machineOf(leapfrog, momentum, plan);
  return {
    work: ({ state, iterations }) => {
      const since = performance.now();
      const advanced = advance(machine, plan, state, iterations);
      return { advanced, milliseconds: performance.now() - since };
    },
    dispose: () => {
      leapfrog.dispose();
      momentum.dispose();
    },
  };
}

/** Null where the programs cannot leave their thread. */
export function turnSetup(leapfrog: Executable, momentum: Executable, plan: SamplerPlan): TurnSetup | null {
  const [first, second] = [leapfrog.portable(), momentum.portable()];
  if ((first === null) !== (second === null)) throw new Bug("one backend made both programs");
  return first === null || second === null ? null : { leapfrog: first, momentum: second, plan };
}
