import { expect, test } from "vitest";
import { entryAt } from "../../src/data/columns.ts";

test("an empty value is null, packed or not", () => {
  expect([0, 1].map((i) => entryAt({ kind: "numbers", values: Float64Array.of(2, Number.NaN) }, i))).toEqual([
    2,
    null,
  ]);
  expect([0, 1].map((i) => entryAt({ kind: "entries", values: ["x", null] }, i))).toEqual(["x", null]);
});
