/** Factorisation and triangular systems, with the derivatives of Murray 2016, "Differentiation of the Cholesky decomposition". */

import { invariant } from "../../diagnostic/bug.ts";
import { isFloat } from "../../shape/dtype.ts";
import { at, range, sameList } from "../axes.ts";
import type { Builder, Tensor } from "../builder.ts";
import { operand, spread, type Op, type Type } from "./op.ts";

type LinalgName = "cholesky" | "triangular_solve";

/** The size of square matrices [..., n, n]. */
function order(op: LinalgName, x: Type | undefined): number {
  const [rows, columns] = x?.shape.slice(-2) ?? [];
  invariant(
    x !== undefined && isFloat(x.dtype) && rows !== undefined && rows === columns,
    `${op} takes square matrices of floats`,
  );
  return rows;
}

/** The lower factor of the n × n matrix at `from`, in place of zeros; all NaN unless it is positive definite. */
function factorise(result: Float64Array, x: Float64Array, from: number, n: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = x[from + i * n + j] as number;
      for (let k = 0; k < j; k++) {
        rest -= (result[from + i * n + k] as number) * (result[from + j * n + k] as number);
      }
      if (i === j && !(rest > 0)) {
        result.fill(NaN, from, from + n * n);
        return;
      }
      result[from + i * n + j] = i === j ? Math.sqrt(rest) : rest / (result[from + j * n + j] as number);
    }
  }
}

/** Solves one system in place, by substitution from the first row, or from the last where transposed. */
function substitute(
  l: Float64Array,
  lFrom: number,
  x: Float64Array,
  xFrom: number,
  n: number,
  columns: number,
  transposed: boolean,
): void {
  for (let step = 0; step < n; step++) {
    const i = transposed ? n - 1 - step : step;
    for (let c = 0; c < columns; c++) {
      let rest = x[xFrom + i * columns + c] as number;
      for (let k = transposed ? i + 1 : 0; k < (transposed ? n : i); k++) {
        const factor = l[lFrom + (transposed ? k * n + i : i * n + k)] as number;
        rest -= factor * (x[xFrom + k * columns + c] as number);
      }
      x[xFrom + i * columns + c] = rest / (l[lFrom + i * n + i] as number);
    }
  }
}

/** Rows and columns counted over the last two axes. */
function rowsAndColumns(b: Builder, { shape }: Tensor): [Tensor, Tensor] {
  return [b.iota(shape, shape.length - 2, "i32"), b.iota(shape, shape.length - 1, "i32")];
}

function lower(b: Builder, x: Tensor): Tensor {
  const [row, column] = rowsAndColumns(b, x);
  return b.select(b.ge(row, column), x, 0);
}

function transposeLast(b: Builder, x: Tensor): Tensor {
  const rank = x.shape.length;
  return b.transpose(x, [...range(rank - 2), rank - 1, rank - 2]);
}

/** x y, or xᵀ y, over the last two axes. */
function product(b: Builder, x: Tensor, y: Tensor, transposed = false): Tensor {
  const rank = x.shape.length;
  const batch = range(rank - 2);
  return b.dot(x, y, [[transposed ? rank - 2 : rank - 1], [rank - 2]], [batch, batch]);
}

export const linalgOps: { readonly [P in LinalgName]: Op<P> } = {
  // A = LLᵀ:  L′ = L Φ(L⁻¹ A′ L⁻ᵀ), Φ keeping the lower triangle and half the diagonal. A′ is its lower triangle, mirrored.
  cholesky: {
    type: ([x]) => {
      order("cholesky", x);
      return operand([x], 0) as Type;
    },
    value: ([x = new Float64Array()], _, types) => {
      const n = order("cholesky", types[0]);
      const result = new Float64Array(x.length);
      for (let from = 0; from < x.length; from += n * n) factorise(result, x, from, n);
      return result;
    },
    tangent: (b, _, l, [t]) => {
      if (!t) return null;
      const [row, column] = rowsAndColumns(b, l);
      const symmetric = b.select(b.ge(row, column), t, transposeLast(b, t));
      const half = b.triangularSolve(l, symmetric);
      const whole = b.triangularSolve(l, transposeLast(b, half));
      const weights = b.select(
        b.gt(row, column),
        1,
        b.select(b.eq(row, column), b.constant(0.5, l.shape, l.dtype), 0),
      );
      return product(b, l, b.mul(whole, weights));
    },
    transpose: null,
    batch: (b, { operands }) => b.cholesky(operand(operands, 0)),
    simplify: null,
    elementwise: false,
  },
  // X = L⁻¹B:  X′ = L⁻¹(B′ − L′X);  X = L⁻ᵀB:  X′ = L⁻ᵀ(B′ − L′ᵀX). Linear in B, whose cotangent the transposed system solves.
  triangular_solve: {
    type: ([l, rhs]) => {
      const n = order("triangular_solve", l);
      const rank = l?.shape.length ?? 0;
      invariant(
        rhs !== undefined &&
          rhs.dtype === l?.dtype &&
          rhs.shape.length === rank &&
          rhs.shape[rank - 2] === n &&
          sameList(rhs.shape.slice(0, -2), l.shape.slice(0, -2)),
        "triangular_solve takes right sides [..., n, k] beside matrices [..., n, n]",
      );
      return rhs;
    },
    value: ([l = new Float64Array(), rhs = l], { transposed }, types) => {
      const n = order("triangular_solve", types[0]);
      const columns = at(operand(types, 1).shape, operand(types, 1).shape.length - 1);
      const result = rhs.slice();
      for (let system = 0; system * n * n < l.length; system++) {
        substitute(l, system * n * n, result, system * n * columns, n, columns, transposed);
      }
      return result;
    },
    tangent: (b, { operands, attributes: { transposed } }, x, [t = null, u = null]) => {
      const l = operand(operands, 0);
      const moved = t ? product(b, lower(b, t), x, transposed) : null;
      const change = moved ? (u ? b.sub(u, moved) : b.neg(moved)) : u;
      return change && b.triangularSolve(l, change, transposed);
    },
    transpose: (b, { operands, attributes: { transposed } }, ct) => [
      null,
      b.triangularSolve(operand(operands, 0), ct, !transposed),
    ],
    batch: (b, { operands, attributes: { transposed } }, [first, second], size) =>
      b.triangularSolve(
        spread(b, operand(operands, 0), first === true, size),
        spread(b, operand(operands, 1), second === true, size),
        transposed,
      ),
    simplify: null,
    elementwise: false,
  },
};
