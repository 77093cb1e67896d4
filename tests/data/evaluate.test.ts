import { describe, expect, test } from "vitest";
import { evaluate, spread, type DataValue } from "../../src/data/evaluate.ts";
import { accepted, program } from "../check/programs.ts";

/** x: [N = 2, D = 3], y: [N], school: [N], u: [School = 3]; the definition is `value`. */
function worth(value: string, memory: ReadonlyMap<string, DataValue> = new Map()) {
  const text = program({
    dim: "dim School = 1..3",
    data: `data { x: real[N, D]  y: real[N]  school: School[N]  u: real[School]  v: real[School, D]  n: count  c = ${value} }`,
    likelihood: "y ~ normal(x @ w + b, s)",
  });
  const { tables, dimensions, rows } = accepted(text);
  const [School, N, D] = dimensions;
  if (!N || !D || !School || !rows) throw new Error("three dimensions");
  const values = new Map<string, DataValue>([
    ["x", { dimensions: [N, D], values: Float64Array.of(1, 2, 3, 4, 5, 6) }],
    ["y", { dimensions: [N], values: Float64Array.of(10, 20) }],
    ["school", { dimensions: [N], values: Float64Array.of(2, -1) }],
    ["u", { dimensions: [School], values: Float64Array.of(0.1, 0.2, 0.3) }],
    ["v", { dimensions: [School, D], values: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9) }],
    ["n", { dimensions: [], values: Float64Array.of(7) }],
  ]);
  const kept = new Map<string, DataValue>();
  const sizes = new Map([
    ["N", 2],
    ["D", 3],
    ["School", 3],
  ]);
  const definition = tables[0]?.definitions[0];
  if (definition === undefined) throw new Error("a definition");
  const result = evaluate(definition.value, {
    values,
    sizes,
    rows,
    once: new Set([rows]),
    recall: (name) => memory.get(name) ?? null,
    keep: (name, found) => kept.set(name, found),
  });
  return { numbers: [...result.values], names: result.dimensions.map(({ name }) => name), kept, sizes, N, D };
}

describe("data in plain numbers", () => {
  test("operands align by name, whatever the order of their dimensions", () => {
    expect(worth("x + y").numbers).toEqual([11, 12, 13, 24, 25, 26]);
    expect(worth("y + x").names).toEqual(["N", "D"]);
    expect(worth("where(x > 3, -x, n)").numbers).toEqual([7, 7, 7, -4, -5, -6]);
    const crossed = worth("u * y");
    expect(crossed.names).toEqual(["School", "N"]);
    expect(crossed.numbers).toEqual([1, 2, 2, 4, 3, 6]);
  });

  // Planted: the stride of another axis in `spread`.
  test("reductions and products lose their dimension", () => {
    expect(worth("sum(x over D)").numbers).toEqual([6, 15]);
    expect(worth("max(x over N)").numbers).toEqual([4, 5, 6]);
    expect(worth("v @ mean(x over N)").numbers).toEqual(
      [1, 2, 3].map((_, i) => 2.5 * (3 * i + 1) + 3.5 * (3 * i + 2) + 4.5 * (3 * i + 3)),
    );
  });

  // Planted: the start of another line.
  test("lags and running sums go along their dimension", () => {
    expect(worth("lag(x over D, 1, start = 2 * y)").numbers).toEqual([20, 1, 2, 40, 4, 5]);
    expect(worth("lag(x over N, 1, start = mean(x over N))").numbers).toEqual([2.5, 3.5, 4.5, 1, 2, 3]);
    expect(worth("cumsum(x over N)").numbers).toEqual([1, 2, 3, 5, 7, 9]);
  });

  test("an index looks up by label; where that is missing, so is the value", () => {
    expect(worth("u[school]").numbers).toEqual([0.3, NaN]);
    const matrix = worth("v[school]");
    expect(matrix.names).toEqual(["N", "D"]);
    expect(matrix.numbers).toEqual([7, 8, 9, NaN, NaN, NaN]);
  });

  // Planted: reductions over rows calculated anew.
  test("what is reduced over rows is kept, and recalled afterwards", () => {
    const first = worth("y - mean(y over N)");
    expect(first.numbers).toEqual([-5, 5]);
    expect([...first.kept.keys()]).toEqual(["mean(y over N)"]);
    const memory = new Map([["mean(y over N)", { dimensions: [], values: Float64Array.of(9) }]]);
    expect(worth("y - mean(y over N)", memory).numbers).toEqual([1, 11]);
    expect(worth("sum(x over D)").kept.size).toBe(0);
  });

  test("a value is repeated along the dimensions it lacks", () => {
    const { N, D, sizes } = worth("y");
    const y = { dimensions: [N], values: Float64Array.of(1, 2) };
    expect([...spread(y, [D, N], sizes)]).toEqual([1, 2, 1, 2, 1, 2]);
  });
});
