/** The protocol every inference method follows. */

import type { Infer } from "../check/program.ts";
import type { Bound } from "../data/bound.ts";
import type { Outcome } from "../diagnostic/diagnostic.ts";
import type { Model } from "../model/model.ts";
import type { Journal } from "../posterior/checkpoint/journal.ts";
import type { Approximation, SiteValues } from "../posterior/posterior.ts";
import type { Sizes } from "../shape/dimension.ts";
import type { Crew } from "../tensor/crew.ts";
import type { Program, Runtime } from "../tensor/program.ts";

export interface Progress {
  readonly step: number;
  readonly steps: number;
  /** Chains side by side: the steps of each, warm-up included, of `steps` / chains. */
  readonly chains?: readonly number[];
  /** The steps of each chain that are thrown away. */
  readonly warmup?: number;
  /** What the bar shows beside: `elbo`, `log_joint`; a running value. */
  readonly objective: { readonly name: string; readonly value: number } | null;
}

export interface Task {
  readonly model: Model;
  readonly bound: Bound;
  readonly infer: Infer;
  readonly seed: number;
  /** Where chains begin, on the declared scale: one for each, or one for all; null as the option `init` says. */
  readonly starts: readonly SiteValues[] | null;
  readonly runtime: Runtime;
  /** The threads that may do the work: where it is done changes no bit. */
  readonly crew: Crew;
  readonly report: (progress: Progress) => void;
  /** Aborted: stop soon and give what there is, `complete` false. */
  readonly signal: AbortSignal;
  /** What earlier runs did of this task, and where this one writes down how far it is. */
  readonly journal: Journal;
}

export interface Fit {
  readonly approximation: Approximation;
  readonly objective: Readonly<Record<string, number>>;
  readonly complete: boolean;
  /** Seconds spent making programs runnable, before the first step. */
  readonly compileSeconds: number;
}

export interface Method {
  /** Gives a fit, or what went wrong while it ran (H07…). Throws only `Bug`. */
  readonly fit: (task: Task) => Promise<Outcome<Fit>>;
  /** The programs it spends its time in. `sizes` gives every dimension a number; that of the rows is how many there are. */
  readonly programs: (model: Model, sizes: Sizes, infer: Infer) => readonly Program[];
  /** Bytes that a fit takes at its greatest, within a factor of about two; found without making anything of that size. */
  readonly memory: (model: Model, sizes: Sizes, infer: Infer) => number;
}
