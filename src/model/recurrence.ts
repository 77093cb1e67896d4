/**
 * A quantity with its own name on its right side becomes one scan. What is looked back at, e in `lag(e over T, k, start = v)`, is what the scan
 * carries: u_t = e(s_t), s_t the right side with u_{t−k} in place of the lag. All else in it is worked out for every row at once, outside. Where there
 * are several expressions, dimensions or lags within lags, s itself is carried (recurrence-at-large.ts).
 */

import type { Deterministic, Expr } from "../check/program.ts";
import { lagsOf, lagsWithin, type Lag } from "../check/recurrence.ts";
import { printExpr } from "../check/print.ts";
import { refersTo } from "../check/walk.ts";
import { Bug } from "../diagnostic/bug.ts";
import { without } from "../shape/align.ts";
import type { Dimension, Sizes } from "../shape/dimension.ts";
import { isFloat } from "../shape/dtype.ts";
import { createBuilder } from "../tensor/build.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import { evaluate } from "./evaluate.ts";
import { type Environment, knownSize, type Named, permute, spread } from "./named.ts";
import { recurrenceAtLarge } from "./recurrence-at-large.ts";
import { reference, withParts } from "./recurrence-parts.ts";
import { lagRows, rowsBefore } from "./time.ts";

/** The value of `name = expression`. */
export function quantity(b: Builder, statement: Deterministic, sizes: Sizes, env: Environment): Named {
  const lags = lagsOf(statement.name, statement.value);
  const [first] = lags;
  if (first === undefined) return evaluate(b, statement.value, sizes, env);
  return isPlain(statement, lags, first)
    ? recurrence(b, statement, lags, first, sizes, env)
    : recurrenceAtLarge(b, statement, sizes, env);
}

/** One expression is looked back at, along one dimension. */
function isPlain({ name, value }: Deterministic, lags: readonly Lag[], first: Lag): boolean {
  const alike = ({ over, operand }: Lag): boolean =>
    over === first.over && printExpr(operand) === printExpr(first.operand);
  return lags.every(alike) && lagsWithin(name, value).length === lags.length;
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
  const before = distinct.map(({ by, start }) => edgeOf(b, by, start, rest, sizes, env));

  // The body, in scalars: lagged values, then what stands outside.
  const inner = createBuilder(b.float);
  const scalars = new Map<string, Named>();
  const outer: Tensor[] = [];
  const scalar = (id: string, dtype: Tensor["dtype"]): void => {
    scalars.set(id, { tensor: inner.input(id, [], dtype), dimensions: [] });
  };
  distinct.forEach((_, i) => scalar(`lag ${i}`, b.float));
  const row = (found: Named): string => {
    const tensor = spread(b, found, dimensions, sizes);
    const id = `row ${outer.length}`;
    outer.push(tensor);
    scalar(id, tensor.dtype);
    return id;
  };
  const rewrite = (expr: Expr): Expr => {
    if (!refersTo(expr, name)) {
      return expr.kind === "number" ? expr : reference(expr, row(evaluate(b, expr, sizes, env)));
    }
    const place = distinct.findIndex((each) => expr.kind === "lag" && isSame(each, expr));
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
  by: number,
  start: Expr | null,
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
