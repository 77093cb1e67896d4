/** The shape of a layer's row and of an activation's. */

import type { Builder, Tensor } from "../tensor/builder.ts";

export interface Activation {
  readonly name: string;
  readonly doc: string;
  readonly apply: (b: Builder, x: Tensor) => Tensor;
}

/** A weight tensor that a layer declares, its axes named by role; the checker makes dimensions of them. */
export interface WeightRole {
  readonly role: "weight" | "bias";
  /** `in` is the layer's input dimension, `out` its width. A scalar `out` has no axis. */
  readonly axes: readonly ("in" | "out")[];
}

export interface Layer {
  readonly name: string;
  readonly doc: string;
  /** Positional parameters in order. `width` may be omitted on the last layer. */
  readonly parameters: readonly {
    readonly name: string;
    readonly kind: "width" | "activation";
    readonly required: boolean;
    readonly doc: string;
  }[];
  readonly weights: readonly WeightRole[];
  /** x: [rows, in]; weight tensors by role. Gives [rows, out], or [rows] for a scalar out. */
  readonly apply: (b: Builder, x: Tensor, weights: Readonly<Record<string, Tensor>>) => Tensor;
}
