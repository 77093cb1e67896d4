import { describe, expect, test } from "vitest";
import { rules } from "../../src/lower/rules.ts";
import type { Dtype } from "../../src/shape/dtype.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import { ops } from "../../src/tensor/ops/table.ts";
import { both, programOf } from "./compare.ts";

const given: { readonly [D in Dtype]: readonly number[] } = {
  f32: [0, -0, 1.5, -1.5, 3e9, -3e9, 5e9, NaN, Infinity, -Infinity, 0.25],
  f64: [0, -0, 1.5, -1.5, 3e9, -3e9, 5e9, NaN, Infinity, -Infinity, 0.25],
  i32: [0, 1, -1, 5, 2 ** 31 - 1, -(2 ** 31), 7, -7, 3, 2, 100],
  u32: [0, 1, 2 ** 32 - 1, 5, 2 ** 31, 2 ** 31 - 1, 7, 8, 3, 2, 100],
  bool: [0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 0],
};
const dtypes = Object.keys(given) as Dtype[];

test("what the tensor language calls elementwise is an expression here", () => {
  for (const [op, row] of Object.entries(ops)) {
    const { kind } = rules[op as keyof typeof rules];
    expect(row.elementwise ? `${op} is element` : `${op} is not`).toBe(
      kind === "element" ? `${op} is element` : `${op} is not`,
    );
  }
});

// Planted: unsigned numbers compared as signed; casts to u32 that wrap; each red here.
describe.each(dtypes)("%s", (from) => {
  test.each(dtypes)("casts to %s as the reference does", async (to) => {
    const b = createBuilder("f64");
    const [wanted, found] = await both(programOf(b.finish([b.cast(b.input("x", [11], from), to)])), [
      given[from],
    ]);
    expect(found).toEqual(wanted);
  });

  test("is compared and ordered as the reference does", async () => {
    const b = createBuilder("f64");
    const [x, y] = [b.input("x", [11], from), b.input("y", [11], from)];
    const extremes = from === "bool" ? [] : [b.max(x, y), b.min(x, y), b.sign(x), b.abs(x), b.reduceMax(x)];
    const outputs = [b.eq(x, y), b.lt(x, y), b.le(x, y), b.ne(x, y), b.select(b.lt(x, y), x, y), ...extremes];
    const [wanted, found] = await both(programOf(b.finish(outputs)), [given[from], given[from].toReversed()]);
    expect(found).toEqual(wanted);
  });
});
