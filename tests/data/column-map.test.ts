import { expect, test } from "vitest";
import { readColumnMap } from "../../src/data/column-map.ts";
import { N, program, variable } from "./program.ts";

test("ranges, lists and names with blanks", () => {
  const outcome = readColumnMap(
    ["x=cement..age, fly ash", "y=strength"],
    program([variable("x", "real", [N]), variable("y", "real", [N])]),
  );
  if (!outcome.ok) throw new Error("refused");
  expect(outcome.value.get("x")).toEqual([
    { first: "cement", last: "age" },
    { first: "fly ash", last: null },
  ]);
  expect(outcome.value.get("y")).toEqual([{ first: "strength", last: null }]);
});

test.each(["x", "=a", "x=", "x=a..", "x=a,,b"])("%j is no map", (text) => {
  const outcome = readColumnMap([text], program([variable("x", "real", [N])]));
  expect(outcome.ok ? [] : outcome.diagnostics.map((d) => d.code)).toEqual(["H0636"]);
});

test("a variable that the model does not read, or mapped twice", () => {
  const reads = program([variable("width", "real", [N]), variable("y", "real", [N])]);
  const found = (...texts: readonly string[]) => {
    const outcome = readColumnMap(texts, reads);
    return outcome.ok ? [] : outcome.diagnostics.map(({ code, notes, help }) => [code, notes, help]);
  };
  expect(found("widht=a")).toEqual([
    ["H0636", ["the model reads no widht, but width, y"], "did you mean width?"],
  ]);
  expect(found("y=a", "y=b")).toEqual([["H0636", ["y is mapped already"], null]]);
});
