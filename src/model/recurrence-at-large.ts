/**
 * A recurrence that looks back at several expressions, through lags within lags, or along several dimensions, as one scan. It carries the quantity itself,
 * its positions numbered row by row: a lag of k along a dimension is so many positions back, and lags within lags add up. Where a lag reaches before the
 * first row its start is chosen; the branch not taken then reads a constant of the quantity's own support, and has no part in any derivative.
 */

import type { Deterministic, Expr } from "../check/program.ts";
import { lagsWithin, type Lag } from "../check/recurrence.ts";
import { partsOf, refersTo } from "../check/walk.ts";
import { Bug } from "../diagnostic/bug.ts";
import { without } from "../shape/align.ts";
import type { Dimension, Sizes } from "../shape/dimension.ts";
import { isFloat } from "../shape/dtype.ts";
import { bounds, type Support } from "../shape/support.ts";
import { createBuilder } from "../tensor/build.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import { evaluate } from "./evaluate.ts";
import { type Environment, knownSize, type Named, permute, shapeOf, spread } from "./named.ts";
import { reference, withParts } from "./recurrence-parts.ts";
import { lag } from "./time.ts";

/** How far back along each dimension, together. */
type Offset = ReadonlyMap<Dimension, number>;

export function recurrenceAtLarge(
  b: Builder,
  { name, value, type }: Deterministic,
  sizes: Sizes,
  env: Environment,
): Named {
  const along = new Set(lagsWithin(name, value).map(({ over }) => over));
  const overs = type.dimensions.filter((dimension) => along.has(dimension));
  const rest = without(type.dimensions, overs);
  const dimensions = [...overs, ...rest];
  const restShape = shapeOf(rest, sizes);
  const count = (of: readonly Dimension[]): number => of.reduce((all, d) => all * knownSize(d, sizes), 1);
  const steps = count(overs);
  const distanceOf = (offset: Offset): number =>
    overs.reduce((sum, over, i) => sum + (offset.get(over) ?? 0) * count(overs.slice(i + 1)), 0);
  const distances = [...new Set(offsetsIn(name, value).map(distanceOf))].toSorted((a, c) => a - c);

  // The body, in scalars: what was carried so far back, then what stands outside.
  const inner = createBuilder(b.float);
  const scalars = new Map<string, Named>();
  const outer: Tensor[] = [];
  const give = (id: string, tensor: Tensor): string => {
    scalars.set(id, { tensor, dimensions: [] });
    return id;
  };
  for (const distance of distances) give(`back ${distance}`, inner.input(`back ${distance}`, [], b.float));
  const row = (found: Named): string => {
    const tensor = b.reshape(spread(b, found, dimensions, sizes), [steps, ...restShape]);
    const id = `row ${outer.length}`;
    outer.push(tensor);
    return give(id, inner.input(id, [], tensor.dtype));
  };
  /** What stands outside is read where it is looked for. */
  const hoist = (expr: Expr, offset: Offset): Expr => {
    let found = evaluate(b, expr, sizes, env);
    for (const [over, by] of offset)
      if (found.dimensions.includes(over)) found = lag(b, found, over, by, null, sizes);
    return reference(expr, row(found));
  };
  const inScalars = (expr: Expr, offset: Offset): Tensor => {
    const { tensor } = evaluate(inner, rewrite(expr, offset), sizes, scalars);
    return isFloat(tensor.dtype) ? tensor : inner.cast(tensor, inner.float);
  };
  let looks = 0;
  const look = (expr: Lag, offset: Offset): Expr => {
    if (expr.start === null) throw new Bug("a recurrence has no start");
    const further = moved(offset, expr);
    const reach = further.get(expr.over) ?? 0;
    const early = b.lt(b.iota([knownSize(expr.over, sizes)], 0, "i32"), reach);
    const isEarly = scalars.get(row({ tensor: early, dimensions: [expr.over] }));
    if (isEarly === undefined) throw new Bug("a row that was just given is not there");
    const start = inScalars(expr.start, offset);
    const chosen = inner.select(isEarly.tensor, start, inScalars(expr.operand, further));
    return reference(expr, give(`look ${looks++}`, chosen));
  };
  const rewrite = (expr: Expr, offset: Offset): Expr => {
    if (!refersTo(expr, name)) return expr.kind === "number" ? expr : hoist(expr, offset);
    if (expr.kind === "reference") return reference(expr, `back ${distanceOf(offset)}`);
    return expr.kind === "lag" ? look(expr, offset) : withParts(expr, (part) => rewrite(part, offset));
  };
  const body = inner.finish([inScalars(value, new Map())]);
  const edges = distances.map((distance) => b.constant(within(type.support), [distance, ...restShape]));
  const carried = b.scan(body, edges, outer, steps);
  const tensor = b.reshape(carried, shapeOf(dimensions, sizes));
  return permute(b, { tensor, dimensions }, type.dimensions);
}

function moved(offset: Offset, { over, by }: Lag): Offset {
  return new Map([...offset, [over, (offset.get(over) ?? 0) + by]]);
}

/** Where the name is read, from the row that is worked out. */
function offsetsIn(name: string, expr: Expr, offset: Offset = new Map()): readonly Offset[] {
  if (expr.kind === "reference") return expr.name === name ? [offset] : [];
  if (expr.kind === "lag") return offsetsIn(name, expr.operand, moved(offset, expr));
  return partsOf(expr).flatMap((part) => offsetsIn(name, part, offset));
}

/** A number well inside a support. */
function within(support: Support): number {
  const { low, high } = bounds(support) ?? { low: -Infinity, high: Infinity };
  if (low === -Infinity) return high === Infinity ? 0 : high - 1;
  return high === Infinity ? low + 1 : (low + high) / 2;
}
