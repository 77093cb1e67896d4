/** The elementwise functions and the reductions of the language: how many operands, and how supports pass through. */

import { either, folded, greatest, least, plus, type Range } from "../shape/range.ts";
import type { FunctionName, Reduction } from "./program.ts";

export interface FunctionRow {
  /** Names of the operands, for messages. */
  readonly operands: readonly string[];
  readonly range: (...operands: readonly Range[]) => Range;
  /** In plain numbers, for constants. */
  readonly value: (...operands: readonly number[]) => number;
}

/** A function of one operand. */
function one(value: (x: number) => number, range: (x: Range) => Range): FunctionRow {
  return { operands: ["x"], range: (x = "real") => range(x), value: (x = NaN) => value(x) };
}

const always = (range: Range) => () => range;
/** Keeps the sign: 0 to 0, growing. */
const keepsSign = (x: Range): Range => (x === "unit" ? "positive" : x);

export const functions: { readonly [F in FunctionName]: FunctionRow } = {
  log: one(Math.log, always("real")),
  log10: one(Math.log10, always("real")),
  log1p: one(Math.log1p, keepsSign),
  exp: one(Math.exp, always("positive")),
  expm1: one(Math.expm1, keepsSign),
  sqrt: one(Math.sqrt, folded),
  abs: one(Math.abs, folded),
  sigmoid: one((x) => 1 / (1 + Math.exp(-x)), always("unit")),
  softplus: one((x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), always("positive")),
  tanh: one(Math.tanh, (x) => (x === "positive" ? "unit" : x)),
  sin: one(Math.sin, always("real")),
  cos: one(Math.cos, always("real")),
  min: {
    operands: ["a", "b"],
    range: (a = "real", b = "real") => least(a, b),
    value: (a = NaN, b = NaN) => Math.min(a, b),
  },
  max: {
    operands: ["a", "b"],
    range: (a = "real", b = "real") => greatest(a, b),
    value: (a = NaN, b = NaN) => Math.max(a, b),
  },
  where: {
    operands: ["condition", "a", "b"],
    range: (_, a = "real", b = "real") => either(a, b),
    value: (condition, a = NaN, b = NaN) => (condition === 0 ? b : a),
  },
};

/** Over a dimension that has an element. */
export const reductions: { readonly [R in Reduction]: (operand: Range) => Range } = {
  sum: (x) => plus(x, x),
  mean: (x) => x,
  sd: always("nonnegative"),
  max: (x) => x,
  logsumexp: always("real"),
};

export function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(functions, name);
}

export function isReduction(name: string): name is Reduction {
  return Object.hasOwn(reductions, name);
}

/** Functions that look along a dimension in its order, and how each is written. */
export const timeFunctions = {
  lag: "lag(e over T, 1) or lag(e over T, 1, start = v)",
  cumsum: "cumsum(e over T)",
} as const;

export type TimeFunction = keyof typeof timeFunctions;

export function isTimeFunction(name: string): name is TimeFunction {
  return Object.hasOwn(timeFunctions, name);
}
