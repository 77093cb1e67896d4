/**
 * What the tensor language knows of an op: one row. Forward mode is the tangent rules; reverse mode the tangent rules
 * followed by the transposes of the linear ops they write; mapping over samples the batching rules (jax's design, see
 * Frostig, Johnson and Leary 2018, "Compiling machine learning programs via high-level tracing").
 */

import { Bug } from "../../diagnostic/bug.ts";
import type { Builder, Tensor } from "../builder.ts";
import type { Dtype, OpAttributes, OpName, Shape } from "../graph.ts";

/** The type of a value: its static shape and element type. */
export interface Type {
  readonly shape: Shape;
  readonly dtype: Dtype;
}

/** An op applied, inside a builder. */
export interface Site<P extends OpName> {
  readonly operands: readonly Tensor[];
  readonly attributes: OpAttributes[P];
}

export interface Op<P extends OpName> {
  /** The shape rule: the result's type. Throws `Bug` where operands or attributes do not fit. */
  readonly type: (operands: readonly Type[], attributes: OpAttributes[P]) => Type;
  /**
   * The reference value, row-major. Every dtype is held in f64: floats unrounded (but for `cast` to f32), integers
   * wrapped, bools 0 and 1. `types` are the operands' types.
   */
  readonly value: (
    operands: readonly Float64Array[],
    attributes: OpAttributes[P],
    types: readonly Type[],
    result: Type,
  ) => Float64Array;
  /**
   * The tangent of `result`, linear in the operands' tangents; null stands for nought, and not all are null.
   * A row without the rule is locally constant.
   */
  readonly tangent:
    | ((b: Builder, site: Site<P>, result: Tensor, tangents: readonly (Tensor | null)[]) => Tensor | null)
    | null;
  /**
   * The cotangent of each operand marked `linear`, given the result's. Of a linear operand only the type may be used.
   * A row without the rule is linear in nothing.
   */
  readonly transpose:
    | ((
        b: Builder,
        site: Site<P>,
        cotangent: Tensor,
        linear: readonly boolean[],
      ) => readonly (Tensor | null)[])
    | null;
  /**
   * The op on operands of which those marked `batched` carry a leading axis of `size`; so does the result. Called where at
   * least one is batched, and always for `random`.
   */
  readonly batch: (b: Builder, site: Site<P>, batched: readonly boolean[], size: number) => Tensor;
  /** An equal tensor that costs less, NaN, ±∞ and −0 included; null where there is none. */
  readonly simplify: ((b: Builder, site: Site<P>) => Tensor | null) | null;
  /** One element of the result depends on the same element of each operand alone. */
  readonly elementwise: boolean;
}

/** The operand at a place, for rows that know how many they have. */
export function operand<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Bug(`an op lacks operand ${index}`);
  return found;
}

/** `value` as the dtype holds it: integers wrapped, bools 0 or 1, floats untouched. */
export function wrap(dtype: Dtype, value: number): number {
  switch (dtype) {
    case "i32":
      return value | 0;
    case "u32":
      return value >>> 0;
    case "bool":
      return value === 0 ? 0 : 1;
    case "f32":
    case "f64":
      return value;
  }
}

/** The uniform constant that a tensor is, or null. */
export function constantOf(b: Builder, x: Tensor): number | null {
  const node = b.nodes[x.id];
  return node?.op === "constant" ? node.attributes.value : null;
}

/** The operand of the node that `x` is, where that is an application of `op`. */
export function appliedTo(b: Builder, x: Tensor, op: OpName): Tensor | null {
  const node = b.nodes[x.id];
  return node?.op === op && node.operands.length > 0 ? b.tensor(operand(node.operands, 0)) : null;
}

/** Adds a leading axis of `size` to an operand that is not batched, by repeating it. */
export function spread(b: Builder, x: Tensor, batched: boolean, size: number): Tensor {
  return batched
    ? x
    : b.broadcast(
        x,
        [size, ...x.shape],
        x.shape.map((_, i) => i + 1),
      );
}
