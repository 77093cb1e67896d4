/** What the checker hands on: every name resolved, every expression typed, every size symbolic. No data has been seen. */

import type { Source, Span } from "../diagnostic/source.ts";
import type { Activation, Layer } from "../library/layer.ts";
import type { Distribution, Signature } from "../library/distribution.ts";
import type { MethodDeclaration, OptionValue } from "../library/method.ts";
import type { Dimension } from "../shape/dimension.ts";
import type { ValueType } from "../shape/support.ts";

export interface CheckedProgram {
  readonly source: Source;
  readonly name: string;
  /** In order of first mention; layers' dimensions included. */
  readonly dimensions: readonly Dimension[];
  readonly tables: readonly Table[];
  /** What labels decide, in order of first use. */
  readonly constants: readonly LabelConstant[];
  readonly networks: readonly Network[];
  /** Latents, weights and deterministic quantities, in order of declaration. */
  readonly prior: readonly PriorStatement[];
  readonly likelihood: readonly LikelihoodStatement[];
  readonly infers: readonly Infer[];
  /** The responses' common first dimension; null where there is none. */
  readonly rows: Dimension | null;
}

/** One `data` block. */
export interface Table {
  readonly name: string | null;
  readonly sources: readonly string[];
  readonly variables: readonly DataVariable[];
  readonly definitions: readonly DataDefinition[];
  readonly missing: "error" | "drop";
  readonly span: Span;
}

export interface DataVariable {
  readonly kind: "data";
  readonly name: string;
  readonly type: ValueType;
  /** Empty: the column of its own name. Several: in order, the columns of the last dimension. */
  readonly columns: readonly { readonly first: string; readonly last: string | null; readonly span: Span }[];
  readonly standardized: boolean;
  /** Stands left of `~` in the likelihood. */
  readonly response: boolean;
  readonly span: Span;
}

/** `hs = mom_hs - mean(mom_hs over N)`: computed once; reductions over rows on the training rows. */
export interface DataDefinition {
  readonly kind: "definition";
  readonly name: string;
  /** As declared, where it is: a narrower support than the value's is looked after when data is bound. */
  readonly type: ValueType;
  readonly value: Expr;
  /** Stands left of `~` in the likelihood. */
  readonly response: boolean;
  readonly span: Span;
}

/** Known once the labels are: a name that nobody can write stands for it in expressions. */
export interface LabelConstant {
  readonly kind: "constant";
  readonly name: string;
  /** A single label's: its dimension's label; else numbers over the dimension. */
  readonly type: ValueType;
  readonly dimension: Dimension;
  /** One without a value: the label whose place is meant. */
  readonly entries: readonly { readonly label: string; readonly value: number | null }[];
  readonly span: Span;
}

export interface Network {
  readonly kind: "network";
  readonly name: string;
  /** The type of one example: reals, or labels. */
  readonly input: ValueType;
  /** One without a head, or several heads. */
  readonly outputs: readonly { readonly head: string | null; readonly type: ValueType }[];
  readonly layers: readonly NetworkLayer[];
  readonly span: Span;
}

export interface NetworkLayer {
  /** `hidden`, or `layer1`, … and `out` where unlabelled; of one without weights its word. */
  readonly label: string;
  readonly layer: Layer;
  readonly activation: Activation | null;
  /** The edge of its window, where it has one. */
  readonly size: number | null;
  /** The probability of a layer that draws noise. */
  readonly rate: number | null;
  /** The types of one example: the output is of reals. */
  readonly input: ValueType;
  readonly output: readonly Dimension[];
  /** Each a latent of `CheckedProgram.prior`. */
  readonly weights: readonly WeightTensor[];
  /** The layers in its braces. */
  readonly body: readonly NetworkLayer[];
  readonly span: Span;
}

export interface WeightTensor {
  /** `weight`, `bias` */
  readonly role: string;
  readonly type: ValueType;
  /** Whose sizes' products are `fan_in` and `fan_out`. */
  readonly fanIn: readonly Dimension[];
  readonly fanOut: readonly Dimension[];
}

export type PriorStatement = Latent | Deterministic;

export interface Latent {
  readonly kind: "latent";
  /** `noise`, `f.hidden.weight`. */
  readonly name: string;
  readonly type: ValueType;
  readonly distribution: DistributionCall;
  /** Inference moves it in non-centred coordinates: `non_centred(…)` was written around its distribution. */
  readonly nonCentred?: true;
  /** Where it is a network's weight tensor, or part of one that is made of several. */
  readonly weight: WeightPlace | null;
  readonly span: Span;
}

/** Which tensor of which layer; the role of a part that only scales it is its own. */
export interface WeightPlace {
  readonly network: string;
  readonly layer: string;
  readonly role: string;
}

/** `name = expression`; in `likelihood` local and unreported. Where its value refers to itself, inside lags, it is a recurrence. */
export interface Deterministic {
  readonly kind: "deterministic";
  readonly name: string;
  readonly type: ValueType;
  readonly value: Expr;
  /** Where it is a network's weight tensor, made of latents. */
  readonly weight?: WeightPlace;
  readonly span: Span;
}

export type LikelihoodStatement = Deterministic | Observation;

export interface Observation {
  readonly kind: "observation";
  readonly response: DataVariable;
  readonly distribution: DistributionCall;
  readonly span: Span;
}

/** A distribution with its arguments, one for each parameter of the signature chosen. */
export interface DistributionCall {
  readonly distribution: Distribution;
  readonly signature: Signature;
  readonly arguments: Readonly<Record<string, Expr>>;
  readonly span: Span;
}

export interface Infer {
  /** Its own name, or its method's. */
  readonly name: string;
  readonly method: MethodDeclaration;
  /** Every declared option has a value: the one written, else the declaration's default (null where the method decides). */
  readonly options: Readonly<Record<string, OptionValue | null>>;
  /** Where each option was written. */
  readonly spans: Readonly<Record<string, Span>>;
  readonly span: Span;
}

/** Functions of the language, elementwise, and `where`. */
export type FunctionName =
  | "log"
  | "log10"
  | "log1p"
  | "exp"
  | "expm1"
  | "sqrt"
  | "abs"
  | "sigmoid"
  | "softplus"
  | "tanh"
  | "sin"
  | "cos"
  | "min"
  | "max"
  | "where";

export type Reduction = "sum" | "mean" | "sd" | "max" | "logsumexp";

export type ArithmeticOperator = "+" | "-" | "*" | "/" | "^" | "==" | "!=" | "<" | "<=" | ">" | ">=";

/** A typed expression. Operands align by dimension; `type.dimensions` gives the order of the result's. */
export type Expr = { readonly type: ValueType; readonly span: Span } & (
  | { readonly kind: "number"; readonly value: number }
  /** A data variable, data definition, latent or deterministic quantity, by name. */
  | {
      readonly kind: "reference";
      readonly name: string;
      readonly target: "data" | "definition" | "latent" | "deterministic";
    }
  /** The product of these dimensions' sizes: `fan_in`, `fan_out`. */
  | { readonly kind: "size"; readonly dimensions: readonly Dimension[] }
  /** A label of a dimension, as its position where the labels are declared. */
  | { readonly kind: "label"; readonly dimension: Dimension; readonly label: string }
  | { readonly kind: "negate"; readonly operand: Expr }
  | {
      readonly kind: "binary";
      readonly operator: ArithmeticOperator;
      readonly left: Expr;
      readonly right: Expr;
    }
  /** `left @ right`: summed over `over`, both operands' dimension; `meets` is the right one's where that is its prime, or it the prime of that. */
  | {
      readonly kind: "contract";
      readonly left: Expr;
      readonly right: Expr;
      readonly over: Dimension;
      readonly meets?: Dimension;
    }
  | {
      readonly kind: "reduce";
      readonly reduction: Reduction;
      readonly operand: Expr;
      readonly over: Dimension;
    }
  | { readonly kind: "call"; readonly function: FunctionName; readonly arguments: readonly Expr[] }
  /** A network on one example, lifted over every dimension of `argument` that its input type lacks. */
  | {
      readonly kind: "apply";
      readonly network: Network;
      readonly argument: Expr;
      readonly head: string | null;
    }
  /** `lag(operand over over, by, start)`: `by` rows back. The first rows are `start`, which has no `over`; null: they are not known. */
  | {
      readonly kind: "lag";
      readonly operand: Expr;
      readonly over: Dimension;
      readonly by: number;
      readonly start: Expr | null;
    }
  /** `cumsum(operand over over)` */
  | { readonly kind: "cumulate"; readonly operand: Expr; readonly over: Dimension }
  /** `array[by]`: `by` labels the array's dimension `over`; its own dimensions take the place. */
  | { readonly kind: "index"; readonly array: Expr; readonly by: Expr; readonly over: Dimension }
);
