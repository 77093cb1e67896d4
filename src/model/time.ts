/** Looking along a dimension in its order: lagged values, running sums. */

import { Bug } from "../diagnostic/bug.ts";
import { without } from "../shape/align.ts";
import type { Dimension, Sizes } from "../shape/dimension.ts";
import { createBuilder } from "../tensor/build.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Graph } from "../tensor/graph.ts";
import { knownSize, type Named, permute, shapeOf, spread } from "./named.ts";

/** The value with `over` as its first axis. */
function along(b: Builder, value: Named, over: Dimension): Named {
  return permute(b, value, [over, ...without(value.dimensions, [over])]);
}

/** `by` rows of what stands before the first one, of the dimensions `rest`. */
export function rowsBefore(
  b: Builder,
  start: Named,
  by: number,
  rest: readonly Dimension[],
  sizes: Sizes,
): Tensor {
  const row = spread(b, start, rest, sizes);
  return b.broadcast(
    row,
    [by, ...row.shape],
    row.shape.map((_, axis) => axis + 1),
  );
}

/** Rows of the first axis. */
function take(b: Builder, x: Tensor, count: number): Tensor {
  return b.slice(
    x,
    x.shape.map(() => 0),
    x.shape.map((size, axis) => (axis === 0 ? count : size)),
  );
}

/** Row t is the value's row t − `by`; the rows before are `edge`, [by, …rest]. The first axis is the one looked along. */
export function lagRows(b: Builder, value: Tensor, edge: Tensor): Tensor {
  const steps = value.shape[0] ?? 0;
  return take(b, b.concat([edge, value], 0), steps);
}

/** `lag(value over over, by, start)`. Without a start the first rows repeat the first value: they are conditioned on, never scored. */
export function lag(
  b: Builder,
  value: Named,
  over: Dimension,
  by: number,
  start: Named | null,
  sizes: Sizes,
): Named {
  const front = along(b, value, over);
  const rest = front.dimensions.slice(1);
  const first = (): Named => ({
    tensor: b.reshape(take(b, front.tensor, 1), shapeOf(rest, sizes)),
    dimensions: rest,
  });
  const edge = rowsBefore(b, start ?? first(), by, rest, sizes);
  const tensor = lagRows(b, front.tensor, edge);
  return permute(b, { tensor, dimensions: front.dimensions }, value.dimensions);
}

/** `cumsum(value over over)`: each row is the row before it plus its own value. */
export function cumulate(b: Builder, value: Named, over: Dimension, sizes: Sizes): Named {
  const front = along(b, value, over);
  const { tensor, dimensions } = front;
  const { dtype, shape } = tensor;
  if (dtype !== "f64" && dtype !== "f32") throw new Bug("a running sum is of floats");
  const zero = b.constant(0, [1, ...shape.slice(1)], dtype);
  const sums = b.scan(additionOf(dtype), [zero], [tensor], knownSize(over, sizes));
  return permute(b, { tensor: sums, dimensions }, value.dimensions);
}

function additionOf(dtype: "f64" | "f32"): Graph {
  const b = createBuilder(dtype);
  return b.finish([b.add(b.input("sum", [], dtype), b.input("x", [], dtype))]);
}
