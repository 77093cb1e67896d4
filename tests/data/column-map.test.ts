import { expect, test } from "vitest";
import { readColumnMap } from "../../src/data/column-map.ts";

test("ranges, lists and names with blanks", () => {
  const outcome = readColumnMap(["x=cement..age, fly ash", "y=strength"]);
  if (!outcome.ok) throw new Error("refused");
  expect(outcome.value.get("x")).toEqual([
    { first: "cement", last: "age" },
    { first: "fly ash", last: null },
  ]);
  expect(outcome.value.get("y")).toEqual([{ first: "strength", last: null }]);
});

test.each(["x", "=a", "x=", "x=a..", "x=a,,b"])("%j is no map", (text) => {
  const outcome = readColumnMap([text]);
  expect(outcome.ok ? [] : outcome.diagnostics.map((d) => d.code)).toEqual(["H0636"]);
});
