import { expect, test } from "vitest";
import { Bug } from "../../../src/diagnostic/bug.ts";
import { choice, number, numberOrNull, rowOf } from "../../../src/inference/kernel/options.ts";
import { optimisers } from "../../../src/library/optimisers/table.ts";
import { modelOf } from "../fixture.ts";
import { randomLine } from "../line.ts";

test("options are read as their declarations promise them", () => {
  const model = modelOf(randomLine(1, 2, 1).text("vi { steps = 7 optimizer = sgd(0.5) }"));
  const [infer] = model.program.infers;
  if (infer === undefined) throw new Error("no infer block");
  expect(number(infer, "steps")).toBe(7);
  expect(numberOrNull(infer, "batch")).toBe(null);
  expect(() => number(infer, "batch")).toThrow(Bug);
  expect(() => numberOrNull(infer, "optimizer")).toThrow(Bug);
  expect(() => choice(infer, "steps")).toThrow(Bug);
  expect(choice(infer, "guide").choice).toBe("mean_field");
  const { row, arguments: given } = rowOf(infer, "optimizer", optimisers);
  expect([row.name, given["rate"]]).toEqual(["sgd", 0.5]);
  expect(() => rowOf(infer, "guide", optimisers)).toThrow(Bug);
});
