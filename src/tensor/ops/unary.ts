/** Elementwise ops of one operand. */

import { invariant } from "../../diagnostic/bug.ts";
import { isFloat } from "../../shape/dtype.ts";
import { erf } from "../special/erf.ts";
import { lgamma } from "../special/lgamma.ts";
import { polygamma } from "../special/polygamma.ts";
import type { PlainUnary } from "../elementwise-notation.ts";
import { unary } from "./elementwise.ts";
import { appliedTo, operand, wrap, type Op } from "./op.ts";

type UnaryName = PlainUnary | "polygamma" | "not" | "cast";

/** 1 / (1 + e⁻ˣ), without overflow on either side. */
function sigmoid(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + e) : e / (1 + e);
}

/** log(1 + eˣ) = max(x, 0) + log(1 + e^−|x|). */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** To integers: toward zero, held at the ends of the range, NaN as 0. */
function castValue(x: number, to: string): number {
  switch (to) {
    case "f32":
      return Math.fround(x);
    case "i32":
      return Number.isNaN(x) ? 0 : Math.trunc(Math.min(Math.max(x, -(2 ** 31)), 2 ** 31 - 1)) + 0;
    case "u32":
      return Number.isNaN(x) ? 0 : Math.trunc(Math.min(Math.max(x, 0), 2 ** 32 - 1)) + 0;
    case "bool":
      return x === 0 ? 0 : 1;
    default:
      return x;
  }
}

export const unaryOps: { readonly [P in UnaryName]: Op<P> } = {
  // (−x)′ = −x′
  neg: unary("neg", {
    kind: "number",
    value: (x, _, dtype) => wrap(dtype, -x),
    tangent: (b, t) => b.neg(t),
    transpose: (b, _, ct) => [b.neg(ct)],
    // −(−x) = x
    simplify: (b, { operands }) => appliedTo(b, operand(operands, 0), "neg"),
  }),
  // |x|′ = sign(x) x′, nought at 0.
  abs: unary("abs", {
    kind: "number",
    value: (x, _, dtype) => wrap(dtype, Math.abs(x)),
    tangent: (b, t, x) => b.mul(t, b.sign(x)),
    // |−x| = |x|, ||x|| = |x|
    simplify: (b, { operands }) => {
      const x = operand(operands, 0);
      const negated = appliedTo(b, x, "neg");
      return appliedTo(b, x, "abs") ? x : negated && b.abs(negated);
    },
  }),
  sign: unary("sign", { kind: "number", value: (x) => Math.sign(x), tangent: null }),
  floor: unary("floor", { kind: "float", value: (x) => Math.floor(x), tangent: null }),
  // (eˣ)′ = eˣ x′
  exp: unary("exp", { kind: "float", value: (x) => Math.exp(x), tangent: (b, t, _, y) => b.mul(t, y) }),
  // (eˣ − 1)′ = eˣ x′; y + 1 would lose what is left of eˣ far below zero.
  expm1: unary("expm1", {
    kind: "float",
    value: (x) => Math.expm1(x),
    tangent: (b, t, x) => b.mul(t, b.exp(x)),
  }),
  // (log x)′ = x′ / x
  log: unary("log", { kind: "float", value: (x) => Math.log(x), tangent: (b, t, x) => b.div(t, x) }),
  // (log(1 + x))′ = x′ / (1 + x)
  log1p: unary("log1p", {
    kind: "float",
    value: (x) => Math.log1p(x),
    tangent: (b, t, x) => b.div(t, b.add(x, 1)),
  }),
  // (√x)′ = x′ / (2√x), infinite at 0.
  sqrt: unary("sqrt", {
    kind: "float",
    value: (x) => Math.sqrt(x),
    tangent: (b, t, _, y) => b.mul(t, b.div(0.5, y)),
  }),
  // (1/x)′ = −x′ / x²
  reciprocal: unary("reciprocal", {
    kind: "float",
    value: (x) => 1 / x,
    tangent: (b, t, _, y) => b.neg(b.mul(t, b.square(y))),
  }),
  // (x²)′ = 2x x′, in the order whose transpose doubles the cotangent first: it is often a constant.
  square: unary("square", {
    kind: "number",
    value: (x, _, dtype) => (isFloat(dtype) ? x * x : wrap(dtype, Math.imul(x, x))),
    tangent: (b, t, x) => b.mul(b.mul(t, x), 2),
    // (−x)² = |x|² = x²
    simplify: (b, { operands }) => {
      const x = operand(operands, 0);
      const same = appliedTo(b, x, "neg") ?? appliedTo(b, x, "abs");
      return same && b.square(same);
    },
  }),
  // (tanh x)′ = (1 − tanh² x) x′
  tanh: unary("tanh", {
    kind: "float",
    value: (x) => Math.tanh(x),
    tangent: (b, t, _, y) => b.mul(t, b.sub(1, b.square(y))),
  }),
  // σ(x)′ = σ(x) (1 − σ(x)) x′
  sigmoid: unary("sigmoid", {
    kind: "float",
    value: sigmoid,
    tangent: (b, t, _, y) => b.mul(t, b.mul(y, b.sub(1, y))),
  }),
  // log(1 + eˣ)′ = σ(x) x′
  softplus: unary("softplus", {
    kind: "float",
    value: softplus,
    tangent: (b, t, x) => b.mul(t, b.sigmoid(x)),
  }),
  // (sin x)′ = cos(x) x′
  sin: unary("sin", { kind: "float", value: (x) => Math.sin(x), tangent: (b, t, x) => b.mul(t, b.cos(x)) }),
  // (cos x)′ = −sin(x) x′
  cos: unary("cos", {
    kind: "float",
    value: (x) => Math.cos(x),
    tangent: (b, t, x) => b.neg(b.mul(t, b.sin(x))),
  }),
  // (log |Γ(x)|)′ = ψ(x) x′
  lgamma: unary("lgamma", {
    kind: "float",
    value: lgamma,
    tangent: (b, t, x) => b.mul(t, b.polygamma(0, x)),
  }),
  // (ψ⁽ⁿ⁾(x))′ = ψ⁽ⁿ⁺¹⁾(x) x′
  polygamma: unary("polygamma", {
    kind: "float",
    value: (x, { order }) => polygamma(order, x),
    tangent: (b, t, x, _, { order }) => b.mul(t, b.polygamma(order + 1, x)),
  }),
  // erf(x)′ = 2/√π e^(−x²) x′
  erf: unary("erf", {
    kind: "float",
    value: erf,
    tangent: (b, t, x) => b.mul(t, b.mul(2 / Math.sqrt(Math.PI), b.exp(b.neg(b.square(x))))),
  }),
  not: unary("not", {
    kind: "bool",
    value: (x) => 1 - x,
    tangent: null,
    simplify: (b, { operands }) => appliedTo(b, operand(operands, 0), "not"),
  }),
  // Between floats linear; to and from integers and bools locally constant.
  cast: {
    ...unary("cast", { kind: "any", value: (x, { dtype }) => castValue(x, dtype), tangent: null }),
    type: (operands, { dtype }) => {
      invariant(operands.length === 1, "cast takes one operand");
      return { shape: operand(operands, 0).shape, dtype };
    },
    tangent: (b, { attributes }, _, [t]) =>
      t && isFloat(attributes.dtype) ? b.cast(t, attributes.dtype) : null,
    transpose: (b, { operands }, ct) => [b.cast(ct, operand(operands, 0).dtype)],
    simplify: (_, { operands, attributes }) => {
      const x = operand(operands, 0);
      return x.dtype === attributes.dtype ? x : null;
    },
  },
};
