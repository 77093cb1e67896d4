/** Ops that move elements without computing: each is linear, and another of them is its transpose. */

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
  writeStrided,
} from "../axes.ts";
import type { Builder, Tensor } from "../builder.ts";
import { elements, type Shape } from "../graph.ts";
import { constantOf, operand, spread, type Op } from "./op.ts";

type StructureName = "broadcast" | "reshape" | "transpose" | "slice" | "pad" | "concat";

/** Every row here moves tangents as it moves values. */
function moves<P extends Exclude<StructureName, "concat">>(op: P): Op<P>["tangent"] {
  return (b, { attributes }, _, [t]) => (t ? b.emit(op, [t], attributes) : null);
}

/** A structure op of a uniform constant is that constant in another shape. */
function sameConstant(b: Builder, x: Tensor, shape: Shape): Tensor | null {
  const value = constantOf(b, x);
  return value === null ? null : b.constant(value, shape, x.dtype);
}

const ascending = (list: readonly number[]) => list.every((axis, i) => i === 0 || at(list, i - 1) < axis);

function slicedShape(start: readonly number[], stop: readonly number[]): number[] {
  return stop.map((end, axis) => end - at(start, axis));
}

function simplifyTranspose(b: Builder, x: Tensor, permutation: readonly number[]): Tensor | null {
  if (isIdentity(permutation)) return x;
  const shape = pick(x.shape, permutation);
  // Only axes of size 1 change places: nothing moves.
  if (ascending(permutation.filter((axis) => x.shape[axis] !== 1))) return b.reshape(x, shape);
  const node = b.nodes[x.id];
  if (node?.op === "transpose") {
    const inner = b.tensor(operand(node.operands, 0));
    return b.transpose(inner, pick(node.attributes.permutation, permutation));
  }
  if (node?.op === "broadcast") {
    // The few elements move before they are repeated.
    const place = pick(inverse(permutation), node.attributes.axes);
    const order = range(place.length).sort((i, j) => at(place, i) - at(place, j));
    const inner = b.transpose(b.tensor(operand(node.operands, 0)), order);
    return b.broadcast(inner, shape, pick(place, order));
  }
  return sameConstant(b, x, shape);
}

export const structureOps: { readonly [P in StructureName]: Op<P> } = {
  // (broadcast x)′ = broadcast x′; its transpose sums over the axes that repeat.
  broadcast: {
    type: ([x], { shape, axes }) => {
      invariant(x !== undefined && axes.length === x.shape.length, "broadcast places every axis");
      invariant(
        ascending(axes) && axes.every((axis, i) => axis >= 0 && shape[axis] === x.shape[i]),
        `broadcast of [${x.shape.join(", ")}] to [${shape.join(", ")}] along ${axes.join(", ")}`,
      );
      return { shape, dtype: x.dtype };
    },
    value: ([x = new Float64Array()], { shape, axes }, types) => {
      const from = stridesOf(operand(types, 0).shape);
      const strides = shape.map(() => 0);
      axes.forEach((axis, i) => (strides[axis] = at(from, i)));
      return readStrided(x, shape, strides);
    },
    tangent: moves("broadcast"),
    transpose: (b, { attributes }, ct) => [b.sum(ct, otherAxes(attributes.shape.length, attributes.axes))],
    batch: (b, { operands, attributes }, _, size) =>
      b.broadcast(
        operand(operands, 0),
        [size, ...attributes.shape],
        [0, ...attributes.axes.map((a) => a + 1)],
      ),
    simplify: (b, { operands, attributes: { shape, axes } }) => {
      const x = operand(operands, 0);
      if (sameList(x.shape, shape)) return x;
      const node = b.nodes[x.id];
      if (node?.op !== "broadcast") return sameConstant(b, x, shape);
      return b.broadcast(b.tensor(operand(node.operands, 0)), shape, pick(axes, node.attributes.axes));
    },
    elementwise: false,
  },
  reshape: {
    type: ([x], { shape }) => {
      invariant(
        x !== undefined && elements(x.shape) === elements(shape),
        `reshape of [${x?.shape.join(", ")}] to [${shape.join(", ")}]`,
      );
      return { shape, dtype: x.dtype };
    },
    value: ([x = new Float64Array()]) => x,
    tangent: moves("reshape"),
    transpose: (b, { operands }, ct) => [b.reshape(ct, operand(operands, 0).shape)],
    batch: (b, { operands, attributes }, _, size) =>
      b.reshape(operand(operands, 0), [size, ...attributes.shape]),
    simplify: (b, { operands, attributes: { shape } }) => {
      const x = operand(operands, 0);
      if (sameList(x.shape, shape)) return x;
      const node = b.nodes[x.id];
      if (node?.op !== "reshape") return sameConstant(b, x, shape);
      return b.reshape(b.tensor(operand(node.operands, 0)), shape);
    },
    elementwise: false,
  },
  // Its transpose is the inverse permutation.
  transpose: {
    type: ([x], { permutation }) => {
      invariant(
        x !== undefined &&
          sameList(
            permutation.toSorted((i, j) => i - j),
            range(x.shape.length),
          ),
        `transpose of [${x?.shape.join(", ")}] by ${permutation.join(", ")}`,
      );
      return { shape: pick(x.shape, permutation), dtype: x.dtype };
    },
    value: ([x = new Float64Array()], { permutation }, types, { shape }) =>
      readStrided(x, shape, pick(stridesOf(operand(types, 0).shape), permutation)),
    tangent: moves("transpose"),
    transpose: (b, { attributes }, ct) => [b.transpose(ct, inverse(attributes.permutation))],
    batch: (b, { operands, attributes }) =>
      b.transpose(operand(operands, 0), [0, ...attributes.permutation.map((axis) => axis + 1)]),
    simplify: (b, { operands, attributes }) =>
      simplifyTranspose(b, operand(operands, 0), attributes.permutation),
    elementwise: false,
  },
  // Its transpose pads with zeros what was cut away.
  slice: {
    type: ([x], { start, stop }) => {
      invariant(
        x !== undefined &&
          start.length === x.shape.length &&
          stop.length === x.shape.length &&
          x.shape.every((size, i) => at(start, i) >= 0 && at(start, i) <= at(stop, i) && at(stop, i) <= size),
        `slice of [${x?.shape.join(", ")}] from ${start.join(", ")} to ${stop.join(", ")}`,
      );
      return { shape: slicedShape(start, stop), dtype: x.dtype };
    },
    value: ([x = new Float64Array()], { start }, types, { shape }) => {
      const strides = stridesOf(operand(types, 0).shape);
      const offset = strides.reduce((sum, stride, i) => sum + stride * at(start, i), 0);
      return readStrided(x, shape, strides, offset);
    },
    tangent: moves("slice"),
    transpose: (b, { operands, attributes: { start, stop } }, ct) => [
      b.pad(ct, start, slicedShape(stop, operand(operands, 0).shape)),
    ],
    batch: (b, { operands, attributes: { start, stop } }, _, size) =>
      b.slice(operand(operands, 0), [0, ...start], [size, ...stop]),
    simplify: (b, { operands, attributes: { start, stop } }) => {
      const x = operand(operands, 0);
      const shape = slicedShape(start, stop);
      return sameList(shape, x.shape) ? x : sameConstant(b, x, shape);
    },
    elementwise: false,
  },
  // Its transpose cuts the padding off.
  pad: {
    type: ([x], { before, after }) => {
      invariant(
        x !== undefined &&
          [before, after].every((list) => list.length === x.shape.length && list.every((n) => n >= 0)),
        `pad of [${x?.shape.join(", ")}] by ${before.join(", ")} and ${after.join(", ")}`,
      );
      return { shape: x.shape.map((size, i) => at(before, i) + size + at(after, i)), dtype: x.dtype };
    },
    value: ([x = new Float64Array()], { before }, types, { shape }) => {
      const result = new Float64Array(elements(shape));
      const strides = stridesOf(shape);
      const offset = strides.reduce((sum, stride, i) => sum + stride * at(before, i), 0);
      writeStrided(result, x, operand(types, 0).shape, strides, offset);
      return result;
    },
    tangent: moves("pad"),
    transpose: (b, { operands, attributes: { before } }, ct) => [
      b.slice(
        ct,
        before,
        operand(operands, 0).shape.map((size, i) => at(before, i) + size),
      ),
    ],
    batch: (b, { operands, attributes: { before, after } }) =>
      b.pad(operand(operands, 0), [0, ...before], [0, ...after]),
    simplify: (b, { operands, attributes: { before, after } }) => {
      const x = operand(operands, 0);
      const shape = x.shape.map((size, i) => at(before, i) + size + at(after, i));
      if (sameList(shape, x.shape)) return x;
      return Object.is(constantOf(b, x), 0) ? sameConstant(b, x, shape) : null;
    },
    elementwise: false,
  },
  // Its transpose cuts the cotangent into the parts.
  concat: {
    type: (parts, { axis }) => {
      const first = operand(parts, 0);
      invariant(axis >= 0 && axis < first.shape.length, `concat has no axis ${axis}`);
      const fit = parts.every(
        ({ shape, dtype }) =>
          dtype === first.dtype && sameList(shape.with(axis, 0), first.shape.with(axis, 0)),
      );
      invariant(fit, "the parts of a concat differ beside its axis");
      const size = parts.reduce((sum, { shape }) => sum + at(shape, axis), 0);
      return { shape: first.shape.with(axis, size), dtype: first.dtype };
    },
    value: (parts, { axis }, types, { shape }) => {
      const result = new Float64Array(elements(shape));
      const strides = stridesOf(shape);
      let offset = 0;
      parts.forEach((part, i) => {
        const partShape = operand(types, i).shape;
        writeStrided(result, part, partShape, strides, offset);
        offset += at(partShape, axis) * at(strides, axis);
      });
      return result;
    },
    tangent: (b, { operands, attributes }, _, tangents) =>
      b.concat(
        operands.map(({ shape, dtype }, i) => tangents[i] ?? b.constant(0, shape, dtype)),
        attributes.axis,
      ),
    transpose: (b, { operands, attributes: { axis } }, ct, linear) => {
      let from = 0;
      return operands.map(({ shape }, i) => {
        const start = shape.map((_, a) => (a === axis ? from : 0));
        const stop = shape.map((size, a) => (a === axis ? from + size : size));
        from += at(shape, axis);
        return linear[i] ? b.slice(ct, start, stop) : null;
      });
    },
    batch: (b, { operands, attributes }, batched, size) =>
      b.concat(
        operands.map((x, i) => spread(b, x, batched[i] === true, size)),
        attributes.axis + 1,
      ),
    simplify: (_, { operands }) => (operands.length === 1 ? operand(operands, 0) : null),
    elementwise: false,
  },
};
