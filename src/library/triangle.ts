/** Lower triangles of square matrices: a vector of their entries laid into a matrix, and taken out again. */

import type { Builder, Tensor } from "../tensor/builder.ts";
import { lastOf, leadingAxes, takeLast } from "./vectors.ts";

/** Where the entries of a lower triangle stand, in the order of their vector. */
export type Places = readonly (readonly [row: number, column: number])[];

/** Row by row, the diagonal included. */
export function rowsWithDiagonal(size: number): Places {
  return Array.from({ length: size }, (_, row) => row).flatMap((row) =>
    Array.from({ length: row + 1 }, (_, column) => [row, column] as const),
  );
}

/** Column by column, below the diagonal. */
export function columnsBelow(size: number): Places {
  return Array.from({ length: size }, (_, column) => column).flatMap((column) =>
    Array.from({ length: size - column - 1 }, (_, i) => [column + 1 + i, column] as const),
  );
}

/** The K whose K × K matrices are made of this many reals. */
export function sizeOfFreedom(freedom: (size: number) => number, count: number): number {
  let size = 1;
  while (freedom(size) < count) size += 1;
  return size;
}

/** [batch…, m] → [batch…, K, K], what stands at no place being `elsewhere`. */
export function intoMatrix(b: Builder, x: Tensor, places: Places, size: number, elsewhere: number): Tensor {
  const order = Array.from({ length: size * size }, () => -1);
  for (const [i, [row, column]] of places.entries()) order[row * size + column] = i;
  const shape = [...x.shape.slice(0, -1), size, size];
  if (lastOf(x) === 0) return b.constant(elsewhere, shape, x.dtype);
  const laid = takeLast(
    b,
    x,
    order.map((place) => Math.max(place, 0)),
    [size, size],
  );
  const holds = b.ne(b.literal(order, [size, size], "i32"), -1);
  const batch = leadingAxes(x, 1).length;
  return b.select(b.broadcast(holds, shape, [batch, batch + 1]), laid, elsewhere);
}

/** [batch…, K, K] → [batch…, m] */
export function outOfMatrix(b: Builder, x: Tensor, places: Places): Tensor {
  const size = lastOf(x);
  const flat = b.reshape(x, [...x.shape.slice(0, -2), size * size]);
  return takeLast(
    b,
    flat,
    places.map(([row, column]) => row * size + column),
    [places.length],
  );
}

/** The entries on the diagonal, a vector for each matrix. */
export function diagonalOf(b: Builder, x: Tensor): Tensor {
  return b.sum(b.select(onDiagonal(b, x), x, 0), [x.shape.length - 1]);
}

/** x yᵀ over the last two axes. */
export function timesTransposed(b: Builder, x: Tensor, y: Tensor): Tensor {
  const rank = x.shape.length;
  const batch = leadingAxes(x, 2);
  return b.dot(x, y, [[rank - 1], [rank - 1]], [batch, batch]);
}

/** Whether the entry is on the diagonal. */
export function onDiagonal(b: Builder, x: Tensor): Tensor {
  const rank = x.shape.length;
  return b.eq(b.iota(x.shape, rank - 2, "i32"), b.iota(x.shape, rank - 1, "i32"));
}
