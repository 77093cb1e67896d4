/** Rows by index, and their sums: each the other's transpose. */

import { invariant } from "../../diagnostic/bug.ts";
import { at, sameList } from "../axes.ts";
import type { Builder, Tensor } from "../builder.ts";
import { elements } from "../graph.ts";
import { isFloat } from "../../shape/dtype.ts";
import { operand, spread, wrap, type Op } from "./op.ts";

type IndexingName = "gather" | "scatter_add";

function rowAt(indices: Float64Array, i: number, rows: number): number {
  const row = indices[i] as number;
  invariant(row >= 0 && row < rows, `index ${row} of ${rows} rows`);
  return row;
}

/** Indices [size, …] into `rows` rows each become indices into size · rows rows. */
function flatIndices(b: Builder, indices: Tensor, rows: number): Tensor {
  return b.add(indices, b.mul(b.iota(indices.shape, 0, "i32"), rows));
}

export const indexingOps: { readonly [P in IndexingName]: Op<P> } = {
  // (x[i])′ = x′[i]; its transpose adds each cotangent at the row it came from.
  gather: {
    type: ([x, indices]) => {
      invariant(x !== undefined && x.shape.length > 0, "gather takes an array of rows");
      invariant(indices?.dtype === "i32", "gather takes indices of i32");
      return { shape: [...indices.shape, ...x.shape.slice(1)], dtype: x.dtype };
    },
    value: ([x = new Float64Array(), indices = x], _, types, { shape }) => {
      const [rows = 0, ...rest] = operand(types, 0).shape;
      const width = elements(rest);
      const result = new Float64Array(elements(shape));
      for (let i = 0; i < indices.length; i++) {
        const row = rowAt(indices, i, rows);
        result.set(x.subarray(row * width, (row + 1) * width), i * width);
      }
      return result;
    },
    tangent: (b, { operands }, _, [t]) => (t ? b.gather(t, operand(operands, 1)) : null),
    transpose: (b, { operands }, ct) => [
      b.scatterAdd(operand(operands, 1), ct, at(operand(operands, 0).shape, 0)),
      null,
    ],
    batch: (b, { operands }, [first, second], size) => {
      const [x, indices] = [operand(operands, 0), operand(operands, 1)];
      if (!first) return b.gather(x, indices);
      const [rows = 0, ...rest] = x.shape.slice(1);
      const flat = b.reshape(x, [size * rows, ...rest]);
      return b.gather(flat, flatIndices(b, spread(b, indices, second === true, size), rows));
    },
    simplify: null,
    elementwise: false,
  },
  // (scatter u)′ = scatter u′; its transpose gathers.
  scatter_add: {
    type: ([indices, updates], { rows }) => {
      invariant(indices?.dtype === "i32" && updates !== undefined, "scatter_add takes indices of i32");
      invariant(updates.dtype !== "bool", "scatter_add adds numbers");
      const rank = indices.shape.length;
      invariant(
        sameList(updates.shape.slice(0, rank), indices.shape),
        "scatter_add has one update for each index",
      );
      return { shape: [rows, ...updates.shape.slice(rank)], dtype: updates.dtype };
    },
    value: ([indices = new Float64Array(), updates = indices], { rows }, _, { shape, dtype }) => {
      const width = elements(shape.slice(1));
      const result = new Float64Array(elements(shape));
      for (let i = 0; i < indices.length; i++) {
        const to = rowAt(indices, i, rows) * width;
        for (let k = 0; k < width; k++) {
          const sum = (result[to + k] as number) + (updates[i * width + k] as number);
          result[to + k] = wrap(dtype, sum);
        }
      }
      return result;
    },
    tangent: (b, { operands, attributes }, _, [, t]) =>
      t && isFloat(t.dtype) ? b.scatterAdd(operand(operands, 0), t, attributes.rows) : null,
    transpose: (b, { operands }, ct) => [null, b.gather(ct, operand(operands, 0))],
    batch: (b, { operands, attributes: { rows } }, [first, second], size) => {
      const indices = spread(b, operand(operands, 0), first === true, size);
      const updates = spread(b, operand(operands, 1), second === true, size);
      const flat = b.scatterAdd(flatIndices(b, indices, rows), updates, size * rows);
      return b.reshape(flat, [size, rows, ...flat.shape.slice(1)]);
    },
    simplify: null,
    elementwise: false,
  },
};
