/**
 * A quantity with its own name on its right side becomes one scan. What is looked back at, e in `lag(e over T, k, start = v)`, is what the scan
 * carries: u_t = e(s_t), s_t the right side with u_{t−k} in place of the lag. All else in it is worked out for every row at once, outside. Where several
 * expressions are looked back at, s itself is carried, the name alone in one of the lags says what stood before, and starts are chosen at the first rows.
 */

import type { Deterministic, Expr } from "../check/program.ts";
import { carriesItself, lagsOf, type Lag } from "../check/recurrence.ts";
import { refersTo } from "../check/walk.ts";
import { Bug } from "../diagnostic/bug.ts";
import { without } from "../shape/align.ts";
import type { Dimension, Sizes } from "../shape/dimension.ts";
import { isFloat } from "../shape/dtype.ts";
import { createBuilder } from "../tensor/build.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import { evaluate } from "./evaluate.ts";
import { type Environment, knownSize, type Named, permute, spread } from "./named.ts";
import { lag, lagRows, rowsBefore } from "./time.ts";

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
  const itself = carriesItself(lags);
  const before = distinct.map(({ by, start, operand: e }) =>
    edgeOf(b, by, itself !== null && e.kind !== "reference" ? itself.start : start, rest, sizes, env),
  );

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
  /** What stands outside is read at its row, or `by` rows back. */
  const hoist = (expr: Expr, by: number): Expr => {
    const found = evaluate(b, expr, sizes, env);
    const back = by > 0 && found.dimensions.includes(over) ? lag(b, found, over, by, null, sizes) : found;
    return reference(expr, row(back));
  };
  const rewrite = (expr: Expr, by: number): Expr => {
    if (!refersTo(expr, name)) return expr.kind === "number" ? expr : hoist(expr, by);
    const place = distinct.findIndex((each) => expr.kind === "lag" && isSame(each, expr));
    return place >= 0 ? reference(expr, `lag ${place}`) : withParts(expr, (part) => rewrite(part, by));
  };
  const inScalars = (expr: Expr, by = 0): Named => {
    const { tensor } = evaluate(inner, rewrite(expr, by), sizes, scalars);
    return { tensor: isFloat(tensor.dtype) ? tensor : inner.cast(tensor, inner.float), dimensions: [] };
  };
  if (itself !== null) {
    distinct.forEach(({ operand: e, by, start }, i) => {
      if (e.kind === "reference" || start === null) return;
      scalars.set(name, named(scalars, `lag ${i}`));
      const later = inScalars(e, by);
      const early = { tensor: b.lt(b.iota([knownSize(over, sizes)], 0, "i32"), by), dimensions: [over] };
      const isEarly = named(scalars, row(early)).tensor;
      const tensor = inner.select(isEarly, inScalars(start).tensor, later.tensor);
      scalars.set(`lag ${i}`, { tensor, dimensions: [] });
    });
  }
  scalars.set(name, inScalars(value));
  const body = inner.finish([itself === null ? inScalars(operand).tensor : named(scalars, name).tensor]);
  const carried = b.scan(body, before, outer, knownSize(over, sizes));
  if (itself !== null || operand.kind === "reference")
    return permute(b, { tensor: carried, dimensions }, type.dimensions);

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

function named(scalars: Environment, id: string): Named {
  const value = scalars.get(id);
  if (value === undefined) throw new Bug(`the body of a recurrence has no ${id}`);
  return value;
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
