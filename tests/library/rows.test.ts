import { describe, expect, test } from "vitest";
import { Bug } from "../../src/diagnostic/bug.ts";
import { pick, table, valueShape } from "../../src/library/rows.ts";
import { createBuilder } from "../../src/tensor/build.ts";

describe("a table", () => {
  test("finds rows by name, and only those: not what every object has", () => {
    const rows = table({ name: "a" }, { name: "b" });
    expect([...rows.keys()]).toEqual(["a", "b"]);
    expect(rows.get("constructor")).toBeUndefined();
  });

  test("of two rows with one name is a bug", () => {
    expect(() => table({ name: "a" }, { name: "a" })).toThrow(Bug);
  });
});

test("picked arguments are there, or it is a bug", () => {
  expect(pick({ mean: 1, sd: 2, other: 3 }, "mean", "sd")).toEqual({ mean: 1, sd: 2 });
  expect(() => pick({ mean: 1 }, "sd")).toThrow(Bug);
});

// Planted: the first parameter's shape, whichever it is.
test("a draw has the shape of the greatest parameter", () => {
  const b = createBuilder("f64");
  expect(valueShape({ mean: b.constant(0), sd: b.constant(1, [2, 3]) })).toEqual([2, 3]);
  expect(valueShape({ p: b.constant(0) })).toEqual([]);
});
