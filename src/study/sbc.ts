/**
 * Simulation-based calibration: latents from the prior, data from them, a fit of the data, and where the latents stand among its draws. Over replicates
 * their ranks are uniform if inference is right: Talts, Betancourt, Simpson, Vehtari & Gelman, "Validating Bayesian inference algorithms with
 * simulation-based calibration" (2018). Replicates are done by any threads, in any order, with the same ranks.
 */

import type { Infer } from "../check/program.ts";
import type { Bound } from "../data/bound.ts";
import { type Diagnostic, diagnose, failure, type Outcome, success } from "../diagnostic/diagnostic.ts";
import type { Model } from "../model/model.ts";
import type { Hand, Team } from "../tensor/crew.ts";
import type { Shape } from "../tensor/graph.ts";
import {
  openReplicates,
  rankedDraws,
  type Replicate,
  type ReplicateInput,
  type ReplicateOptions,
} from "./replicate.ts";
import { uniformityP } from "./uniformity.ts";

export interface CalibrationOptions extends ReplicateOptions {
  readonly replicates: number;
  readonly report: (done: number) => void;
  /** The threads that may do replicates beside this one's hand; none but it unless given. */
  readonly team?: (here: Hand<ReplicateInput, Replicate>) => Team<ReplicateInput, Replicate>;
  /** How many replicates may be under way at once; 1 unless given. */
  readonly width?: number;
}

/** By quantity: an array's elements row-major. */
export interface Ranked {
  readonly shape: Shape;
  /** [replicate][element], 0, …, draws */
  readonly ranks: readonly (readonly number[])[];
  /** Of each element: how often uniform ranks go as far. */
  readonly p: readonly number[];
}

export interface Calibration {
  readonly replicates: number;
  /** Posterior draws that a value is ranked among. */
  readonly draws: number;
  readonly quantities: ReadonlyMap<string, Ranked>;
  /** The least p that passes: Bonferroni over all quantities, one false alarm in a hundred studies. */
  readonly limit: number;
  /** Replicates that could not be fitted. */
  readonly failed: number;
  readonly complete: boolean;
}

const falseAlarms = 0.01;

/** Inputs come from `bound`, whose responses are not looked at. */
export async function calibrate(
  model: Model,
  bound: Bound,
  infer: Infer,
  options: CalibrationOptions,
): Promise<Outcome<Calibration>> {
  const opened = await openReplicates(model, bound, infer, options);
  if (!opened.ok) return opened;
  const { shapes } = opened.value;
  const team = (options.team ?? onlyHere)(opened.value);
  const found = await doAll(team, infer, options);
  team.dispose();
  if (!found.ok) return found;
  const { ranks, draws, failures } = found.value;
  const summary = new Map(
    [...shapes].map(([name, shape]): [string, Ranked] => {
      const own = ranks.map((each) => each.get(name) ?? []);
      const size = shape.reduce((product, each) => product * each, 1);
      const p = Array.from({ length: size }, (_, e) =>
        uniformityP(
          own.map((each) => each[e] ?? 0),
          draws,
        ),
      );
      return [name, { shape, ranks: own, p }];
    }),
  );
  const tests = [...summary.values()].reduce((count, { p }) => count + p.length, 0);
  return success({
    replicates: ranks.length,
    draws,
    quantities: summary,
    limit: falseAlarms / Math.max(1, tests),
    failed: failures,
    complete: !options.signal.aborted,
  });
}

interface Found {
  /** Of the replicates that could be fitted, in order. */
  readonly ranks: readonly ReadonlyMap<string, readonly number[]>[];
  readonly draws: number;
  readonly failures: number;
}

/** One after another until one has said how many draws of a sampler are independent; then as many at once as there is width for. */
async function doAll(
  team: Team<ReplicateInput, Replicate>,
  infer: Infer,
  { replicates, signal, report, width = 1 }: CalibrationOptions,
): Promise<Outcome<Found>> {
  const ranks = new Map<number, ReadonlyMap<string, readonly number[]>>();
  let draws: number | null = null;
  let failures = 0;
  let next = 0;
  let done = 0;
  const refusals: (readonly Diagnostic[])[] = [];
  const take = async (number: number): Promise<void> => {
    const result = await team.work({ number, draws });
    if (signal.aborted) return;
    const found: Replicate =
      result.kind === "done" ? result.output : { kind: "failed", why: [lost(infer, number, result.why)] };
    if (found.kind === "stopped") return;
    done += 1;
    if (found.kind === "refused") refusals.push(found.why);
    if (found.kind === "failed") {
      failures += 1;
      // All of the first ones: it is the model or the method, not bad luck.
      if (failures === done && failures >= Math.min(5, replicates)) refusals.push(found.why);
    }
    if (found.kind === "ranked") {
      ranks.set(number, found.ranks);
      draws ??= found.draws;
    }
    report(done);
  };
  const going = (): boolean => next < replicates && !signal.aborted && refusals.length === 0;
  while (going() && draws === null) await take(next++);
  const lane = async (): Promise<void> => {
    while (going()) await take(next++);
  };
  await Promise.all(Array.from({ length: width }, lane));
  const [why] = refusals;
  if (why !== undefined) return failure(...why);
  const inOrder = [...ranks].sort(([one], [other]) => one - other).map(([, own]) => own);
  return success({ ranks: inOrder, draws: draws ?? rankedDraws, failures });
}

function lost(infer: Infer, number: number, why: string): Diagnostic {
  const help = "`--workers 1` does all in the command's own thread, in less memory";
  return diagnose("H0740", { what: `replicate ${number}` }, { at: infer.span, notes: [why], help });
}

function onlyHere(here: Hand<ReplicateInput, Replicate>): Team<ReplicateInput, Replicate> {
  return {
    work: async (input) => ({ kind: "done", output: await here.work(input) }),
    dispose: () => here.dispose(),
  };
}
