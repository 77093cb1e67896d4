/** Sums of products, with the dimension numbers of jax's dot_general: matrix products of any layout without moving anything. */

import { invariant } from "../../diagnostic/bug.ts";
import {
  at,
  inverse,
  isIdentity,
  otherAxes,
  pick,
  range,
  readStrided,
  sameList,
  stridesOf,
} from "../axes.ts";
import type { Builder, Tensor } from "../builder.ts";
import { elements, type OpAttributes, type Shape } from "../graph.ts";
import { isFloat } from "../../shape/dtype.ts";
import { sumOf } from "./binary.ts";
import { operand, spread, type Op, type Type } from "./op.ts";

type Attributes = OpAttributes["dot"];

/** One side of a product: which of its axes are matched, summed, and free. */
interface DotSide {
  readonly batch: readonly number[];
  readonly contract: readonly number[];
  readonly free: readonly number[];
}

function dotSide(shape: Shape, { contract, batch }: Attributes, side: 0 | 1): DotSide {
  return {
    batch: batch[side],
    contract: contract[side],
    free: otherAxes(shape.length, [...batch[side], ...contract[side]]),
  };
}

/** Row-major as [batch, outer, inner]. */
function arranged(x: Float64Array, shape: Shape, axes: readonly number[]): Float64Array {
  return readStrided(x, pick(shape, axes), pick(stridesOf(shape), axes));
}

function dotValue(
  x: Float64Array,
  y: Float64Array,
  attributes: Attributes,
  types: readonly Type[],
): Float64Array {
  const [xShape, yShape] = [operand(types, 0).shape, operand(types, 1).shape];
  const [left, right] = [dotSide(xShape, attributes, 0), dotSide(yShape, attributes, 1)];
  const xs = arranged(x, xShape, [...left.batch, ...left.free, ...left.contract]);
  const ys = arranged(y, yShape, [...right.batch, ...right.free, ...right.contract]);
  const batches = elements(pick(xShape, left.batch));
  const [rows, columns] = [elements(pick(xShape, left.free)), elements(pick(yShape, right.free))];
  const inner = elements(pick(xShape, left.contract));
  const result = new Float64Array(batches * rows * columns);
  for (let place = 0; place < result.length; place++) {
    const row = Math.floor(place / columns);
    const xFrom = row * inner;
    const yFrom = (Math.floor(row / rows) * columns + (place % columns)) * inner;
    // As in `sum`: −0 adds nothing to anything.
    let sum = inner === 0 ? 0 : -0;
    for (let k = 0; k < inner; k++) sum += (xs[xFrom + k] as number) * (ys[yFrom + k] as number);
    result[place] = sum;
  }
  return result;
}

/**
 * The cotangent of one side, `fellow` being the other: ct · fellow, summed over the fellow's free axes. Of the two orders of
 * the product, the one whose axes come out as the side's own is taken; where neither does, the result is transposed.
 */
function cotangentOf(
  b: Builder,
  ct: Tensor,
  fellow: Tensor,
  own: DotSide,
  other: DotSide,
  ownIsLeft: boolean,
): Tensor {
  const batch = range(own.batch.length);
  const others = range(other.free.length).map((i) => batch.length + (ownIsLeft ? own.free.length : 0) + i);
  // What is summed over leaves the fellow's contracted axes, ascending; each is matched to an axis of this side.
  const matched = range(own.contract.length)
    .sort((i, j) => at(other.contract, i) - at(other.contract, j))
    .map((i) => at(own.contract, i));
  const place = inverse([...own.batch, ...own.free, ...matched]);
  if (isIdentity(place)) return b.dot(ct, fellow, [others, other.free], [batch, other.batch]);
  const swapped = inverse([...own.batch, ...matched, ...own.free]);
  const product = b.dot(fellow, ct, [other.free, others], [other.batch, batch]);
  return b.transpose(product, swapped);
}

/** Nothing is summed: the product of both sides, each repeated along the other's free axes. */
function outerProduct(b: Builder, x: Tensor, y: Tensor, attributes: Attributes): Tensor {
  const [left, right] = [dotSide(x.shape, attributes, 0), dotSide(y.shape, attributes, 1)];
  const [batch, rows] = [left.batch.length, left.free.length];
  const shape = [...pick(x.shape, [...left.batch, ...left.free]), ...pick(y.shape, right.free)];
  const columns = range(right.free.length).map((i) => batch + rows + i);
  return b.mul(
    b.broadcast(b.transpose(x, [...left.batch, ...left.free]), shape, range(batch + rows)),
    b.broadcast(b.transpose(y, [...right.batch, ...right.free]), shape, [...range(batch), ...columns]),
  );
}

/** Takes contracted axes away that have one element. */
function withoutContracted(b: Builder, x: Tensor, attributes: Attributes, side: 0 | 1): [Tensor, number[]] {
  const kept = otherAxes(x.shape.length, attributes.contract[side]);
  const batch = attributes.batch[side].map((axis) => kept.indexOf(axis));
  return [b.reshape(x, pick(x.shape, kept)), batch];
}

function simplifyDot(b: Builder, x: Tensor, y: Tensor, attributes: Attributes): Tensor | null {
  const { contract, batch } = attributes;
  if (contract[0].length === 0) return outerProduct(b, x, y, attributes);
  if (contract[0].every((axis) => x.shape[axis] === 1)) {
    const [left, leftBatch] = withoutContracted(b, x, attributes, 0);
    const [right, rightBatch] = withoutContracted(b, y, attributes, 1);
    return b.dot(left, right, [[], []], [leftBatch, rightBatch]);
  }
  const left = withoutTransposes(b, x, dotSide(x.shape, attributes, 0));
  if (left) return b.dot(left.x, y, [left.contract, contract[1]], [left.batch, batch[1]]);
  const right = withoutTransposes(b, y, dotSide(y.shape, attributes, 1));
  return right && b.dot(x, right.x, [contract[0], right.contract], [batch[0], right.batch]);
}

/** A transposed operand whose free axes keep their order is read in place. */
function withoutTransposes(
  b: Builder,
  x: Tensor,
  { contract, batch, free }: DotSide,
): { x: Tensor; contract: readonly number[]; batch: readonly number[] } | null {
  const node = b.nodes[x.id];
  if (node?.op !== "transpose") return null;
  const { permutation } = node.attributes;
  const moved = pick(permutation, free);
  if (!moved.every((axis, i) => i === 0 || at(moved, i - 1) < axis)) return null;
  return {
    x: b.tensor(operand(node.operands, 0)),
    contract: pick(permutation, contract),
    batch: pick(permutation, batch),
  };
}

export const dotOps: { readonly dot: Op<"dot"> } = {
  // (x · y)′ = x′ · y + x · y′
  dot: {
    type: ([x, y], { contract, batch }) => {
      invariant(
        x !== undefined && y?.dtype === x.dtype && isFloat(x.dtype),
        "dot takes two arrays of floats",
      );
      const attributes = { contract, batch };
      const [left, right] = [dotSide(x.shape, attributes, 0), dotSide(y.shape, attributes, 1)];
      for (const [type, side] of [
        [x, left],
        [y, right],
      ] as const) {
        const all = [...side.batch, ...side.contract, ...side.free].sort((i, j) => i - j);
        invariant(
          sameList(all, range(type.shape.length)),
          "dot uses an axis twice, or one that is not there",
        );
      }
      const agree =
        sameList(pick(x.shape, left.batch), pick(y.shape, right.batch)) &&
        sameList(pick(x.shape, left.contract), pick(y.shape, right.contract));
      invariant(
        agree,
        `dot of [${x.shape.join(", ")}] and [${y.shape.join(", ")}] over ${contract.join(" and ")}`,
      );
      const shape = [...pick(x.shape, left.batch), ...pick(x.shape, left.free), ...pick(y.shape, right.free)];
      return { shape, dtype: x.dtype };
    },
    value: ([x = new Float64Array(), y = new Float64Array()], attributes, types) =>
      dotValue(x, y, attributes, types),
    tangent: (b, { operands, attributes: { contract, batch } }, _, [t, u]) => {
      const [x, y] = [operand(operands, 0), operand(operands, 1)];
      return sumOf(b, t ? b.dot(t, y, contract, batch) : null, u ? b.dot(x, u, contract, batch) : null);
    },
    transpose: (b, { operands, attributes }, ct, [first]) => {
      const [x, y] = [operand(operands, 0), operand(operands, 1)];
      const [left, right] = [dotSide(x.shape, attributes, 0), dotSide(y.shape, attributes, 1)];
      return first
        ? [cotangentOf(b, ct, y, left, right, true), null]
        : [null, cotangentOf(b, ct, x, right, left, false)];
    },
    // One batched factor joins its free axes where they come first in the result; else the batch is matched, the factor that
    // lacks it repeated.
    batch: (b, { operands, attributes: { contract, batch } }, [first, second], size) => {
      const [x, y] = [operand(operands, 0), operand(operands, 1)];
      const after = (axes: readonly number[], batched: boolean | undefined) =>
        axes.map((axis) => axis + (batched ? 1 : 0));
      const leftFree = x.shape.length - contract[0].length - batch[0].length;
      const joins = batch[0].length === 0 && (!second || (!first && leftFree === 0));
      if (joins) return b.dot(x, y, [after(contract[0], first), after(contract[1], second)]);
      return b.dot(
        spread(b, x, first === true, size),
        spread(b, y, second === true, size),
        [after(contract[0], true), after(contract[1], true)],
        [
          [0, ...after(batch[0], true)],
          [0, ...after(batch[1], true)],
        ],
      );
    },
    simplify: (b, { operands, attributes }) =>
      simplifyDot(b, operand(operands, 0), operand(operands, 1), attributes),
    elementwise: false,
  },
};
