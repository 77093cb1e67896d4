/** Reductions over axes: the sum, and the greatest. */

import { invariant } from "../../diagnostic/bug.ts";
import { at, otherAxes, pick, readStrided, stridesOf } from "../axes.ts";
import type { Builder, Tensor } from "../builder.ts";
import { elements, type OpAttributes } from "../graph.ts";
import { fits, type Kind } from "./elementwise.ts";
import { constantOf, operand, wrap, type Op, type Type } from "./op.ts";

type ReductionName = "sum" | "reduce_max";

function reducedType(op: ReductionName, kind: Kind, x: Type | undefined, axes: readonly number[]): Type {
  invariant(x !== undefined && fits(kind, x.dtype), `${op} does not take ${x?.dtype}`);
  invariant(
    axes.every((axis, i) => axis >= 0 && axis < x.shape.length && (i === 0 || at(axes, i - 1) < axis)),
    `${op} of [${x.shape.join(", ")}] over ${axes.join(", ")}`,
  );
  return { shape: pick(x.shape, otherAxes(x.shape.length, axes)), dtype: x.dtype };
}

/** Folds the elements along `axes`, in row-major order, from `start`. */
function reduce(
  x: Float64Array,
  type: Type,
  axes: readonly number[],
  start: number,
  step: (sum: number, x: number) => number,
): Float64Array {
  const kept = otherAxes(type.shape.length, axes);
  const order = [...kept, ...axes];
  const sorted = readStrided(x, pick(type.shape, order), pick(stridesOf(type.shape), order));
  const run = elements(pick(type.shape, axes));
  return Float64Array.from({ length: elements(pick(type.shape, kept)) }, (_, row) => {
    let result = start;
    for (let i = row * run; i < (row + 1) * run; i++) result = step(result, sorted[i] as number);
    return result;
  });
}

/** Puts back the axes a reduction took away, by repeating. */
function unreduce(b: Builder, x: Tensor, like: Tensor, axes: readonly number[]): Tensor {
  return b.broadcast(x, like.shape, otherAxes(like.shape.length, axes));
}

const batchedAxes = <A extends OpAttributes[ReductionName]>(attributes: A): A => ({
  ...attributes,
  axes: attributes.axes.map((axis) => axis + 1),
});

/** Nothing is reduced where every reduced axis has one element. */
function onlyReshapes(b: Builder, x: Tensor, axes: readonly number[]): Tensor | null {
  if (axes.some((axis) => at(x.shape, axis) !== 1)) return null;
  return b.reshape(x, pick(x.shape, otherAxes(x.shape.length, axes)));
}

export const reductions: { readonly [P in ReductionName]: Op<P> } = {
  // (Σ x)′ = Σ x′; its transpose repeats the cotangent.
  sum: {
    type: ([x], { axes }) => reducedType("sum", "number", x, axes),
    // A sum begins with −0, which adds nothing to anything; of no elements it is 0.
    value: ([x = new Float64Array()], { axes }, types, { dtype }) => {
      const type = operand(types, 0);
      const start = elements(pick(type.shape, axes)) === 0 || dtype === "i32" || dtype === "u32" ? 0 : -0;
      return reduce(x, type, axes, start, (sum, e) => wrap(dtype, sum + e));
    },
    tangent: (b, { attributes }, _, [t]) => (t ? b.sum(t, attributes.axes) : null),
    transpose: (b, { operands, attributes }, ct) => [unreduce(b, ct, operand(operands, 0), attributes.axes)],
    batch: (b, { operands, attributes }) => b.emit("sum", [operand(operands, 0)], batchedAxes(attributes)),
    // Σ c = nc where that is exact even in f32.
    simplify: (b, { operands, attributes: { axes } }) => {
      const x = operand(operands, 0);
      const value = constantOf(b, x);
      const kept = pick(x.shape, otherAxes(x.shape.length, axes));
      const count = elements(pick(x.shape, axes));
      const exact =
        value !== null && count > 0 && Number.isInteger(value) && Math.abs(value) * count <= 2 ** 24;
      return exact ? b.constant(value * count, kept, x.dtype) : onlyReshapes(b, x, axes);
    },
    elementwise: false,
  },
  // (max x)′ = Σ [xᵢ = max x] xᵢ′ / #[xᵢ = max x]: ties share alike. Nought where it is held.
  reduce_max: {
    type: ([x], { axes }) => reducedType("reduce_max", "number", x, axes),
    value: ([x = new Float64Array()], { axes }, types, { dtype }) => {
      const least = dtype === "i32" ? -(2 ** 31) : dtype === "u32" ? 0 : -Infinity;
      return reduce(x, operand(types, 0), axes, least, Math.max);
    },
    tangent: (b, { operands, attributes }, result, [t]) => {
      if (!t || attributes.held === true) return null;
      const x = operand(operands, 0);
      const greatest = b.eq(x, unreduce(b, result, x, attributes.axes));
      const count = b.sum(b.select(greatest, b.constant(1, x.shape, x.dtype), 0), attributes.axes);
      return b.div(b.sum(b.select(greatest, t, 0), attributes.axes), count);
    },
    transpose: null,
    batch: (b, { operands, attributes }) =>
      b.emit("reduce_max", [operand(operands, 0)], batchedAxes(attributes)),
    simplify: (b, { operands, attributes: { axes } }) => onlyReshapes(b, operand(operands, 0), axes),
    elementwise: false,
  },
};
