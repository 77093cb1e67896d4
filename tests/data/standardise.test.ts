import fc from "fast-check";
import { expect, test } from "vitest";
import { measure, standardise } from "../../src/data/standardise.ts";
import { field } from "./field.ts";
import { D, N, variable } from "./program.ts";

const matrix = variable("x", "real", [N, D], { standardized: true });

// Planted: divisor n in place of n − 1.
test("afterwards each column has mean 0 and sd 1, and the transform undoes it", () => {
  const numbers = fc.array(
    fc.tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: -1e6, max: 1e6 })),
    { minLength: 2, maxLength: 20 },
  );
  fc.assert(
    fc.property(numbers, (rows) => {
      fc.pre([0, 1].every((j) => rows.some((row) => row[j] !== rows[0]?.[j])));
      const values = Float64Array.from(rows.flat());
      const found = measure(
        field(
          matrix,
          rows.map((r) => r[0]),
          rows.map((r) => r[1]),
        ),
        [rows.length, 2],
        values,
      );
      if (!found.ok) throw new Error("it varies");
      const scaled = values.slice();
      const { mean, sd } = found.value;
      standardise(scaled, { mean, sd });
      for (const j of [0, 1]) {
        const column = scaled.filter((_, i) => i % 2 === j);
        const centre = column.reduce((sum, z) => sum + z, 0) / column.length;
        const squares = column.reduce((sum, z) => sum + z * z, 0);
        expect(centre).toBeCloseTo(0, 9);
        expect(squares / (column.length - 1)).toBeCloseTo(1, 9);
      }
      scaled.forEach((z, i) =>
        expect((mean[i % 2] ?? 0) + z * (sd[i % 2] ?? 0)).toBeCloseTo(values[i] ?? 0, 5),
      );
    }),
  );
});

test("a large offset costs no digits", () => {
  const v = variable("v", "real", [N], { standardized: true });
  const values = Float64Array.of(1e12 + 1, 1e12 + 2, 1e12 + 3);
  expect(measure(field(v, [...values]), [3], values)).toMatchObject({ value: { mean: [1e12 + 2], sd: [1] } });
});

test("constant columns are all named, one row is too few", () => {
  const values = Float64Array.of(1, 2, 1, 2);
  const constant = measure(field(matrix, [1, 1], [2, 2]), [2, 2], values);
  expect(constant.ok ? [] : constant.diagnostics.map((d) => d.title)).toEqual([
    "the column c1 is constant, so it has no scale to standardise by",
    "the column c2 is constant, so it has no scale to standardise by",
  ]);
  const single = measure(field(matrix, [1], [2]), [1, 2], Float64Array.of(1, 2));
  expect(single.ok ? [] : single.diagnostics.map((d) => d.code)).toEqual(["H0618"]);
});
