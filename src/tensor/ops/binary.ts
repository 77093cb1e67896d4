/** Elementwise arithmetic of two operands, the choice between two, and the identities that keep values exactly. */

import { isFloat } from "../../shape/dtype.ts";
import type { Builder, Tensor } from "../builder.ts";
import { binary } from "./elementwise.ts";
import { appliedTo, constantOf, operand, wrap, type Op, type Site } from "./op.ts";

type BinaryName = "add" | "sub" | "mul" | "div" | "pow" | "max" | "min";

function pair<P extends BinaryName>({ operands }: Site<P>): [Tensor, Tensor] {
  return [operand(operands, 0), operand(operands, 1)];
}

/** Adds two tangents of which one may be nought. */
export function sumOf(b: Builder, x: Tensor | null, y: Tensor | null): Tensor | null {
  return x && y ? b.add(x, y) : (x ?? y);
}

/** A division by ±2ⁿ is a multiplication by ±2⁻ⁿ, exactly, while neither is subnormal in f32. */
function exactReciprocal(c: number): number | null {
  const exponent = Math.log2(Math.abs(c));
  return Number.isInteger(exponent) && Math.abs(exponent) <= 100 ? 1 / c : null;
}

/**
 * x^y as IEEE 754 has it: pow(1, y) = pow(x, 0) = 1, NaN included; and exactly x², 1/x where y is 2 or −1.
 */
function power(x: number, y: number): number {
  if (y === 2) return x * x;
  if (y === -1) return 1 / x;
  return x === 1 || (x === -1 && Math.abs(y) === Infinity) ? 1 : x ** y;
}

/** Equal nodes are made once whichever way a commutative op is written. */
function ordered<P extends "add" | "mul">(b: Builder, op: P, x: Tensor, y: Tensor): Tensor | null {
  return y.id < x.id ? b[op](y, x) : null;
}

export const binaryOps: { readonly [P in BinaryName]: Op<P> } = {
  // (x + y)′ = x′ + y′
  add: binary("add", {
    kind: "number",
    value: (x, y, dtype) => wrap(dtype, x + y),
    tangent: (b, _site, _result, [t = null, u = null]) => sumOf(b, t, u),
    transpose: (_b, _site, ct, linear) => linear.map((is) => (is ? ct : null)),
    // x + −0 = x, x + −y = x − y
    simplify: (b, site) => {
      const [x, y] = pair(site);
      if (isFloat(x.dtype) ? Object.is(constantOf(b, y), -0) : constantOf(b, y) === 0) return x;
      if (isFloat(x.dtype) ? Object.is(constantOf(b, x), -0) : constantOf(b, x) === 0) return y;
      const minusY = appliedTo(b, y, "neg");
      if (minusY) return b.sub(x, minusY);
      const minusX = appliedTo(b, x, "neg");
      return minusX ? b.sub(y, minusX) : ordered(b, "add", x, y);
    },
  }),
  // (x − y)′ = x′ − y′
  sub: binary("sub", {
    kind: "number",
    value: (x, y, dtype) => wrap(dtype, x - y),
    tangent: (b, _site, _result, [t, u]) => (t && u ? b.sub(t, u) : (t ?? (u ? b.neg(u) : null))),
    transpose: (b, _site, ct, [first, second]) => [first ? ct : null, second ? b.neg(ct) : null],
    // x − 0 = x, −0 − y = −y, x − −y = x + y
    simplify: (b, site) => {
      const [x, y] = pair(site);
      if (Object.is(constantOf(b, y), 0)) return x;
      if (Object.is(constantOf(b, x), -0)) return b.neg(y);
      const minusY = appliedTo(b, y, "neg");
      return minusY && b.add(x, minusY);
    },
  }),
  // (xy)′ = x′y + xy′
  mul: binary("mul", {
    kind: "number",
    value: (x, y, dtype) => (isFloat(dtype) ? x * y : wrap(dtype, Math.imul(x, y))),
    tangent: (b, site, _result, [t, u]) => {
      const [x, y] = pair(site);
      return sumOf(b, t ? b.mul(t, y) : null, u ? b.mul(x, u) : null);
    },
    transpose: (b, site, ct, [first]) => {
      const [x, y] = pair(site);
      return first ? [b.mul(ct, y), null] : [null, b.mul(x, ct)];
    },
    // x · 1 = x, x · −1 = −x, (−x)(−y) = xy, x · x = x²
    simplify: (b, site) => {
      const [x, y] = pair(site);
      if (constantOf(b, y) === 1) return x;
      if (constantOf(b, x) === 1) return y;
      if (constantOf(b, y) === -1) return b.neg(x);
      if (constantOf(b, x) === -1) return b.neg(y);
      if (x.id === y.id) return b.square(x);
      const [minusX, minusY] = [appliedTo(b, x, "neg"), appliedTo(b, y, "neg")];
      return minusX && minusY ? b.mul(minusX, minusY) : ordered(b, "mul", x, y);
    },
  }),
  // (x/y)′ = (x′ − (x/y) y′) / y
  div: binary("div", {
    kind: "float",
    value: (x, y) => x / y,
    tangent: (b, site, quotient, [t, u]) => {
      const y = operand(site.operands, 1);
      if (!u) return t ? b.div(t, y) : null;
      const second = b.mul(quotient, u);
      return b.div(t ? b.sub(t, second) : b.neg(second), y);
    },
    transpose: (b, site, ct) => [b.div(ct, operand(site.operands, 1)), null],
    // x / 1 = x, x / −1 = −x, x / 2ⁿ = x · 2⁻ⁿ, 1 / y is the reciprocal
    simplify: (b, site) => {
      const [x, y] = pair(site);
      const divisor = constantOf(b, y);
      const factor = divisor === null ? null : exactReciprocal(divisor);
      if (factor !== null) return b.mul(x, factor);
      return constantOf(b, x) === 1 ? b.reciprocal(y) : null;
    },
  }),
  // (x^y)′ = y x^(y−1) x′ + log(x) x^y y′; both coefficients are nought where their first factor and x^… would give 0 · ∞.
  pow: binary("pow", {
    kind: "float",
    value: power,
    tangent: (b, site, result, [t, u]) => {
      const [x, y] = pair(site);
      const base = () => b.mul(y, b.pow(x, b.select(b.eq(y, 0), 1, b.sub(y, 1))));
      const exponent = () => b.mul(b.log(b.select(b.eq(x, 0), 1, x)), result);
      return sumOf(b, t ? b.mul(t, base()) : null, u ? b.mul(exponent(), u) : null);
    },
    // x⁰ = 1, x¹ = x, x² and x⁻¹ by name
    simplify: (b, site) => {
      const [x, y] = pair(site);
      switch (constantOf(b, y)) {
        case 0:
          return b.constant(1, x.shape, x.dtype);
        case 1:
          return x;
        case 2:
          return b.square(x);
        case -1:
          return b.reciprocal(x);
        default:
          return null;
      }
    },
  }),
  // max(x, y)′ = x′ where x > y, else y′: at a tie the second operand's, so that relu(x) = max(x, 0) has slope 0 at 0.
  max: binary("max", {
    kind: "number",
    value: (x, y) => Math.max(x, y),
    tangent: (b, site, _result, [t, u]) => {
      const [x, y] = pair(site);
      return b.select(b.gt(x, y), t ?? 0, u ?? b.constant(0, x.shape, x.dtype));
    },
    simplify: (_b, { operands: [x, y] }) => (x && x.id === y?.id ? x : null),
  }),
  // min(x, y)′ = x′ where x < y, else y′
  min: binary("min", {
    kind: "number",
    value: (x, y) => Math.min(x, y),
    tangent: (b, site, _result, [t, u]) => {
      const [x, y] = pair(site);
      return b.select(b.lt(x, y), t ?? 0, u ?? b.constant(0, x.shape, x.dtype));
    },
    simplify: (_b, { operands: [x, y] }) => (x && x.id === y?.id ? x : null),
  }),
};
