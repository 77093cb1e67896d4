import { expect, test } from "vitest";
import { printExpr } from "../../src/check/print.ts";
import { reference, withParts } from "../../src/model/recurrence-parts.ts";
import { modelOf } from "./programs.ts";

test("an operation on other operands, and a name that only a body knows", () => {
  const { program } = modelOf(`model Parts
data { y: real[T] }
prior { a ~ normal(0, 1)  d = where(a > 0, -a, 2 * a) }
likelihood { y ~ normal(d, 1) }
`);
  const [, statement] = program.prior;
  if (statement?.kind !== "deterministic") throw new Error("d is a quantity");
  const named = withParts(statement.value, (part) => reference(part, "row 1"));
  expect(printExpr(named)).toBe("where(row 1, row 1, row 1)");
  expect(printExpr(withParts(named, (part) => withParts(part, (each) => each)))).toBe(printExpr(named));
});
