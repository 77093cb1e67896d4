/**
 * A quantity with its own name on its right side becomes one scan. What is looked back at, e in `lag(e over T, k, start = v)`, is what the scan
 * carries: u_t = e(s_t), s_t the right side with u_{t−k} in place of the lag. All else in it is worked out for every row at once, outside.
 */

import type { Deterministic, Expr } from "../check/program.ts";
import { lagsOf, type Lag } from "../check/recurrence.ts";
import { refersTo } from "../check/walk.ts";
import { Bug } from "../diagnostic/bug.ts";
import { without } from "../shape/align.ts";
import type { Dimension, Sizes } from "../shape/dimension.ts";
import { isFloat } from "../shape/dtype.ts";
import { createBuilder } from "../tensor/build.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import { evaluate } from "./evaluate.ts";
import { type Environment, knownSize, type Named, permute, spread } from "./named.ts";
import { lagRows, rowsBefore } from "./time.ts";

/** The value of `name = expression`. */
export function quantity(b: Builder, statement: Deterministic, sizes: Sizes, env: Environment): Named {
  const lags = lagsOf(statement.name, statement.value);
  const [first] = lags;
  return first === undefined
    ? evaluate(b, statement.value, sizes, env)
    : recurrence(b, statement, lags, first, sizes, env);
}

function recurrence(
  b: Builder,
  { name, value, type }: Deterministic,
  lags: readonly Lag[],
  { operand, over }: Lag,
  sizes: Sizes,
  env: Environment,
): Named {
  const rest = without(type.dimensions, [over]);
  const dimensions = [over, ...rest];
  const distinct = lags.filter((lag, i) => lags.findIndex((other) => isSame(lag, other)) === i);
  const before = distinct.map((lag) => edgeOf(b, lag, rest, sizes, env));

  // The body, in scalars: lagged values, then what stands outside.
  const inner = createBuilder(b.float);
  const scalars = new Map<string, Named>();
  const outer: Tensor[] = [];
  const scalar = (id: string, dtype: Tensor["dtype"]): void => {
    scalars.set(id, { tensor: inner.input(id, [], dtype), dimensions: [] });
  };
  distinct.forEach((_, i) => scalar(`lag ${i}`, b.float));
  const hoist = (expr: Expr): Expr => {
    const tensor = spread(b, evaluate(b, expr, sizes, env), dimensions, sizes);
    const id = `row ${outer.length}`;
    outer.push(tensor);
    scalar(id, tensor.dtype);
    return reference(expr, id);
  };
  const rewrite = (expr: Expr): Expr => {
    if (!refersTo(expr, name)) return expr.kind === "number" ? expr : hoist(expr);
    const place = distinct.findIndex((lag) => expr.kind === "lag" && isSame(lag, expr));
    return place >= 0 ? reference(expr, `lag ${place}`) : withParts(expr, rewrite);
  };
  const inScalars = (expr: Expr): Named => {
    const { tensor } = evaluate(inner, rewrite(expr), sizes, scalars);
    return { tensor: isFloat(tensor.dtype) ? tensor : inner.cast(tensor, inner.float), dimensions: [] };
  };
  scalars.set(name, inScalars(value));
  const body = inner.finish([inScalars(operand).tensor]);
  const carried = b.scan(body, before, outer, knownSize(over, sizes));
  if (operand.kind === "reference") return permute(b, { tensor: carried, dimensions }, type.dimensions);

  // The quantity itself, from what it looks back at.
  const lagged = distinct.map((_, i) => lagRows(b, carried, given(before[i])));
  const outside = new Map(env);
  lagged.forEach((tensor, i) => outside.set(`lag ${i}`, { tensor, dimensions }));
  const replace = (expr: Expr): Expr => {
    if (!refersTo(expr, name)) return expr;
    const place = distinct.findIndex((lag) => expr.kind === "lag" && isSame(lag, expr));
    return place >= 0 ? reference(expr, `lag ${place}`) : withParts(expr, replace);
  };
  const found = evaluate(b, replace(value), sizes, outside);
  return { tensor: spread(b, found, type.dimensions, sizes), dimensions: type.dimensions };
}

/** Lags of one expression differ in how far they look, and in their starts. */
function isSame(a: Lag, b: Lag): boolean {
  return a.by === b.by && a.start === b.start;
}

function edgeOf(
  b: Builder,
  { by, start }: Lag,
  rest: readonly Dimension[],
  sizes: Sizes,
  env: Environment,
): Tensor {
  if (start === null) throw new Bug("a recurrence has no start");
  const { tensor, dimensions } = evaluate(b, start, sizes, env);
  const value = isFloat(tensor.dtype) ? tensor : b.cast(tensor, b.float);
  return rowsBefore(b, { tensor: value, dimensions }, by, rest, sizes);
}

function given(x: Tensor | undefined): Tensor {
  if (x === undefined) throw new Bug("a lag has no rows before the first");
  return x;
}

/** A name that only the environment of the body knows. */
function reference({ type, span }: Expr, name: string): Expr {
  return { kind: "reference", name, target: "deterministic", type, span };
}

/** The same operation on other operands: the checker lets a recurrence through nothing else. */
function withParts(expr: Expr, change: (part: Expr) => Expr): Expr {
  switch (expr.kind) {
    case "reference":
      return expr;
    case "negate":
      return { ...expr, operand: change(expr.operand) };
    case "binary":
      return { ...expr, left: change(expr.left), right: change(expr.right) };
    case "call":
      return { ...expr, arguments: expr.arguments.map(change) };
    default:
      throw new Bug(`a recurrence through ${expr.kind}`);
  }
}
