/** What each op becomes in loops: one row an op, total over their names, so that a forgotten one does not compile. */

import { Bug } from "../diagnostic/bug.ts";
import type { Dtype, OpAttributes, OpName } from "../tensor/graph.ts";
import { isFloat } from "../shape/dtype.ts";
import { elementOf } from "./elements.ts";
import type { KernelBuilder } from "./kernel-builder.ts";
import type { Value } from "./loop-program.ts";
import { erf } from "./math/error-function.ts";
import { exp, expm1, sigmoid, tanh } from "./math/exponential.ts";
import { lgamma, polygamma } from "./math/gamma.ts";
import { log, log1p, softplus } from "./math/logarithm.ts";
import { throughDouble } from "./math/polynomial.ts";
import { pow } from "./math/power.ts";
import { cos, sin } from "./math/trigonometry.ts";
import { type View, views } from "./views.ts";

/** What an elementwise rule knows beside its operands' values. */
export interface ElementSite<P extends OpName> {
  readonly attributes: OpAttributes[P];
  /** The result's and the first operand's. */
  readonly dtype: Dtype;
  readonly from: Dtype;
}

export type Rule<P extends OpName> =
  /** Computed in place wherever it is read; `cost` in additions. */
  | {
      readonly kind: "element";
      readonly cost: number;
      readonly value: (k: KernelBuilder, xs: readonly Value[], site: ElementSite<P>) => Value;
    }
  | View<P>
  /** Made where it is read, each in its own way. */
  | { readonly kind: "source" | "random" | "gather" }
  /** Loops of their own over their operand. */
  | { readonly kind: "reduction" }
  | {
      readonly kind:
        | "dot"
        | "concat"
        | "pad"
        | "scatter_add"
        | "cholesky"
        | "triangular_solve"
        | "scan"
        | "forward"
        | "recur";
    };

function element<P extends OpName>(
  cost: number,
  value: (k: KernelBuilder, xs: readonly Value[], site: ElementSite<P>) => Value,
): Rule<P> {
  return { kind: "element", cost, value };
}

type One = (k: KernelBuilder, x: Value) => Value;
type Two = (k: KernelBuilder, x: Value, y: Value) => Value;

const one = <P extends OpName>(cost: number, f: One): Rule<P> => element(cost, (k, [x]) => f(k, x as Value));
const two = <P extends OpName>(cost: number, f: Two): Rule<P> =>
  element(cost, (k, [x, y]) => f(k, x as Value, y as Value));
/** In f64 whatever the dtype. */
const double = <P extends OpName>(cost: number, f: One): Rule<P> =>
  element(cost, (k, xs) => throughDouble(k, xs, ([x]) => f(k, x as Value)));

const isNumber32 = (x: Value) => x.element === "i32";

/** The greater of two, NaN where either is; integers by their order. */
function extreme(k: KernelBuilder, greatest: boolean, x: Value, y: Value, dtype: Dtype): Value {
  if (!isNumber32(x)) return greatest ? k.max(x, y) : k.min(x, y);
  const less = k.binary(dtype === "u32" ? "lt_u" : "lt", x, y);
  return greatest ? k.select(less, y, x) : k.select(less, x, y);
}

export function greatest(k: KernelBuilder, x: Value, y: Value, dtype: Dtype): Value {
  return extreme(k, true, x, y, dtype);
}

/** Masks in one width, 32 bits, so that they meet. */
function narrow(k: KernelBuilder, x: Value): Value {
  return x.element === "mask64" ? k.unary("mask", x, "mask32") : x;
}

/** A bool as 0 or 1. */
export function maskToInteger(k: KernelBuilder, mask: Value): Value {
  return k.unary("mask", narrow(k, mask), "i32");
}

/** −1, 0 or 1 with the sign of x; ±0 and NaN themselves. */
function sign(k: KernelBuilder, x: Value, dtype: Dtype): Value {
  if (dtype === "u32") return k.select(k.eq(x, 0), 0, k.like(1, x));
  const positive = k.select(k.lt(0, x), 1, x);
  return k.select(k.lt(x, 0), -1, positive);
}

function cast(k: KernelBuilder, x: Value, to: Dtype, from: Dtype): Value {
  if (from === to) return x;
  if (from === "bool") {
    const integer = maskToInteger(k, x);
    return isFloat(to) ? k.convert(integer, to) : integer;
  }
  if (to === "bool") return k.not(k.eq(x, k.like(0, x)));
  const unsigned = from === "u32" || to === "u32";
  if (isFloat(from) && isFloat(to)) return k.convert(x, to);
  if (isFloat(from) || isFloat(to)) return k.unary(unsigned ? "convert_u" : "convert", x, elementOf(to));
  // Between i32 and u32 a value outside the other's range is held at its end.
  return k.select(k.lt(x, 0), from === "i32" ? 0 : 2 ** 31 - 1, x);
}

export const rules: { readonly [P in OpName]: Rule<P> } = {
  input: { kind: "source" },
  constant: { kind: "source" },
  literal: { kind: "source" },
  iota: { kind: "source" },
  random: { kind: "random" },
  gather: { kind: "gather" },

  neg: one(1, (k, x) => (isNumber32(x) ? k.sub(0, x) : k.neg(x))),
  abs: element(1, (k, [x], { dtype }) => {
    const value = x as Value;
    if (dtype === "u32") return value;
    return isNumber32(value) ? k.select(k.lt(value, 0), k.sub(0, value), value) : k.abs(value);
  }),
  sign: element(2, (k, [x], { dtype }) => sign(k, x as Value, dtype)),
  floor: one(1, (k, x) => k.floor(x)),
  exp: one(20, exp),
  expm1: one(25, expm1),
  log: one(25, log),
  log1p: one(30, log1p),
  sqrt: one(5, (k, x) => k.sqrt(x)),
  reciprocal: one(5, (k, x) => k.div(1, x)),
  square: one(1, (k, x) => k.mul(x, x)),
  tanh: one(25, tanh),
  sigmoid: one(25, sigmoid),
  softplus: one(45, softplus),
  sin: double(40, sin),
  cos: double(40, cos),
  lgamma: double(200, lgamma),
  polygamma: element(300, (k, xs, { attributes }) =>
    throughDouble(k, xs, ([x]) => polygamma(k, attributes.order, x as Value)),
  ),
  erf: double(80, erf),
  not: one(1, (k, x) => k.not(x)),
  cast: element(1, (k, [x], { dtype, from }) => cast(k, x as Value, dtype, from)),

  add: two(1, (k, x, y) => k.add(x, y)),
  sub: two(1, (k, x, y) => k.sub(x, y)),
  mul: two(1, (k, x, y) => k.mul(x, y)),
  div: two(5, (k, x, y) => k.div(x, y)),
  pow: element(80, (k, xs) => throughDouble(k, xs, ([x, y]) => pow(k, x as Value, y as Value))),
  max: element(2, (k, [x, y], { dtype }) => extreme(k, true, x as Value, y as Value, dtype)),
  min: element(2, (k, [x, y], { dtype }) => extreme(k, false, x as Value, y as Value, dtype)),
  eq: element(1, (k, [x, y], { from }) =>
    from === "bool"
      ? k.not(k.xor(narrow(k, x as Value), narrow(k, y as Value)))
      : k.eq(x as Value, y as Value),
  ),
  lt: element(1, (k, [x, y], { from }) =>
    from === "bool"
      ? k.and(k.not(narrow(k, x as Value)), narrow(k, y as Value))
      : k.binary(from === "u32" ? "lt_u" : "lt", x as Value, y as Value),
  ),
  le: element(1, (k, [x, y], { from }) =>
    from === "bool"
      ? k.or(k.not(narrow(k, x as Value)), narrow(k, y as Value))
      : k.binary(from === "u32" ? "le_u" : "le", x as Value, y as Value),
  ),
  and: two(1, (k, x, y) => k.and(narrow(k, x), narrow(k, y))),
  or: two(1, (k, x, y) => k.or(narrow(k, x), narrow(k, y))),
  select: element(1, (k, [c, x, y], { dtype }) => {
    const [condition, then, otherwise] = [c as Value, x as Value, y as Value];
    if (dtype !== "bool") return k.select(condition, then, otherwise);
    const mask = narrow(k, condition);
    return k.or(k.and(mask, narrow(k, then)), k.and(k.not(mask), narrow(k, otherwise)));
  }),

  ...views,

  sum: { kind: "reduction" },
  reduce_max: { kind: "reduction" },
  dot: { kind: "dot" },
  concat: { kind: "concat" },
  pad: { kind: "pad" },
  scatter_add: { kind: "scatter_add" },
  cholesky: { kind: "cholesky" },
  triangular_solve: { kind: "triangular_solve" },
  scan: { kind: "scan" },
  forward: { kind: "forward" },
  recur: { kind: "recur" },
};

/** The value of an elementwise op. */
export function applyElement(
  k: KernelBuilder,
  op: OpName,
  xs: readonly Value[],
  site: { readonly attributes: unknown; readonly dtype: Dtype; readonly from: Dtype },
): Value {
  const rule = rules[op] as Rule<never>;
  if (rule.kind !== "element") throw new Bug(`${op} is not elementwise`);
  // The node's attributes belong to the rule of its own op: rules are total over ops, node by node.
  return rule.value(k, xs, site as ElementSite<never>);
}
