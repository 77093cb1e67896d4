import { expect, test } from "vitest";
import { findHoles, isOverRows, keeper, keepRows } from "../../src/data/rows.ts";
import { field } from "./field.ts";
import { D, N, program, variable } from "./program.ts";

const x = variable("x", "real", [N, D]);
const y = variable("y", "real", [N], { response: true });
const dropping = program([x, y], "drop");

test("a hole in what is needed makes its row incomplete", () => {
  const fields = [field(x, [1, 2, null], [1, "NA", 3]), field(y, [null, 1, 1])];
  const all = findHoles(dropping, fields, 3, () => true);
  expect([[...all.complete], all.incomplete, all.faults]).toEqual([[], [0, 1, 2], []]);
  const inputs = findHoles(dropping, fields, 3, (each) => !each.response);
  expect([[...inputs.complete], inputs.incomplete]).toEqual([[0], [1, 2]]);
});

test("without leave to drop a hole is a fault, and says what stood there", () => {
  const strict = program([x, y]);
  const { faults } = findHoles(strict, [field({ ...y }, ["na", 1, null])], 3, () => true);
  expect(faults).toHaveLength(1);
  expect(faults[0]?.notes).toEqual([
    "it holds na, which stands for a missing value",
    "and 1 more in the columns that the model reads, at line 4",
  ]);
  expect(faults[0]?.help).toContain("missing = drop");
});

test("rows are kept with all their elements", () => {
  const kept = Uint32Array.of(0, 2);
  expect([...keepRows(Float64Array.of(1, 2, 3, 4, 5, 6), kept, 3)]).toEqual([1, 2, 5, 6]);
  const keep = keeper(dropping, kept, 3);
  const matrix = field(x, [1, 2, 3], [1, 2, 3]);
  expect([0, 1, 2, 3, 4, 5].map((i) => keep(matrix, i))).toEqual([true, true, false, false, true, true]);
  expect(keep(field(variable("d", "real", [D]), [1]), 0)).toBe(true);
  expect([isOverRows(x.type, dropping), isOverRows(variable("d", "real", [D]).type, dropping)]).toEqual([
    true,
    false,
  ]);
});
