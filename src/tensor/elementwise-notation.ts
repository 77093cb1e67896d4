/** The notation of elementwise ops: numbers and scalars are widened to their fellow operands, in terms of `emit`. */

import { Bug, invariant } from "../diagnostic/bug.ts";
import { sameList } from "./axes.ts";
import type { Operand, Tensor } from "./builder.ts";
import {
  elements,
  type Dtype,
  type FloatDtype,
  type OpAttributes,
  type OpName,
  type Shape,
} from "./graph.ts";

/** The ops of one operand that take nothing beside it and keep its dtype. */
export type PlainUnary =
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

export abstract class ElementwiseNotation {
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
    return this.emit("broadcast", [x], { shape, axes: [] });
  }
  #unary(op: PlainUnary, x: Operand): Tensor {
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
}
