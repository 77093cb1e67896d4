/** Tensors whose axes have names, and how they meet: elementwise operations align by dimension, as in xarray. */

import { Bug } from "../diagnostic/bug.ts";
import { without } from "../shape/align.ts";
import { type Dimension, type Sizes, sizeOf } from "../shape/dimension.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Shape } from "../tensor/graph.ts";

/** A tensor whose axes are these dimensions, in order. */
export interface Named {
  readonly tensor: Tensor;
  readonly dimensions: readonly Dimension[];
}

/** Data, latents and deterministic quantities by name. */
export type Environment = ReadonlyMap<string, Named>;

export function knownSize(dimension: Dimension, sizes: Sizes): number {
  const size = sizeOf(dimension, sizes);
  if (size === null) throw new Bug(`a graph is built before ${dimension.name} has a size`);
  return size;
}

export function shapeOf(dimensions: readonly Dimension[], sizes: Sizes): Shape {
  return dimensions.map((dimension) => knownSize(dimension, sizes));
}

/** The left operand's dimensions, then what the right one adds. */
export function union(left: readonly Dimension[], right: readonly Dimension[]): readonly Dimension[] {
  return [...left, ...without(right, left)];
}

export function axisOf(value: Named, dimension: Dimension): number {
  const axis = value.dimensions.indexOf(dimension);
  if (axis < 0) throw new Bug(`${dimension.name} is no dimension of this value`);
  return axis;
}

/** The same value, its axes in the order that `wanted` gives them; `wanted` may hold more. */
export function permute(b: Builder, value: Named, wanted: readonly Dimension[]): Named {
  const dimensions = wanted.filter((dimension) => value.dimensions.includes(dimension));
  if (dimensions.length !== value.dimensions.length) throw new Bug("a value has a dimension too many here");
  const permutation = dimensions.map((dimension) => axisOf(value, dimension));
  if (permutation.every((axis, place) => axis === place)) return value;
  return { tensor: b.transpose(value.tensor, permutation), dimensions };
}

/** The value repeated along the dimensions it lacks, its axes exactly `wanted`. */
export function spread(b: Builder, value: Named, wanted: readonly Dimension[], sizes: Sizes): Tensor {
  const { tensor, dimensions } = permute(b, value, wanted);
  if (dimensions.length === wanted.length) return tensor;
  const axes = dimensions.map((dimension) => wanted.indexOf(dimension));
  return b.broadcast(tensor, shapeOf(wanted, sizes), axes);
}

/** As `spread`, but a scalar stays one: the builder widens it where it is used, and what is computed from it alone is computed once. */
export function spreadUnlessScalar(
  b: Builder,
  value: Named,
  wanted: readonly Dimension[],
  sizes: Sizes,
): Tensor {
  return value.dimensions.length === 0 ? value.tensor : spread(b, value, wanted, sizes);
}

/** An elementwise operation on values that align by name. */
export function elementwise(
  values: readonly Named[],
  sizes: Sizes,
  b: Builder,
  operation: (...operands: readonly Tensor[]) => Tensor,
): Named {
  const dimensions = values.reduce<readonly Dimension[]>(
    (sofar, value) => union(sofar, value.dimensions),
    [],
  );
  const operands = values.map((value) => spreadUnlessScalar(b, value, dimensions, sizes));
  return { tensor: operation(...operands), dimensions };
}

/** Σ over `over` of left × right; dimensions that both have beside it are matched. */
export function contract(b: Builder, left: Named, right: Named, over: Dimension): Named {
  const shared = left.dimensions.filter((d) => d !== over && right.dimensions.includes(d));
  const tensor = b.dot(
    left.tensor,
    right.tensor,
    [[axisOf(left, over)], [axisOf(right, over)]],
    [shared.map((d) => axisOf(left, d)), shared.map((d) => axisOf(right, d))],
  );
  const summed = [over, ...shared];
  const product: Named = {
    tensor,
    dimensions: [...shared, ...without(left.dimensions, summed), ...without(right.dimensions, summed)],
  };
  return permute(b, product, union(without(left.dimensions, [over]), without(right.dimensions, [over])));
}

/** `array[by]`: each label of `over` in `by` replaced by the array's values there; an array without it is the same everywhere. */
export function gatherBy(b: Builder, array: Named, by: Named, over: Dimension, sizes: Sizes): Named {
  if (!array.dimensions.includes(over)) return array;
  const shared = by.dimensions.filter((d) => d !== over && array.dimensions.includes(d));
  const rest = without(array.dimensions, [over, ...shared]);
  const front = permute(b, array, [over, ...shared, ...rest]).tensor;
  const index = permute(b, by, union(shared, by.dimensions));
  const tensor =
    shared.length === 0 ? b.gather(front, by.tensor) : gatherMatched(b, front, index, shared, sizes);
  const dimensions = [...index.dimensions, ...rest];
  const place = axisOf(array, over);
  const wanted = [
    ...array.dimensions.slice(0, place).filter((d) => d !== over),
    ...without(by.dimensions, array.dimensions),
    ...array.dimensions.slice(place + 1),
  ];
  return permute(b, { tensor, dimensions }, union(wanted, dimensions));
}

/** Where index and array share dimensions, each element looks in its own part: axes [over, shared…] become one. */
function gatherMatched(
  b: Builder,
  front: Tensor,
  index: Named,
  shared: readonly Dimension[],
  sizes: Sizes,
): Tensor {
  const parts = shapeOf(shared, sizes);
  const count = parts.reduce((product, size) => product * size, 1);
  const rest = front.shape.slice(1 + shared.length);
  const flat = b.reshape(front, [(front.shape[0] ?? 0) * count, ...rest]);
  const part = b.reshape(b.iota([count], 0, "i32"), parts);
  const own = b.broadcast(
    part,
    index.tensor.shape,
    parts.map((_, axis) => axis),
  );
  return b.gather(flat, b.add(b.mul(index.tensor, count), own));
}
