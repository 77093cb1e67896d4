/** Typed expressions over bound data, in plain f64: what a definition in the data block is worth. Dimensions align by name. */

import { functions } from "../check/functions.ts";
import { printExpr } from "../check/print.ts";
import type { ArithmeticOperator, Expr } from "../check/program.ts";
import { Bug } from "../diagnostic/bug.ts";
import { without } from "../shape/align.ts";
import { declaredLabels, sizeOf, type Dimension, type Sizes } from "../shape/dimension.ts";
import { reductions } from "./reductions.ts";

/** Row-major values over these dimensions. Labels are positions, bools 0 and 1. */
export interface DataValue {
  readonly dimensions: readonly Dimension[];
  readonly values: Float64Array;
}

export interface DataEnvironment {
  readonly values: ReadonlyMap<string, DataValue>;
  readonly sizes: Sizes;
  readonly rows: Dimension | null;
  /** The dimensions that are rows of a table. */
  readonly once: ReadonlySet<Dimension>;
  /** What training found of a reduction over a table's rows; null in training itself, which keeps what it finds. */
  readonly recall: (reduction: string) => DataValue | null;
  readonly keep: (reduction: string, value: DataValue) => void;
}

const operators: { readonly [O in ArithmeticOperator]: (a: number, b: number) => number } = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "^": (a, b) => a ** b,
  "==": (a, b) => Number(a === b),
  "!=": (a, b) => Number(a !== b),
  "<": (a, b) => Number(a < b),
  "<=": (a, b) => Number(a <= b),
  ">": (a, b) => Number(a > b),
  ">=": (a, b) => Number(a >= b),
};

/** The value of an expression; every name in it stands in the environment. */
export function evaluate(expr: Expr, env: DataEnvironment): DataValue {
  const of = (operand: Expr): DataValue => evaluate(operand, env);
  switch (expr.kind) {
    case "number":
      return scalar(expr.value);
    case "reference":
      return env.values.get(expr.name) ?? missing(expr.name);
    case "size":
      return scalar(expr.dimensions.reduce((count, d) => count * known(d, env.sizes), 1));
    case "label":
      return scalar(declaredLabels(expr.dimension)?.indexOf(expr.label) ?? missing(expr.label));
    case "negate":
      return elementwise([of(expr.operand)], env.sizes, (x = NaN) => -x);
    case "binary": {
      const operate = operators[expr.operator];
      return elementwise([of(expr.left), of(expr.right)], env.sizes, (a = NaN, b = NaN) => operate(a, b));
    }
    case "call":
      return elementwise(expr.arguments.map(of), env.sizes, functions[expr.function].value);
    case "reduce":
      return remembered(expr, env, () =>
        reduced(of(expr.operand), expr.over, env.sizes, reductions[expr.reduction]),
      );
    case "contract":
      return remembered(expr, env, () => {
        const product = elementwise([of(expr.left), of(expr.right)], env.sizes, (a = NaN, b = NaN) => a * b);
        return reduced(product, expr.over, env.sizes, reductions.sum);
      });
    case "cumulate":
      return along(of(expr.operand), expr.over, env.sizes, (line) => {
        let sum = 0;
        return line.map((value) => (sum += value));
      });
    case "lag": {
      if (expr.start === null) throw new Bug("a definition looks back at rows that are not known");
      const { operand, over, by } = expr;
      const start = elementwise([of(expr.start), of(operand)], env.sizes, (value = NaN) => value);
      const before = spread(start, [...without(operand.type.dimensions, [over]), over], env.sizes);
      return along(of(operand), over, env.sizes, (line, from) =>
        line.map((_, i) => (i < by ? (before[from] ?? NaN) : (line[i - by] ?? NaN))),
      );
    }
    case "index":
      return indexed(of(expr.array), of(expr.by), expr.over, expr.type.dimensions, env.sizes);
    case "apply":
      throw new Bug("data knows no networks");
  }
}

/** Over a table's rows: once, on those of training. */
function remembered(
  expr: Extract<Expr, { kind: "reduce" | "contract" }>,
  env: DataEnvironment,
  calculate: () => DataValue,
): DataValue {
  const eachRow = expr.type.dimensions.some((dimension) => dimension === env.rows);
  if (!env.once.has(expr.over) || eachRow) return calculate();
  const name = printExpr(expr);
  const before = env.recall(name);
  if (before !== null) return before;
  const value = calculate();
  env.keep(name, value);
  return value;
}

function scalar(value: number): DataValue {
  return { dimensions: [], values: Float64Array.of(value) };
}

function missing(name: string): never {
  throw new Bug(`${name} has no value where the data needs it`);
}

function known(dimension: Dimension, sizes: Sizes): number {
  return sizeOf(dimension, sizes) ?? missing(dimension.name);
}

function elementwise(
  operands: readonly DataValue[],
  sizes: Sizes,
  operation: (...operands: readonly number[]) => number,
): DataValue {
  const dimensions = operands.reduce<readonly Dimension[]>(
    (sofar, operand) => [...sofar, ...without(operand.dimensions, sofar)],
    [],
  );
  const spreads = operands.map((operand) => spread(operand, dimensions, sizes));
  const count = dimensions.reduce((product, dimension) => product * known(dimension, sizes), 1);
  const given = spreads.map(() => 0);
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < spreads.length; j++) given[j] = (spreads[j] as Float64Array)[i] as number;
    values[i] = operation(...given);
  }
  return { dimensions, values };
}

/** The value repeated along the dimensions it lacks, in the order of `wanted`. */
export function spread(value: DataValue, wanted: readonly Dimension[], sizes: Sizes): Float64Array {
  const same = value.dimensions.every((dimension, place) => dimension === wanted[place]);
  if (same && value.dimensions.length === wanted.length) return value.values;
  const strides = wanted.map((dimension) => strideOf(value, dimension, sizes));
  const shape = wanted.map((dimension) => known(dimension, sizes));
  const result = new Float64Array(shape.reduce((product, size) => product * size, 1));
  const place = wanted.map(() => 0);
  let from = 0;
  for (let i = 0; i < result.length; i++) {
    result[i] = value.values[from] ?? NaN;
    for (let axis = wanted.length - 1; axis >= 0; axis--) {
      place[axis] = (place[axis] ?? 0) + 1;
      from += strides[axis] ?? 0;
      if ((place[axis] ?? 0) < (shape[axis] ?? 0)) break;
      from -= (strides[axis] ?? 0) * (shape[axis] ?? 0);
      place[axis] = 0;
    }
  }
  return result;
}

/** How far apart neighbours along a dimension lie; 0 where the value lacks it. */
function strideOf(value: DataValue, dimension: Dimension, sizes: Sizes): number {
  const axis = value.dimensions.indexOf(dimension);
  if (axis < 0) return 0;
  return value.dimensions.slice(axis + 1).reduce((product, inner) => product * known(inner, sizes), 1);
}

function reduced(
  value: DataValue,
  over: Dimension,
  sizes: Sizes,
  reduce: (values: Float64Array) => number,
): DataValue {
  const dimensions = without(value.dimensions, [over]);
  const last = spread(value, [...dimensions, over], sizes);
  const size = known(over, sizes);
  const count = last.length / size;
  return {
    dimensions,
    values: Float64Array.from({ length: count }, (_, i) => reduce(last.subarray(i * size, (i + 1) * size))),
  };
}

/** Each line along a dimension changed as a whole; `from` is the place of its first element where that dimension stands last. */
function along(
  value: DataValue,
  over: Dimension,
  sizes: Sizes,
  change: (line: Float64Array, from: number) => Float64Array,
): DataValue {
  const dimensions = [...without(value.dimensions, [over]), over];
  const lines = spread(value, dimensions, sizes);
  const size = known(over, sizes);
  const values = new Float64Array(lines.length);
  for (let from = 0; from < lines.length; from += size) {
    values.set(change(lines.slice(from, from + size), from), from);
  }
  return { dimensions: value.dimensions, values: spread({ dimensions, values }, value.dimensions, sizes) };
}

/** `array[by]`: NaN where a label is missing. */
function indexed(
  array: DataValue,
  by: DataValue,
  over: Dimension,
  dimensions: readonly Dimension[],
  sizes: Sizes,
): DataValue {
  const others = without(array.dimensions, [over]);
  const size = known(over, sizes);
  const lines = spread(array, [...others, over], sizes);
  const line = Float64Array.from({ length: lines.length / size }, (_, i) => i);
  const at = spread({ dimensions: others, values: line }, dimensions, sizes);
  const labels = spread(by, dimensions, sizes);
  const value = (from: number, label = -1): number => (label < 0 ? NaN : (lines[from * size + label] ?? NaN));
  return { dimensions, values: at.map((from, i) => value(from, labels[i])) };
}
