/** The notation of the builder: every method of an op, with numbers and scalars widened, in terms of `emit`. */

import { Bug, invariant } from "../diagnostic/bug.ts";
import { isIdentity, otherAxes, range, sameList } from "./axes.ts";
import type { Operand, Tensor } from "./builder.ts";
import {
  elements,
  type Dtype,
  type FloatDtype,
  type OpAttributes,
  type OpName,
  type Shape,
} from "./graph.ts";

type UnaryName =
  | "neg"
  | "abs"
  | "sign"
  | "floor"
  | "exp"
  | "expm1"
  | "log"
  | "log1p"
  | "sqrt"
  | "reciprocal"
  | "square"
  | "tanh"
  | "sigmoid"
  | "softplus"
  | "sin"
  | "cos"
  | "lgamma"
  | "erf";
type BinaryName = "add" | "sub" | "mul" | "div" | "pow" | "max" | "min" | "eq" | "lt" | "le" | "and" | "or";

export abstract class Notation {
  abstract readonly float: FloatDtype;
  abstract emit<P extends OpName>(op: P, operands: readonly Tensor[], attributes: OpAttributes[P]): Tensor;

  constant(value: number, shape: Shape = [], dtype: Dtype = this.float): Tensor {
    return this.emit("constant", [], { value, shape, dtype });
  }
  literal(values: readonly number[], shape: Shape, dtype: Dtype = this.float): Tensor {
    const [first] = values;
    const uniform =
      first !== undefined && values.length === elements(shape) && values.every((x) => Object.is(x, first));
    return uniform ? this.constant(first, shape, dtype) : this.emit("literal", [], { values, shape, dtype });
  }
  iota(shape: Shape, axis: number, dtype: Dtype = this.float): Tensor {
    return this.emit("iota", [], { shape, axis, dtype });
  }

  /** All operands at the shape and dtype of the first that is no number and no scalar, or of the first tensor. */
  #widen(operands: readonly Operand[]): Tensor[] {
    const tensors = operands.filter((x) => typeof x !== "number");
    const { shape, dtype } = tensors.find((x) => x.shape.length > 0) ??
      tensors[0] ?? { shape: [], dtype: this.float };
    return operands.map((x) =>
      typeof x === "number" ? this.constant(x, shape, dtype) : this.#repeat(x, shape),
    );
  }
  #repeat(x: Tensor, shape: Shape): Tensor {
    if (sameList(x.shape, shape)) return x;
    invariant(
      x.shape.length === 0,
      `[${x.shape.join(", ")}] beside [${shape.join(", ")}]: only scalars widen`,
    );
    return this.broadcast(x, shape, []);
  }
  #unary(op: UnaryName, x: Operand): Tensor {
    return this.emit(op, this.#widen([x]), {});
  }
  #binary(op: BinaryName, x: Operand, y: Operand): Tensor {
    return this.emit(op, this.#widen([x, y]), {});
  }

  neg(x: Operand): Tensor {
    return this.#unary("neg", x);
  }
  abs(x: Operand): Tensor {
    return this.#unary("abs", x);
  }
  sign(x: Operand): Tensor {
    return this.#unary("sign", x);
  }
  floor(x: Operand): Tensor {
    return this.#unary("floor", x);
  }
  exp(x: Operand): Tensor {
    return this.#unary("exp", x);
  }
  expm1(x: Operand): Tensor {
    return this.#unary("expm1", x);
  }
  log(x: Operand): Tensor {
    return this.#unary("log", x);
  }
  log1p(x: Operand): Tensor {
    return this.#unary("log1p", x);
  }
  sqrt(x: Operand): Tensor {
    return this.#unary("sqrt", x);
  }
  reciprocal(x: Operand): Tensor {
    return this.#unary("reciprocal", x);
  }
  square(x: Operand): Tensor {
    return this.#unary("square", x);
  }
  tanh(x: Operand): Tensor {
    return this.#unary("tanh", x);
  }
  sigmoid(x: Operand): Tensor {
    return this.#unary("sigmoid", x);
  }
  softplus(x: Operand): Tensor {
    return this.#unary("softplus", x);
  }
  sin(x: Operand): Tensor {
    return this.#unary("sin", x);
  }
  cos(x: Operand): Tensor {
    return this.#unary("cos", x);
  }
  lgamma(x: Operand): Tensor {
    return this.#unary("lgamma", x);
  }
  erf(x: Operand): Tensor {
    return this.#unary("erf", x);
  }
  polygamma(order: number, x: Operand): Tensor {
    return this.emit("polygamma", this.#widen([x]), { order });
  }
  not(x: Tensor): Tensor {
    return this.emit("not", [x], {});
  }
  cast(x: Tensor, dtype: Dtype): Tensor {
    return this.emit("cast", [x], { dtype });
  }

  add(x: Operand, y: Operand): Tensor {
    return this.#binary("add", x, y);
  }
  sub(x: Operand, y: Operand): Tensor {
    return this.#binary("sub", x, y);
  }
  mul(x: Operand, y: Operand): Tensor {
    return this.#binary("mul", x, y);
  }
  div(x: Operand, y: Operand): Tensor {
    return this.#binary("div", x, y);
  }
  pow(x: Operand, y: Operand): Tensor {
    return this.#binary("pow", x, y);
  }
  max(x: Operand, y: Operand): Tensor {
    return this.#binary("max", x, y);
  }
  min(x: Operand, y: Operand): Tensor {
    return this.#binary("min", x, y);
  }
  eq(x: Operand, y: Operand): Tensor {
    return this.#binary("eq", x, y);
  }
  lt(x: Operand, y: Operand): Tensor {
    return this.#binary("lt", x, y);
  }
  le(x: Operand, y: Operand): Tensor {
    return this.#binary("le", x, y);
  }
  ne(x: Operand, y: Operand): Tensor {
    return this.not(this.eq(x, y));
  }
  gt(x: Operand, y: Operand): Tensor {
    return this.lt(y, x);
  }
  ge(x: Operand, y: Operand): Tensor {
    return this.le(y, x);
  }
  and(x: Tensor, y: Tensor): Tensor {
    return this.#binary("and", x, y);
  }
  or(x: Tensor, y: Tensor): Tensor {
    return this.#binary("or", x, y);
  }
  select(condition: Tensor, then: Operand, otherwise: Operand): Tensor {
    const [x, y] = this.#widen([then, otherwise]);
    if (!x || !y) throw new Bug("two operands widen to two");
    if (x.shape.length > 0) return this.emit("select", [this.#repeat(condition, x.shape), x, y], {});
    return this.emit(
      "select",
      [condition, this.#repeat(x, condition.shape), this.#repeat(y, condition.shape)],
      {},
    );
  }

  broadcast(x: Tensor, shape: Shape, axes: readonly number[]): Tensor {
    return this.emit("broadcast", [x], { shape, axes });
  }
  reshape(x: Tensor, shape: Shape): Tensor {
    return this.emit("reshape", [x], { shape });
  }
  transpose(x: Tensor, permutation: readonly number[]): Tensor {
    return isIdentity(permutation) && permutation.length === x.shape.length
      ? x
      : this.emit("transpose", [x], { permutation });
  }
  slice(x: Tensor, start: readonly number[], stop: readonly number[]): Tensor {
    return this.emit("slice", [x], { start, stop });
  }
  pad(x: Tensor, before: readonly number[], after: readonly number[]): Tensor {
    return this.emit("pad", [x], { before, after });
  }
  concat(parts: readonly Tensor[], axis: number): Tensor {
    return this.emit("concat", parts, { axis });
  }
  sum(x: Tensor, axes: readonly number[] = range(x.shape.length)): Tensor {
    return this.emit("sum", [x], { axes: axes.toSorted((i, j) => i - j) });
  }
  reduceMax(x: Tensor, axes: readonly number[] = range(x.shape.length)): Tensor {
    return this.emit("reduce_max", [x], { axes: axes.toSorted((i, j) => i - j) });
  }
  // m + log Σ exp(x − m), m the greatest where it is finite, else 0. m is held: it cancels in every derivative.
  logsumexp(x: Tensor, axes: readonly number[] = range(x.shape.length)): Tensor {
    const sorted = axes.toSorted((i, j) => i - j);
    const greatest = this.emit("reduce_max", [x], { axes: sorted, held: true });
    const shift = this.select(this.lt(this.abs(greatest), Infinity), greatest, 0);
    const shifted = this.sub(x, this.broadcast(shift, x.shape, otherAxes(x.shape.length, sorted)));
    return this.add(shift, this.log(this.sum(this.exp(shifted), sorted)));
  }
  dot(
    x: Tensor,
    y: Tensor,
    contract: OpAttributes["dot"]["contract"],
    batch: OpAttributes["dot"]["batch"] = [[], []],
  ): Tensor {
    return this.emit("dot", [x, y], { contract, batch });
  }
  gather(x: Tensor, indices: Tensor): Tensor {
    return this.emit("gather", [x, indices], {});
  }
  scatterAdd(indices: Tensor, updates: Tensor, rows: number): Tensor {
    return this.emit("scatter_add", [indices, updates], { rows });
  }
  random(
    kind: OpAttributes["random"]["kind"],
    key: Tensor,
    step: Tensor,
    stream: number,
    shape: Shape,
    dtype: Dtype = kind === "bits" ? "u32" : this.float,
  ): Tensor {
    return this.emit("random", [key, step], { kind, stream, shape, dtype });
  }
  cholesky(x: Tensor): Tensor {
    return this.emit("cholesky", [x], {});
  }
  triangularSolve(l: Tensor, b: Tensor, transposed = false): Tensor {
    return this.emit("triangular_solve", [l, b], { transposed });
  }
}
