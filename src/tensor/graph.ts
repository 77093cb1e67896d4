/**
 * The tensor language: a graph of operations on arrays of static shape, in order of evaluation.
 * Row-major, positional axes: named dimensions end in `model/`. The idea is that of jax's jaxprs:
 * few ops, each with a rule for its shape, value, tangent, transpose and batching.
 */

import type { Dtype } from "../shape/dtype.ts";

export type Shape = readonly number[];

/** The index of a node in its graph. */
export type NodeId = number;

/** What each op takes beside its operands. The table of ops (`ops/table.ts`) is total over these names. */
export interface OpAttributes {
  /** The graph's i-th input. No operands. */
  input: { readonly index: number; readonly name: string; readonly shape: Shape; readonly dtype: Dtype };
  /** One number, broadcast to a shape. No operands. */
  constant: { readonly value: number; readonly shape: Shape; readonly dtype: Dtype };
  /** An array written out, row-major. No operands. */
  literal: { readonly values: readonly number[]; readonly shape: Shape; readonly dtype: Dtype };
  /** 0, 1, … along `axis`. No operands. */
  iota: { readonly axis: number; readonly shape: Shape; readonly dtype: Dtype };

  // Elementwise, one operand. Floats alone, but for neg, abs, sign and square, which take integers too (and wrap), not, and cast.
  neg: Empty;
  abs: Empty;
  /** −1, 1, or the zero itself. */
  sign: Empty;
  floor: Empty;
  exp: Empty;
  expm1: Empty;
  log: Empty;
  log1p: Empty;
  sqrt: Empty;
  reciprocal: Empty;
  square: Empty;
  tanh: Empty;
  sigmoid: Empty;
  softplus: Empty;
  sin: Empty;
  cos: Empty;
  lgamma: Empty;
  /** ψ⁽ⁿ⁾: the digamma function for order 0, trigamma for 1. */
  polygamma: { readonly order: number };
  erf: Empty;
  not: Empty;
  /** To integers: toward zero, held at the ends of the range, NaN as 0. To bool: whether it is not 0. */
  cast: { readonly dtype: Dtype };

  // Elementwise, two operands of one shape and dtype. Floats or integers, which wrap; div and pow floats alone.
  add: Empty;
  sub: Empty;
  mul: Empty;
  div: Empty;
  /** As IEEE 754 has it: pow(1, y) = pow(x, 0) = 1, NaN included. */
  pow: Empty;
  /** NaN where one operand is; 0 is greater than −0. At a tie the tangent is the second operand's. */
  max: Empty;
  min: Empty;
  /** Comparisons give bools, false where an operand is NaN. */
  eq: Empty;
  lt: Empty;
  le: Empty;
  and: Empty;
  or: Empty;

  /** (condition: bool, then, otherwise), all of one shape. */
  select: Empty;

  /** Operand axis i becomes axis `axes[i]` of `shape` (ascending); the other axes repeat it. */
  broadcast: { readonly shape: Shape; readonly axes: readonly number[] };
  reshape: { readonly shape: Shape };
  /** Axis i of the result is axis `permutation[i]` of the operand. */
  transpose: { readonly permutation: readonly number[] };
  /** `start` (inclusive) and `stop` (exclusive) for each axis. */
  slice: { readonly start: readonly number[]; readonly stop: readonly number[] };
  /** Zeros before and after, for each axis. */
  pad: { readonly before: readonly number[]; readonly after: readonly number[] };
  concat: { readonly axis: number };
  sum: { readonly axes: readonly number[] };
  /**
   * The greatest over `axes`: NaN where one is, −∞ of none. Ties share the tangent alike. Where `held`, its tangent is nought: for a shift that cancels, as in `logsumexp`,
   * whose derivatives of every order stay right and cheap.
   */
  reduce_max: { readonly axes: readonly number[]; readonly held?: boolean };
  /**
   * A sum of products: axes `contract` are summed, axes `batch` matched, as in jax's dot_general.
   * The result's axes: the batch, then the left operand's free axes, then the right one's.
   */
  dot: {
    readonly contract: readonly [readonly number[], readonly number[]];
    readonly batch: readonly [readonly number[], readonly number[]];
  };
  /** (operand, indices i32): rows of axis 0 by index. Shape: indices' shape, then the operand's without its first axis. Indices in range. */
  gather: Empty;
  /** (indices i32, updates): zeros of `[rows, …]` with each update added at its row; the transpose of gather. */
  scatter_add: { readonly rows: number };
  /**
   * (key: u32[2], step: u32[]): numbers that depend on (key, stream, step, index of the element) alone.
   * `bits` are u32; `uniform` lies strictly between 0 and 1; `normal` is standard. Threefry-2x32; see random.ts.
   */
  random: {
    readonly kind: "bits" | "uniform" | "normal";
    readonly stream: number;
    readonly shape: Shape;
    readonly dtype: Dtype;
  };
  /**
   * The lower factor of symmetric positive definite matrices [..., n, n]; all NaN where one is not. f64 or f32.
   * The lower triangle alone is read, so the gradient is lower triangular too.
   */
  cholesky: Empty;
  /** (L: [..., n, n], B: [..., n, k]): L⁻¹B, or L⁻ᵀB when `transposed`; the lower triangle of L alone is read. */
  triangular_solve: { readonly transposed: boolean };
  /**
   * A recurrence, all its steps stacked: y_t = body(y_{t−lags[0]}, y_{t−lags[1]}, …, x_t, …) for t = 0 … steps − 1; from the last step
   * to the first, with y_{t+lag}, where `reverse`. Operands: for each lag the values that stand before the first row (after the last one
   * where reversed), [lag, …rest] in order of time; then the x, each [steps, …rest]. `body` is of scalars and elementwise ops, and is applied to each element of the rest.
   */
  scan: {
    readonly body: Graph;
    readonly lags: readonly number[];
    readonly steps: number;
    readonly reverse: boolean;
  };
  /**
   * The forward algorithm, in logarithms. Operands: the start [K, …rest], the transition [T or 1, from, to, …rest], whose entry t leads to step t, and the
   * emissions [T, K, …rest]. Gives log p(state t, what t emits | what was emitted before), [T, K, …rest]; its logsumexp over states is each step's own density.
   */
  forward: Empty;
  /** (M: [T, K, K, …rest], r: [T, K, …rest]): y_t = r_t + M_t y_{t−1}, y₀ = r₀; or from the last step, with y_{t+1}, where `reverse`. */
  recur: { readonly reverse: boolean };
}

type Empty = Readonly<Record<never, never>>;
export type OpName = keyof OpAttributes;

/** One operation of the kind P. Its operands stand before it in the graph. */
export type NodeOf<P extends OpName> = {
  readonly [Q in P]: {
    readonly op: Q;
    readonly operands: readonly NodeId[];
    readonly attributes: OpAttributes[Q];
    readonly shape: Shape;
    readonly dtype: Dtype;
  };
}[P];
export type Node = NodeOf<OpName>;

export interface Slot {
  readonly name: string;
  readonly shape: Shape;
  readonly dtype: Dtype;
}

/** Nodes in order of evaluation; `inputs[i]` describes the `input` node of index i; `outputs` are node ids. */
export interface Graph {
  readonly inputs: readonly Slot[];
  readonly nodes: readonly Node[];
  readonly outputs: readonly NodeId[];
}

export function elements(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

export type { Dtype, FloatDtype } from "../shape/dtype.ts";
