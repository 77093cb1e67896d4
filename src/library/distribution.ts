/** The shape of a distribution's row: everything the language knows of it. One file each in `distributions/`. */

import type { Dimension } from "../shape/dimension.ts";
import type { Support } from "../shape/support.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Shape } from "../tensor/graph.ts";

export interface Parameter {
  readonly name: string;
  /** Where the parameter must lie; `simplex` and vectors run over its last dimension. */
  readonly support: Support;
  /** One more dimension than the value: `logits` of a categorical. */
  readonly event?: boolean;
  /** Of an event parameter: it has one entry fewer than there are labels, a cut between each two that follow one another. */
  readonly cuts?: boolean;
  /** One more dimension than the value, this one, last: of the components that a mixture sums over. */
  readonly components?: Dimension;
  /** A number known before any data, since the support depends on it. */
  readonly constant?: boolean;
  /** Of distributions over vectors and matrices: a matrix over the value's last dimension and its prime, or one number for each vector or matrix. Of chains of labels: from each label to
   * each of their second name, and those of the first one. */
  readonly spans?: "matrix" | "each" | "transition" | "first";
  readonly doc: string;
}

/** One way to write the distribution's arguments, in order: `poisson(rate)` or `poisson(log_rate = …)`. */
export interface Signature {
  readonly parameters: readonly Parameter[];
  /** Arguments without a name are allowed only for the first signature, and for what another shares with it from the start. */
  readonly keywordOnly?: boolean;
}

/**
 * Parameters by name, those of one signature: each a scalar or of the value's shape (plus the event axis, last). One that
 * spans a matrix is [K, K], or has the value's batch before these; one for each vector or matrix has the batch alone.
 * A parameter left a scalar is computed with once, not once an element.
 */
export type Arguments = Readonly<Record<string, Tensor>>;
/** The same as plain numbers, for values that have a cdf. */
export type Values = Readonly<Record<string, number>>;

export interface Distribution {
  readonly name: string;
  /** One sentence: what it is and when to use another. */
  readonly doc: string;
  /**
   * Where draws lie: the element type that the left side of `~` must have. It needs the parameters' values only for
   * distributions on an interval they name; for labels its dimension is `eventDimension`.
   */
  readonly support: (values: Values | null) => Support;
  /** Where it may lie wherever the left side of `~` does: the row for that support. Improper: no draws, no cdf. */
  readonly on?: (support: Support) => Distribution;
  readonly signatures: readonly Signature[];
  /** The distribution of its upper half at zero, which takes the same parameters but the one it is centred at. */
  readonly half?: { readonly name: string; readonly centre: string };
  /** How many last axes of the value one draw takes: 1 for vectors, 2 for matrices. Absent: each element is drawn by itself. */
  readonly event?: 1 | 2;
  /**
   * log p(x | parameters), elementwise – for `event` one value a vector or matrix –, every normalising constant included; −∞ outside the support, with finite
   * gradients there; vectors and matrices are in the support, where they are read is made sure of. Counts are floats, labels and bools i32.
   */
  readonly logDensity: (b: Builder, x: Tensor, p: Arguments) => Tensor;
  /**
   * A draw for each element, from standard noise; differentiable in p where `reparameterised`. The value's shape is that of
   * the greatest parameter, without its event axis; `event` ones are given it. Labels and bools come as i32.
   */
  readonly sample: (b: Builder, noise: Noise, p: Arguments, value?: Shape) => Tensor;
  readonly reparameterised: boolean;
  /** E[x] and Var[x], elementwise; null where they do not exist for any parameters (labels), NaN or ∞ for some. */
  readonly mean: ((b: Builder, p: Arguments) => Tensor) | null;
  readonly variance: ((b: Builder, p: Arguments) => Tensor) | null;
  /** For label and bool values: the probability of each value, with an axis of values last. */
  readonly probabilities?: (b: Builder, p: Arguments) => Tensor;
  /** Their logarithms, where these are more accurate than those of `probabilities`. */
  readonly logProbabilities?: (b: Builder, p: Arguments) => Tensor;
  /** P(X ≤ x) in plain numbers, f64: quantiles of predictive mixtures and tests use it. Absent for label values. */
  readonly cdf?: (x: number, p: Values) => number;
  /**
   * ∫ (F(z) − 1{z ≥ y})² dz in closed form, in plain numbers: the continuous ranked probability score of y, wherever it lies. NaN for parameters
   * without one; absent where there is none, and of counts, whose sum needs none.
   */
  readonly crps?: (y: number, p: Values) => number;
  /** Both tails, each to full relative accuracy: `truncated` and `censored` stand on them. Absent where nobody wrote them. */
  readonly tails?: Tails;
  /** Of vectors and matrices: how one entry is distributed, the others unknown. Its parameters are of the value's shape. */
  readonly entry?: {
    readonly of: Distribution;
    readonly parameters: (b: Builder, p: Arguments, value: Shape) => Arguments;
  };
  /** Closed-form KL(q ‖ this), elementwise; only where this is a density on all the reals. */
  readonly klFromNormal?: (b: Builder, q: NormalGuide, p: Arguments) => Tensor;
  /** Coordinates whose prior is free of a location and a scale; absent where there is neither. */
  readonly nonCentring?: NonCentring;
  /** Parameters of the first signature, where pages and contract tests look. */
  readonly example: Readonly<Record<string, number | readonly number[]>>;
}

/** Coordinates whose prior is free of a location and a scale: see `non-centring.ts`. */
export interface NonCentring {
  /** u and log |du / dz| at z, which has u's shape: a value an element, or one a vector. */
  readonly place: (b: Builder, z: Tensor, p: Arguments) => Placed;
  /** The z of a u. */
  readonly standardise: (b: Builder, u: Tensor, p: Arguments) => Tensor;
  /** The parameters of z's own prior, others as they are: those at which u is z. */
  readonly standard: Readonly<Record<string, number>>;
}

export interface Placed {
  readonly u: Tensor;
  readonly logDeterminant: Tensor;
}

/** What is needed to match and check arguments. */
export type Heading = Pick<Distribution, "name" | "signatures" | "event">;

/** P(X ≤ x) and P(X > x); a value far in one tail has an exact 1 in the other. */
export interface Tails {
  /** X takes whole numbers only. */
  readonly whole?: true;
  /** log P(X ≤ x) and log P(X > x), elementwise, with finite gradients; x lies in the support, or between two whole numbers or below 0 for counts. */
  readonly logCdf: (b: Builder, x: Tensor, p: Arguments) => Tensor;
  readonly logSurvival: (b: Builder, x: Tensor, p: Arguments) => Tensor;
  /** The x of these logarithms of P(X ≤ x) and P(X > x), which the smaller one tells accurately. */
  readonly quantile: (b: Builder, logCdf: Tensor, logSurvival: Tensor, p: Arguments) => Tensor;
  /** P(X > x) in plain numbers. */
  readonly survival: (x: number, p: Values) => number;
  /** E and Var of X between two bounds, null for none, `logMass` being the logarithm of its probability there. Absent where there is no closed form. */
  readonly moments?: (b: Builder, between: Between, p: Arguments) => Moments;
}

/** Where X is known to lie. */
export interface Between {
  readonly low: Tensor | null;
  readonly high: Tensor | null;
  readonly logMass: Tensor;
}

export interface Moments {
  readonly mean: Tensor;
  readonly variance: Tensor;
}

/** Normals of the value's shape. The logarithm is given too: it is often the parameter, and one a weight a step is saved. */
export interface NormalGuide {
  readonly mean: Tensor;
  readonly sd: Tensor;
  readonly logSd: Tensor;
}

/** Where `sample` gets its randomness: standard normals or uniforms of a shape, each call a stream of its own. */
export interface Noise {
  normal(shape: readonly number[]): Tensor;
  uniform(shape: readonly number[]): Tensor;
}
