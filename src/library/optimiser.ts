/** The shape of an optimiser's row: a builder of its update as a graph. */

import type { Builder, Tensor } from "../tensor/builder.ts";

export interface Optimiser {
  readonly name: string;
  readonly doc: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly default: number | null;
    readonly low: number;
    readonly high: number;
    /** Only whole numbers. */
    readonly integer?: boolean;
    readonly doc: string;
  }[];
  /** The state tensors kept beside each parameter (of its shape), all starting at zero. */
  readonly slots: readonly string[];
  /**
   * One descent step for one parameter tensor. `rate` is a scalar already scheduled, `step` counts from 1 (a float scalar).
   * Gives the new parameter and the new slots, in order.
   */
  readonly update: (
    b: Builder,
    now: {
      readonly parameter: Tensor;
      readonly gradient: Tensor;
      readonly slots: readonly Tensor[];
      readonly rate: Tensor;
      readonly step: Tensor;
      readonly options: Readonly<Record<string, number>>;
    },
  ) => { readonly parameter: Tensor; readonly slots: readonly Tensor[] };
}

/** How the rate falls over a run: the shape of a schedule's row. */
export interface Schedule {
  readonly name: string;
  readonly doc: string;
  readonly parameters: Optimiser["parameters"];
  /** The factor of the rate, a scalar, at `progress` = steps done / steps in all, from 0 to just under 1. */
  readonly factor: (b: Builder, progress: Tensor, options: Readonly<Record<string, number>>) => Tensor;
}
