import { describe, expect, test } from "vitest";
import { createBuilder } from "../../src/tensor/build.ts";
import { at } from "../../src/tensor/axes.ts";
import { createStream, keyOf } from "../../src/tensor/random.ts";
import { both, expectNear, programOf } from "./compare.ts";

const stream = createStream(keyOf(3));

// Planted: a pivot's index off by one; the mirrored row of the transposed system not mirrored; each red here.
describe.each(["f64", "f32"] as const)("in %s", (dtype) => {
  test.each([1, 2, 3, 5, 8, 13])(
    "factors and systems of order %i, in batches, transposed and read through views",
    async (n) => {
      const b = createBuilder(dtype);
      const [x, y] = [b.input("x", [2, n, n], dtype), b.input("y", [2, n, 3], dtype)];
      const square = b.dot(x, x, [[2], [2]], [[0], [0]]);
      const row = b.iota([2, n, n], 1, "i32");
      const definite = b.add(
        square,
        b.select(b.eq(row, b.iota([2, n, n], 2, "i32")), b.constant(n, [2, n, n], dtype), 0),
      );
      const l = b.cholesky(definite);
      const forward = b.triangularSolve(l, y);
      const mirrored = b.transpose(b.triangularSolve(l, b.transpose(x, [0, 2, 1]), true), [0, 2, 1]);
      const graph = b.finish([l, forward, b.triangularSolve(l, forward, true), mirrored]);
      const values = [2 * n * n, 2 * n * 3].map((count) =>
        Array.from({ length: count }, () => Math.fround(stream.normal())),
      );
      const [wanted, found] = await both(programOf(graph), values);
      found.forEach((list, i) => expectNear(list, at(wanted, i), dtype === "f64" ? 1e-12 : 2e-5, 1));
    },
  );

  test("a matrix that is not positive definite is NaN, its neighbours are not", async () => {
    const b = createBuilder(dtype);
    const graph = b.finish([b.cholesky(b.input("x", [3, 2, 2], dtype))]);
    const [wanted, found] = await both(programOf(graph), [[4, 9, 2, 5, 1, 0, 2, 1, 9, 0, 0, 16]]);
    expect(found).toEqual(wanted);
    expect(found[0]?.map(Number.isNaN)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0].map(Boolean));
  });
});
