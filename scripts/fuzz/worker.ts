/** A process of the fuzzer: tries the programs of the numbers it is sent, and tells what happened. */

import { tryTrial } from "./one.ts";
import { type TrialKind, trialOf } from "./trials.ts";

export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface Tried extends Range {
  readonly accepted: number;
  /** How many there were of each kind. */
  readonly kinds: Readonly<Partial<Record<TrialKind, number>>>;
  readonly slowest: { readonly seed: number; readonly milliseconds: number };
  readonly failures: readonly { readonly seed: number; readonly error: string }[];
}

/** Milliseconds: longer than this breaks the promise. */
const limit = 2_000;

function tryRange({ from, to }: Range): Tried {
  let accepted = 0;
  const kinds: Partial<Record<TrialKind, number>> = {};
  let slowest = { seed: from, milliseconds: 0 };
  const failures: { seed: number; error: string }[] = [];
  for (let seed = from; seed < to; seed++) {
    const trial = trialOf(seed);
    kinds[trial.kind] = (kinds[trial.kind] ?? 0) + 1;
    const began = process.threadCpuUsage();
    try {
      if (tryTrial(trial) === "accepted") accepted++;
    } catch (error) {
      failures.push({ seed, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    // Its own time: other processes may be at work.
    const { user, system } = process.threadCpuUsage(began);
    const milliseconds = (user + system) / 1000;
    if (milliseconds > slowest.milliseconds) slowest = { seed, milliseconds };
    if (milliseconds > limit) failures.push({ seed, error: `took ${Math.round(milliseconds)} ms` });
  }
  return { from, to, accepted, kinds, slowest, failures };
}

process.on("message", (range: Range) => {
  process.send?.(tryRange(range));
});
// Whoever asked is gone.
process.on("disconnect", () => process.exit());
