/** Vectors along the last axis, for bijectors and densities of constrained ones: products with a fixed matrix, and the places of a triangle. */

import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Shape } from "../tensor/graph.ts";

/** 0, 1, … of all axes but the last `taken`. */
export function leadingAxes(x: Tensor, taken: number): readonly number[] {
  return Array.from({ length: x.shape.length - taken }, (_, axis) => axis);
}

/** Along the last axis, xₖ → Σⱼ entry(k, j) xⱼ, for k below `size`. */
export function along(
  b: Builder,
  x: Tensor,
  size: number,
  entry: (row: number, column: number) => number,
): Tensor {
  const given = lastOf(x);
  const values = Array.from({ length: size * given }, (_, i) => entry(Math.floor(i / given), i % given));
  const matrix = b.literal(values, [size, given], x.dtype);
  return b.dot(x, matrix, [[x.shape.length - 1], [1]]);
}

/** The size of the last axis. */
export function lastOf(x: Tensor): number {
  return x.shape[x.shape.length - 1] ?? 1;
}

/** A number, a vector or more repeated in front until it has this shape. */
export function toShape(b: Builder, x: Tensor, shape: Shape): Tensor {
  const front = shape.length - x.shape.length;
  return b.broadcast(
    x,
    shape,
    x.shape.map((_, axis) => front + axis),
  );
}

/** The sum over the last axis of the entries that `kept` chooses. */
export function sumOfLast(b: Builder, x: Tensor, weight: (place: number) => number = () => 1): Tensor {
  const weights = Array.from({ length: lastOf(x) }, (_, place) => weight(place));
  return b.dot(x, b.literal(weights, [weights.length], x.dtype), [[x.shape.length - 1], [0]]);
}

/** A value for each vector, repeated along a new last axis. */
export function repeatLast(b: Builder, x: Tensor, size: number): Tensor {
  return b.broadcast(x, [...x.shape, size], leadingAxes(x, 0));
}

/** The entries of the last axis at `places`, laid out as new last axes of this shape. */
export function takeLast(b: Builder, x: Tensor, places: readonly number[], shape: readonly number[]): Tensor {
  const rank = x.shape.length;
  const front = b.transpose(x, [rank - 1, ...leadingAxes(x, 1)]);
  const taken = b.gather(front, b.literal(places, [places.length], "i32"));
  const back = b.transpose(taken, [...leadingAxes(x, 1).map((axis) => axis + 1), 0]);
  return b.reshape(back, [...x.shape.slice(0, -1), ...shape]);
}
