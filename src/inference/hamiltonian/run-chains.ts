/**
 * A sampler's chains from their first states to their last draws, in turns on the crew's threads. Each chain goes its own way: which
 * thread moved it, when, and how often it was put down change no bit of it.
 */

import { type Diagnostic, diagnose, failure, type Outcome, success } from "../../diagnostic/diagnostic.ts";
import type { Team } from "../../tensor/crew.ts";
import type { Task } from "../method.ts";
import type { ChainState, Stretch } from "./chain.ts";
import { endless, stuck } from "./faults.ts";
import type { SamplerPlan } from "./machine.ts";
import type { Turn, Turned } from "./turns.ts";

/** Milliseconds of a chain's turn, about: what a caller's thread may be held for. */
const shortTurn = 40;
/** A state of so many numbers takes a millisecond on its way to another thread and back; turns are ten times that. */
const numbersPerMillisecond = 100_000;
/** Milliseconds that turns under way have once the run is stopped. */
const grace = 2_000;

const noStep = "no step is accepted, however small";

interface Chain {
  readonly part: string;
  state: ChainState;
  readonly stretches: Stretch[];
  /** Iterations of its next turn. */
  pace: number;
}

/** The stretches of each chain, in order; fewer than the plan's where the run was stopped. */
export async function runChains(
  task: Task,
  plan: SamplerPlan,
  begun: readonly ChainState[],
  team: Team<Turn, Turned>,
): Promise<Outcome<readonly (readonly Stretch[])[]>> {
  const whole = plan.warmup + plan.draws;
  const chains = begun.map((state, number) => chainFrom(task, state, `chain-${number}`));
  const faults: Diagnostic[] = [];
  const forget = endSoon(task);
  const turn = turnOf(begun, task.crew.size);
  const tell = teller(task, chains, plan);
  const move = async (chain: Chain, number: number): Promise<void> => {
    while (chain.state.iteration < whole && !task.signal.aborted && faults.length === 0) {
      const iterations = chain.pace;
      const done = await team.work({ state: chain.state, iterations });
      if (done.kind === "lost") {
        if (!task.signal.aborted) faults.push(lost(task, number, done.why));
        return;
      }
      const { advanced, milliseconds } = done.output;
      if (advanced.kind !== "advanced") {
        faults.push(advanced.kind === "endless" ? endless(task) : stuck(task, noStep));
        return;
      }
      take(task, chain, advanced);
      chain.pace = Math.max(
        1,
        Math.min(4 * iterations, Math.floor((iterations * turn) / Math.max(0.05, milliseconds))),
      );
      tell(advanced.stretch);
    }
  };
  try {
    await Promise.all(chains.map(move));
  } finally {
    forget();
  }
  const [fault] = faults;
  return fault === undefined ? success(chains.map(({ stretches }) => stretches)) : failure(fault);
}

function turnOf([state]: readonly ChainState[], threads: number): number {
  if (state === undefined || threads === 1) return shortTurn;
  const numbers = 2 * state.inverseMetric.length;
  return Math.max(shortTurn, (10 * numbers) / numbersPerMillisecond);
}

function chainFrom({ journal }: Task, state: ChainState, part: string): Chain {
  const earlier = journal.earlier(part);
  if (earlier === null) return { part, state, stretches: [], pace: 1 };
  return { part, state: earlier.state as ChainState, stretches: [...(earlier.pieces as Stretch[])], pace: 1 };
}

function take(
  { journal }: Task,
  chain: Chain,
  { state, stretch }: { state: ChainState; stretch: Stretch },
): void {
  chain.state = state;
  if (stretch.count === 0) {
    journal.keep(chain.part, state);
    return;
  }
  chain.stretches.push(stretch);
  journal.keep(chain.part, state, stretch);
}

function lost(task: Task, chain: number, why: string): Diagnostic {
  const help =
    "`--workers 1` does all in the command's own thread, in less memory; `--resume` goes on from the last checkpoint";
  return diagnose("H0740", { what: `chain ${chain + 1}` }, { at: task.infer.span, notes: [why], help });
}

/** Once the run is stopped, turns under way have a while; what takes longer is dropped, and the chain ends where it was. */
function endSoon({ signal, crew }: Task): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    timer = setTimeout(() => crew.end(), grace);
  };
  signal.addEventListener("abort", wait);
  return () => {
    signal.removeEventListener("abort", wait);
    clearTimeout(timer);
  };
}

/** Reports how far all are, and the divergences so far. */
function teller(task: Task, chains: readonly Chain[], plan: SamplerPlan): (stretch: Stretch) => void {
  const { warmup, draws } = plan;
  const divergencesIn = ({ divergent }: Stretch): number => divergent.draw.length;
  let value = chains
    .flatMap(({ stretches }) => stretches)
    .reduce((sum, stretch) => sum + divergencesIn(stretch), 0);
  return (stretch) => {
    value += divergencesIn(stretch);
    const steps = chains.map(({ state }) => state.iteration);
    task.report({
      step: steps.reduce((sum, each) => sum + each, 0),
      steps: (warmup + draws) * steps.length,
      chains: steps,
      warmup,
      objective: value === 0 ? null : { name: "divergences", value },
    });
  };
}
