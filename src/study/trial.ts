/** One infer block on one split: a fit, its scores, and what both cost. It depends on what goes in alone, so that any thread may do it. */

import type { Infer } from "../check/program.ts";
import type { Bound } from "../data/bound.ts";
import type { Diagnostic, Outcome } from "../diagnostic/diagnostic.ts";
import { evaluate } from "../posterior/evaluate.ts";
import { latentScalars } from "../posterior/latent-scalars.ts";
import type { Posterior } from "../posterior/posterior.ts";
import { storedBytes } from "../posterior/stored-bytes.ts";
import type { Runtime } from "../tensor/program.ts";
import { type Profile, profiles } from "./distance.ts";

/** Plain data. */
export interface TrialInput {
  /** Its place among the model's infer blocks. */
  readonly block: number;
  readonly seed: number;
  readonly training: Bound;
  /** What has met the training data's facts. */
  readonly scored: Bound;
  /** Whether distances to a sampler will be wanted. */
  readonly profiled: boolean;
}

export interface Scored {
  readonly kind: "scored";
  readonly scores: object;
  readonly seconds: { readonly fit: number; readonly predict: number };
  readonly latentScalars: number;
  readonly storedBytes: number;
  readonly profiles: ReadonlyMap<string, Profile>;
}

export type Trialled =
  | Scored
  | { readonly kind: "failed"; readonly why: readonly Diagnostic[] }
  | { readonly kind: "stopped" };

export interface TrialOptions {
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  readonly fit: (training: Bound, infer: Infer, seed: number) => Promise<Outcome<Posterior>>;
}

/** Seconds are those of the thread it is done in. */
export async function attempt(
  { training, scored, seed, profiled }: TrialInput,
  infer: Infer,
  { runtime, signal, fit }: TrialOptions,
): Promise<Trialled> {
  if (signal.aborted) return { kind: "stopped" };
  const fitted = await fit(training, infer, seed);
  if (signal.aborted) return { kind: "stopped" };
  if (!fitted.ok) return { kind: "failed", why: fitted.diagnostics };
  const posterior = fitted.value;
  const began = performance.now();
  const scores = await evaluate(posterior, scored, { seed, runtime });
  const predict = (performance.now() - began) / 1000;
  // How long a run took is a number of more or fewer digits.
  const timeless = { ...posterior.record, seconds: { compile: 0, fit: 0 } };
  return {
    kind: "scored",
    scores,
    seconds: { fit: posterior.record.seconds.fit, predict },
    latentScalars: latentScalars(posterior),
    storedBytes: storedBytes({ ...posterior, record: timeless }),
    profiles: profiled ? await profiles(posterior, scored, { seed, runtime }) : new Map(),
  };
}
