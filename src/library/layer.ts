/** The shape of a layer's row and of an activation's. */

import type { Derived, Dimension } from "../shape/dimension.ts";
import type { ValueType } from "../shape/support.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Shape } from "../tensor/graph.ts";

export interface Activation {
  readonly name: string;
  readonly doc: string;
  readonly apply: (b: Builder, x: Tensor) => Tensor;
}

/** A weight tensor that a layer declares; each is a latent of its own. */
export interface WeightRole {
  /** `weight` or `bias`: what a selector calls it. */
  readonly role: string;
  readonly dimensions: readonly Dimension[];
  /** `fan_in`: how many of its elements, or of its fellows', add up in one output. */
  readonly fanIn: readonly Dimension[];
  /** `fan_out`: how many outputs one input reaches. */
  readonly fanOut: readonly Dimension[];
}

export interface LayerParameter {
  readonly name: string;
  /** A width, the outputs' number, makes a dimension; a size is a window's edge, a rate a probability below 1. */
  readonly kind: "width" | "size" | "rate" | "activation";
  /** A width that is not required is the network's, on its last layer with weights. */
  readonly required: boolean;
  readonly doc: string;
}

/** Where a layer stands: what enters it, symbolically. */
export interface LayerPlace {
  /** The type of one example. */
  readonly input: ValueType;
  /** The width's dimensions: none for a scalar output, or where the layer has no width. */
  readonly width: readonly Dimension[];
  readonly size: number | null;
  /** What the layers in its braces give; null where there are none. */
  readonly inner: readonly Dimension[] | null;
  /** A dimension of the layer's own whose size follows from others'; named after `base`, else as the layer. */
  readonly derive: (base: Dimension | null, derived: Derived) => Dimension;
  /** A dimension of this size that aligns with nothing. */
  readonly fixed: (size: number) => Dimension;
}

export type LayerShape =
  | { readonly output: readonly Dimension[]; readonly weights: readonly WeightRole[] }
  /** It does not fit there: "dense wants one dimension, not [Row, Column]". */
  | { readonly wants: string; readonly found: string; readonly help: string };

/** What a layer is applied with. */
export interface LayerUse {
  /** By role, of the shapes that `shape` gave. */
  readonly weights: Readonly<Record<string, Tensor>>;
  readonly size: number | null;
  readonly rate: number | null;
  /** Numbers between 0 and 1, new at each step of a method that trains with noise; null elsewhere. */
  readonly uniform: (shape: Shape) => Tensor | null;
  /** Through the layers in its braces. */
  readonly inner: (x: Tensor) => Tensor;
}

export interface Layer {
  readonly name: string;
  readonly doc: string;
  /** Positional parameters in order. */
  readonly parameters: readonly LayerParameter[];
  /** Whether layers stand in its braces. */
  readonly body: boolean;
  /** Whether it is affine in what enters it, whatever its weights. */
  readonly linear: boolean;
  readonly shape: (place: LayerPlace) => LayerShape;
  /** x: [rows, …one example's dimensions], floats, or labels as i32. Gives [rows, …output]. */
  readonly apply: (b: Builder, x: Tensor, use: LayerUse) => Tensor;
}
