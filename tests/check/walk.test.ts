import { expect, test } from "vitest";
import { expressionsOf, partsOf, walk } from "../../src/check/walk.ts";
import { accepted, expression, program } from "./programs.ts";

test("the parts of an expression are what stands directly in it", () => {
  expect(partsOf(expression("where(b > 0, b, -b)")).map(({ kind }) => kind)).toEqual([
    "binary",
    "reference",
    "negate",
  ]);
  expect(partsOf(expression("x @ w")).length).toBe(2);
  expect(partsOf(expression("3"))).toEqual([]);
});

test("an expression is walked from the outside in, a program through prior and likelihood", () => {
  expect([...walk(expression("-exp(b)"))].map(({ kind }) => kind)).toEqual(["negate", "call", "reference"]);
  const names = [...expressionsOf(accepted(program()))].flatMap((expr) =>
    expr.kind === "reference" ? [expr.name] : [],
  );
  expect(names).toEqual(["x", "w", "b", "s"]);
});
