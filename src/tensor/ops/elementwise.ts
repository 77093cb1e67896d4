/** What all elementwise rows share: their shape rule, the loop over elements, batching, and the kinds of operand they take. */

import { invariant } from "../../diagnostic/bug.ts";
import { isFloat } from "../../shape/dtype.ts";
import { sameList } from "../axes.ts";
import type { Dtype, OpAttributes, OpName } from "../graph.ts";
import { operand, spread, type Op, type Site, type Type } from "./op.ts";
import type { Builder, Tensor } from "../builder.ts";

/** Which operands an op takes: floats, any numbers, bools, or anything. */
export type Kind = "float" | "number" | "bool" | "any";

export function fits(kind: Kind, dtype: Dtype): boolean {
  switch (kind) {
    case "float":
      return isFloat(dtype);
    case "number":
      return dtype !== "bool";
    case "bool":
      return dtype === "bool";
    case "any":
      return true;
  }
}

/** The common type of operands of one shape and dtype. */
export function commonType(op: OpName, kind: Kind, count: number, operands: readonly Type[]): Type {
  invariant(operands.length === count, `${op} takes ${count} operands, not ${operands.length}`);
  const first = operand(operands, 0);
  for (const { shape, dtype } of operands) {
    invariant(
      sameList(shape, first.shape) && dtype === first.dtype,
      `${op} of ${first.dtype}[${first.shape.join(", ")}] and ${dtype}[${shape.join(", ")}]`,
    );
  }
  invariant(fits(kind, first.dtype), `${op} does not take ${first.dtype}`);
  return { shape: first.shape, dtype: first.dtype };
}

/** Repeats operands that lack the batch axis, then applies the op as it is. */
export function batchElementwise<P extends OpName>(op: P): Op<P>["batch"] {
  return (b: Builder, site: Site<P>, batched, size): Tensor =>
    b.emit(
      op,
      site.operands.map((x, i) => spread(b, x, batched[i] === true, size)),
      site.attributes,
    );
}

export interface UnaryRule<P extends OpName> {
  readonly kind: Kind;
  readonly value: (x: number, attributes: OpAttributes[P], dtype: Dtype) => number;
  /** y′ from x′, x and y. */
  readonly tangent: ((b: Builder, t: Tensor, x: Tensor, y: Tensor, a: OpAttributes[P]) => Tensor) | null;
  readonly transpose?: Op<P>["transpose"];
  readonly simplify?: Op<P>["simplify"];
}

/** A row for an op of one operand that keeps its dtype. */
export function unary<P extends OpName>(op: P, rule: UnaryRule<P>): Op<P> {
  const { tangent, value } = rule;
  return {
    type: (operands) => commonType(op, rule.kind, 1, operands),
    value: ([x = new Float64Array()], attributes, _, { dtype }) => x.map((e) => value(e, attributes, dtype)),
    tangent:
      tangent &&
      ((b, { operands, attributes }, y, [t]) =>
        t ? tangent(b, t, operand(operands, 0), y, attributes) : null),
    transpose: rule.transpose ?? null,
    batch: batchElementwise(op),
    simplify: rule.simplify ?? null,
    elementwise: true,
  };
}

export interface BinaryRule<P extends OpName> {
  readonly kind: Kind;
  /** The result's dtype, where it is not the operands'. */
  readonly gives?: Dtype;
  readonly value: (x: number, y: number, dtype: Dtype) => number;
  readonly tangent: Op<P>["tangent"];
  readonly transpose?: Op<P>["transpose"];
  readonly simplify?: Op<P>["simplify"];
}

/** A row for an op of two operands of one type. */
export function binary<P extends OpName>(op: P, rule: BinaryRule<P>): Op<P> {
  const { value } = rule;
  return {
    type: (operands) => {
      const type = commonType(op, rule.kind, 2, operands);
      return { shape: type.shape, dtype: rule.gives ?? type.dtype };
    },
    value: ([x = new Float64Array(), y = new Float64Array()], _, types) => {
      const { dtype } = operand(types, 0);
      return x.map((e, i) => value(e, y[i] as number, dtype));
    },
    tangent: rule.tangent,
    transpose: rule.transpose ?? null,
    batch: batchElementwise(op),
    simplify: rule.simplify ?? null,
    elementwise: true,
  };
}
