/** The shape of a distribution's row: everything the language knows of it. One file each in `distributions/`. */

import type { Support } from "../shape/support.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";

export interface Parameter {
  readonly name: string;
  /** Where the parameter must lie; `simplex` and vectors run over its last dimension. */
  readonly support: Support;
  /** One more dimension than the value: `logits` of a categorical. */
  readonly event?: boolean;
  readonly doc: string;
}

/** One way to write the distribution's arguments, in order: `poisson(rate)` or `poisson(log_rate = …)`. */
export interface Signature {
  readonly parameters: readonly Parameter[];
  /** Positional arguments are allowed only for the first signature. */
  readonly keywordOnly?: boolean;
}

/** Parameters by name, each broadcast to the value's shape (plus the event axis, last). */
export type Arguments = Readonly<Record<string, Tensor>>;
/** The same as plain numbers (an event parameter is an array). */
export type Values = Readonly<Record<string, number>> & {
  readonly [event: string]: number | readonly number[];
};

export interface Distribution {
  readonly name: string;
  /** One sentence: what it is and when to use another. */
  readonly doc: string;
  /** Where draws lie: the element type that the left side of `~` must have. */
  readonly support: (values: Values | null) => Support;
  readonly signatures: readonly Signature[];
  /** log p(x | parameters), elementwise, every normalising constant included. −∞ outside the support. */
  readonly logDensity: (b: Builder, x: Tensor, p: Arguments) => Tensor;
  /** A draw for each element, from standard noise of the value's shape; differentiable in p where `reparameterised`. */
  readonly sample: (b: Builder, noise: Noise, p: Arguments) => Tensor;
  readonly reparameterised: boolean;
  /** E[x] and Var[x], elementwise; null where one does not exist for any parameters. Categorical: the probabilities, by the event axis. */
  readonly mean: ((b: Builder, p: Arguments) => Tensor) | null;
  readonly variance: ((b: Builder, p: Arguments) => Tensor) | null;
  /** For label and bool values: the probability of each value, with an axis of values last. */
  readonly probabilities?: (b: Builder, p: Arguments) => Tensor;
  /** P(X ≤ x) in plain numbers, f64: quantiles of predictive mixtures and tests use it. Absent for label values. */
  readonly cdf?: (x: number, p: Values) => number;
  /** Closed-form KL(q ‖ this), q = normal(mean, sd) elementwise on the unconstrained scale; only where this is a density on the reals. */
  readonly klFromNormal?: (b: Builder, mean: Tensor, sd: Tensor, p: Arguments) => Tensor;
  /** A place of high density, to start from when the modeller gives none. Default 0 on the unconstrained scale. */
  readonly example: Readonly<Record<string, number | readonly number[]>>;
}

/** Where `sample` gets its randomness: standard normals or uniforms of a shape, each call a stream of its own. */
export interface Noise {
  normal(shape: readonly number[]): Tensor;
  uniform(shape: readonly number[]): Tensor;
}
