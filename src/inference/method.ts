/** The protocol every inference method follows. */

import type { Infer } from "../check/program.ts";
import type { Bound } from "../data/bound.ts";
import type { Outcome } from "../diagnostic/diagnostic.ts";
import type { Model } from "../model/model.ts";
import type { Approximation } from "../posterior/posterior.ts";
import type { Runtime } from "../tensor/program.ts";

export interface Progress {
  readonly step: number;
  readonly steps: number;
  /** What the bar shows beside: `elbo`, `log_joint`; a running value. */
  readonly objective: { readonly name: string; readonly value: number } | null;
}

export interface Task {
  readonly model: Model;
  readonly bound: Bound;
  readonly infer: Infer;
  readonly seed: number;
  readonly runtime: Runtime;
  readonly report: (progress: Progress) => void;
  /** Aborted: stop soon and give what there is, `complete` false. */
  readonly signal: AbortSignal;
}

export interface Fit {
  readonly approximation: Approximation;
  readonly objective: Readonly<Record<string, number>>;
  readonly complete: boolean;
  /** Seconds spent making programs runnable, before the first step. */
  readonly compileSeconds: number;
}

/** Gives a fit, or what went wrong while it ran (H07…). Throws only `Bug`. */
export type Method = (task: Task) => Promise<Outcome<Fit>>;
