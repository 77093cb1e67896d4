/** Writes graphs: one method an op, with numbers and scalars widened to the other operand's shape, so formulas read as formulas. */

import type { Dtype, FloatDtype, Graph, Node, NodeId, OpAttributes, OpName, Shape, Slot } from "./graph.ts";

/** A value under construction: a handle on a node of one builder. */
export interface Tensor {
  readonly id: NodeId;
  readonly shape: Shape;
  readonly dtype: Dtype;
}

/** A plain number takes the shape and dtype of its fellow operand. */
export type Operand = Tensor | number;

export interface Builder {
  /** The dtype that `constant` and floats made from nothing have. */
  readonly float: FloatDtype;

  input(name: string, shape: Shape, dtype: Dtype): Tensor;
  constant(value: number, shape?: Shape, dtype?: Dtype): Tensor;
  literal(values: readonly number[], shape: Shape, dtype?: Dtype): Tensor;
  iota(shape: Shape, axis: number, dtype?: Dtype): Tensor;
  /** Any op by name; its shape rule checks it. Throws `Bug` where it does not fit. Equal nodes are made once. */
  emit<P extends OpName>(op: P, operands: readonly Tensor[], attributes: OpAttributes[P]): Tensor;

  neg(x: Operand): Tensor;
  abs(x: Operand): Tensor;
  sign(x: Operand): Tensor;
  floor(x: Operand): Tensor;
  exp(x: Operand): Tensor;
  expm1(x: Operand): Tensor;
  log(x: Operand): Tensor;
  log1p(x: Operand): Tensor;
  sqrt(x: Operand): Tensor;
  reciprocal(x: Operand): Tensor;
  square(x: Operand): Tensor;
  tanh(x: Operand): Tensor;
  sigmoid(x: Operand): Tensor;
  softplus(x: Operand): Tensor;
  sin(x: Operand): Tensor;
  cos(x: Operand): Tensor;
  lgamma(x: Operand): Tensor;
  polygamma(order: number, x: Operand): Tensor;
  erf(x: Operand): Tensor;
  not(x: Tensor): Tensor;
  /** The same tensor where it already has the dtype. */
  cast(x: Tensor, dtype: Dtype): Tensor;

  add(x: Operand, y: Operand): Tensor;
  sub(x: Operand, y: Operand): Tensor;
  mul(x: Operand, y: Operand): Tensor;
  div(x: Operand, y: Operand): Tensor;
  pow(x: Operand, y: Operand): Tensor;
  max(x: Operand, y: Operand): Tensor;
  min(x: Operand, y: Operand): Tensor;
  eq(x: Operand, y: Operand): Tensor;
  ne(x: Operand, y: Operand): Tensor;
  lt(x: Operand, y: Operand): Tensor;
  le(x: Operand, y: Operand): Tensor;
  gt(x: Operand, y: Operand): Tensor;
  ge(x: Operand, y: Operand): Tensor;
  and(x: Tensor, y: Tensor): Tensor;
  or(x: Tensor, y: Tensor): Tensor;
  select(condition: Tensor, then: Operand, otherwise: Operand): Tensor;

  /** Operand axis i becomes axis `axes[i]` of `shape`. The same tensor where nothing changes. */
  broadcast(x: Tensor, shape: Shape, axes: readonly number[]): Tensor;
  reshape(x: Tensor, shape: Shape): Tensor;
  transpose(x: Tensor, permutation: readonly number[]): Tensor;
  slice(x: Tensor, start: readonly number[], stop: readonly number[]): Tensor;
  pad(x: Tensor, before: readonly number[], after: readonly number[]): Tensor;
  concat(parts: readonly Tensor[], axis: number): Tensor;
  /** Over the given axes, or all. */
  sum(x: Tensor, axes?: readonly number[]): Tensor;
  reduceMax(x: Tensor, axes?: readonly number[]): Tensor;
  /** Stable: the greatest is taken out first. */
  logsumexp(x: Tensor, axes?: readonly number[]): Tensor;
  dot(
    x: Tensor,
    y: Tensor,
    contract: readonly [readonly number[], readonly number[]],
    batch?: readonly [readonly number[], readonly number[]],
  ): Tensor;
  gather(x: Tensor, indices: Tensor): Tensor;
  scatterAdd(indices: Tensor, updates: Tensor, rows: number): Tensor;
  random(
    kind: "bits" | "uniform" | "normal",
    key: Tensor,
    step: Tensor,
    stream: number,
    shape: Shape,
    dtype?: Dtype,
  ): Tensor;
  cholesky(x: Tensor): Tensor;
  triangularSolve(l: Tensor, b: Tensor, transposed?: boolean): Tensor;
  /** `before` has an array of `lag` rows for each lag; `inputs` an array of `steps` rows for each further input of the body. */
  scan(
    body: Graph,
    before: readonly Tensor[],
    inputs: readonly Tensor[],
    steps: number,
    reverse?: boolean,
  ): Tensor;

  /** Copies another graph's nodes in, its inputs replaced by `inputs`; gives its outputs. */
  inline(graph: Graph, inputs: readonly Tensor[]): Tensor[];
  /** The graph built so far, with these outputs; verified. Inputs stand in the order they were made. */
  finish(outputs: readonly Tensor[]): Graph;
  readonly inputs: readonly Slot[];

  /** For passes: everything built so far, `nodes[tensor.id]` being what the tensor stands for. */
  readonly nodes: readonly Node[];
  /** For passes: the tensor of a node. */
  tensor(id: NodeId): Tensor;
  /** For passes: an input that must be replaced before `finish`; linearisation stands on it. */
  placeholder(shape: Shape, dtype: Dtype): Tensor;
}
