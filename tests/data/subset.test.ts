import { expect, test } from "vitest";
import { entryAt } from "../../src/data/columns.ts";
import { rowsIn, subset } from "../../src/data/subset.ts";
import { arraysSource } from "../../src/data/values.ts";
import { modelOf, value } from "../posterior/model.ts";

const { program } = modelOf(`model M
data { x: real[N, D] from a..b  y: real[N] }
data schools { u: real[School] }
prior { w: real[D] ~ normal(0, 1)  e: real[School] ~ normal(u, 1) }
likelihood { y ~ normal(x @ w + sum(e over School), 1) }
infer map`);

// Planted: the other block's rows taken too; a place in the subset told for one in the file.
test("rows of a table, told by their places in the file", () => {
  const file = value(
    arraysSource([
      { a: 1, b: 2, y: 3 },
      { a: 4, b: 5, y: 6 },
      { a: 7, b: 8, y: 9 },
    ]),
  );
  const other = { ...value(arraysSource([{ u: 1 }, { u: 2 }, { u: 3 }])), block: "schools" };
  const [rows, kept] = subset(program, [file, other], [2, 0]);
  expect(rowsIn(program, [other, file])).toBe(3);
  expect(kept).toBe(other);
  if (rows?.kind !== "table") throw new Error("records are a table");
  const y = rows.columns[rows.headers.indexOf("y")];
  expect([rows.rows, y && entryAt(y, 0), y && entryAt(y, 1)]).toEqual([2, 9, 3]);
  expect(rows.cell(0, 1)).toEqual(file.kind === "table" ? file.cell(2, 1) : null);
});

test("rows of arrays; what has none stays whole", () => {
  const { program: simple } = modelOf(`model M
data { x: real[N, D]  y: real[N]  s: real[D]  c: real }
prior { w: real[D] ~ normal(s, 1) }
likelihood { y ~ normal(x @ w + c, 1) }
infer map`);
  const arrays = {
    x: [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    y: [1, 2, 3],
    s: [7, 8],
    c: 5,
  };
  const source = value(arraysSource(arrays));
  expect(rowsIn(simple, [source])).toBe(3);
  const [rows] = subset(simple, [source], [1, 2]);
  if (rows?.kind !== "arrays") throw new Error("these are arrays");
  expect(rows.arrays.get("x")).toEqual({
    shape: [2, 2],
    values: { kind: "numbers", values: Float64Array.of(3, 4, 5, 6) },
  });
  expect(rows.arrays.get("s")?.shape).toEqual([2]);
  expect(rows.arrays.get("c")?.shape).toEqual([]);
  expect(rows.cell("x", 3)).toEqual(source.kind === "arrays" ? source.cell("x", 5) : null);
});

test("a model without rows has none to take", () => {
  const { program: scalar } = modelOf(
    "model M data { y: real } prior { a ~ normal(0, 1) } likelihood { y ~ normal(a, 1) } infer map",
  );
  const source = value(arraysSource({ y: 1 }));
  expect(rowsIn(scalar, [source])).toBeNull();
  expect(subset(scalar, [source], [0])[0]).toBe(source);
});
