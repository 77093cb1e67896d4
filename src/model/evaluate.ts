/** Typed expressions become graphs: the place where named dimensions turn into axes. */

import type { ArithmeticOperator, Expr, FunctionName, Reduction } from "../check/program.ts";
import { Bug } from "../diagnostic/bug.ts";
import { without } from "../shape/align.ts";
import { declaredLabels, type Dimension, type Sizes } from "../shape/dimension.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import { isFloat } from "../shape/dtype.ts";
import {
  axisOf,
  contract,
  elementwise,
  type Environment,
  gatherBy,
  knownSize,
  type Named,
  permute,
} from "./named.ts";
import { applyNetwork } from "./network.ts";
import { cumulate, lag } from "./time.ts";

/** The value of an expression. Every name it refers to stands in the environment. */
export function evaluate(b: Builder, expr: Expr, sizes: Sizes, env: Environment): Named {
  const value = (operand: Expr): Named => evaluate(b, operand, sizes, env);
  switch (expr.kind) {
    case "number":
      return scalar(b.constant(expr.value));
    case "reference":
      return lookUp(env, expr.name);
    case "size":
      return scalar(b.constant(expr.dimensions.reduce((count, d) => count * knownSize(d, sizes), 1)));
    case "label":
      return scalar(b.constant(positionOf(expr.dimension, expr.label), [], "i32"));
    case "negate":
      return elementwise([value(expr.operand)], sizes, b, (x) => b.neg(numeric(b, x)));
    case "binary":
      return binary(b, expr, value, sizes);
    case "contract":
      return product(b, floats(b, value(expr.left)), floats(b, value(expr.right)), expr);
    case "reduce":
      return reduce(b, expr.reduction, floats(b, value(expr.operand)), expr.over);
    case "call":
      return elementwise(expr.arguments.map(value), sizes, b, (...xs) => functions[expr.function](b, xs));
    case "cumulate":
      return cumulate(b, floats(b, value(expr.operand)), expr.over, sizes);
    case "lag": {
      const start = expr.start === null ? null : floats(b, value(expr.start));
      return lag(b, floats(b, value(expr.operand)), expr.over, expr.by, start, sizes);
    }
    case "apply":
      return applyNetwork(b, expr.network, networkArgument(b, expr, sizes, env), sizes, env, expr.head);
    case "index": {
      const gathered = gatherBy(b, value(expr.array), value(expr.by), expr.over, sizes);
      // The values of a discrete latent that is summed out stand along a dimension of their own, which no type has.
      const states = without(gathered.dimensions, expr.type.dimensions);
      return permute(b, gathered, [...states, ...expr.type.dimensions]);
    }
  }
}

/** What a network is applied to: numbers, or labels where it takes those. */
export function networkArgument(
  b: Builder,
  { network, argument }: Extract<Expr, { kind: "apply" }>,
  sizes: Sizes,
  env: Environment,
): Named {
  const value = evaluate(b, argument, sizes, env);
  return network.input.support.kind === "label" ? value : floats(b, value);
}

/** `left @ right`. Where K' meets K both are called by a name of their own while they meet: either operand may have the other's too. */
function product(
  b: Builder,
  left: Named,
  right: Named,
  { over, meets }: Extract<Expr, { kind: "contract" }>,
): Named {
  if (meets === undefined) return contract(b, left, right, over);
  const joint: Dimension = { ...over, id: `${over.id}=${meets.id}` };
  const renamed = (value: Named, name: Dimension): Named => ({
    ...value,
    dimensions: value.dimensions.map((each) => (each === name ? joint : each)),
  });
  return contract(b, renamed(left, over), renamed(right, meets), joint);
}

function scalar(tensor: Tensor): Named {
  return { tensor, dimensions: [] };
}

function lookUp(env: Environment, name: string): Named {
  const value = env.get(name);
  if (value === undefined) throw new Bug(`${name} has no value where the model needs it`);
  return value;
}

function positionOf(dimension: Dimension, label: string): number {
  const position = declaredLabels(dimension)?.indexOf(label) ?? -1;
  if (position < 0) throw new Bug(`${label} is no declared label of ${dimension.name}`);
  return position;
}

/** In arithmetic a bool is 0 or 1 and a whole number a number. */
function numeric(b: Builder, x: Tensor): Tensor {
  return isFloat(x.dtype) ? x : b.cast(x, b.float);
}

function floats(b: Builder, value: Named): Named {
  return { tensor: numeric(b, value.tensor), dimensions: value.dimensions };
}

function condition(b: Builder, x: Tensor): Tensor {
  return x.dtype === "bool" ? x : b.ne(x, 0);
}

type Binary = Extract<Expr, { kind: "binary" }>;

function binary(b: Builder, expr: Binary, value: (e: Expr) => Named, sizes: Sizes): Named {
  const { operator, left, right } = expr;
  // x ^ 2 is x · x: its derivative needs no logarithm, and negative x is no matter.
  if (operator === "^" && right.kind === "number" && right.value === 2) {
    return elementwise([value(left)], sizes, b, (x) => b.square(numeric(b, x)));
  }
  return elementwise([value(left), value(right)], sizes, b, (x, y) => {
    if (x === undefined || y === undefined) throw new Bug("an operator has two operands");
    const labels = x.dtype === "i32" && y.dtype === "i32";
    return labels ? operators[operator](b, x, y) : operators[operator](b, numeric(b, x), numeric(b, y));
  });
}

const operators: {
  readonly [O in ArithmeticOperator]: (b: Builder, x: Tensor, y: Tensor) => Tensor;
} = {
  "+": (b, x, y) => b.add(x, y),
  "-": (b, x, y) => b.sub(x, y),
  "*": (b, x, y) => b.mul(x, y),
  "/": (b, x, y) => b.div(x, y),
  "^": (b, x, y) => b.pow(x, y),
  "==": (b, x, y) => b.eq(x, y),
  "!=": (b, x, y) => b.ne(x, y),
  "<": (b, x, y) => b.lt(x, y),
  "<=": (b, x, y) => b.le(x, y),
  ">": (b, x, y) => b.gt(x, y),
  ">=": (b, x, y) => b.ge(x, y),
};

type Apply = (b: Builder, operands: readonly Tensor[]) => Tensor;

function one(apply: (b: Builder, x: Tensor) => Tensor): Apply {
  return (b, [x]) => apply(b, numeric(b, given(x)));
}

function given(x: Tensor | undefined): Tensor {
  if (x === undefined) throw new Bug("a function lacks an argument");
  return x;
}

const functions: { readonly [F in FunctionName]: Apply } = {
  log: one((b, x) => b.log(x)),
  log10: one((b, x) => b.mul(1 / Math.LN10, b.log(x))),
  log1p: one((b, x) => b.log1p(x)),
  exp: one((b, x) => b.exp(x)),
  expm1: one((b, x) => b.expm1(x)),
  sqrt: one((b, x) => b.sqrt(x)),
  abs: one((b, x) => b.abs(x)),
  sigmoid: one((b, x) => b.sigmoid(x)),
  softplus: one((b, x) => b.softplus(x)),
  tanh: one((b, x) => b.tanh(x)),
  sin: one((b, x) => b.sin(x)),
  cos: one((b, x) => b.cos(x)),
  min: (b, xs) => xs.map((x) => numeric(b, x)).reduce((least, x) => b.min(least, x)),
  max: (b, xs) => xs.map((x) => numeric(b, x)).reduce((greatest, x) => b.max(greatest, x)),
  where: (b, [c, then, otherwise]) =>
    b.select(condition(b, given(c)), numeric(b, given(then)), numeric(b, given(otherwise))),
};

function reduce(b: Builder, reduction: Reduction, value: Named, over: Dimension): Named {
  const axis = axisOf(value, over);
  const dimensions = without(value.dimensions, [over]);
  return { tensor: reductions[reduction](b, value.tensor, axis), dimensions };
}

const reductions: { readonly [R in Reduction]: (b: Builder, x: Tensor, axis: number) => Tensor } = {
  sum: (b, x, axis) => b.sum(x, [axis]),
  mean: (b, x, axis) => b.div(b.sum(x, [axis]), x.shape[axis] ?? 1),
  // √(Σ (x − x̄)² / (n − 1))
  sd: (b, x, axis) => {
    const count = x.shape[axis] ?? 1;
    const mean = b.div(b.sum(x, [axis]), count);
    const others = x.shape.flatMap((_, a) => (a === axis ? [] : [a]));
    const deviation = b.sub(x, b.broadcast(mean, x.shape, others));
    return b.sqrt(b.div(b.sum(b.square(deviation), [axis]), count - 1));
  },
  max: (b, x, axis) => b.reduceMax(x, [axis]),
  logsumexp: (b, x, axis) => b.logsumexp(x, [axis]),
};
