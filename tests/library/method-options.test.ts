import { expect, test } from "vitest";
import { choice, integer, optimizer, schedule, word } from "../../src/library/method-options.ts";

test("a choice starts with its first word, parameters at their defaults", () => {
  const rank = { name: "rank", default: 3, low: 1, high: 9, integer: true, doc: "how many" };
  const option = choice("kind", [word("a", "first", { parameters: [rank] }), word("b", "second")], "which");
  expect(option.default).toEqual({ choice: "a", arguments: { rank: 3 } });
});

test("optimisers and schedules are the rows of their tables", () => {
  const names = (type: ReturnType<typeof choice>["type"]) =>
    type.kind === "choice" ? type.choices.map(({ name }) => name) : [];
  expect(names(optimizer().type)).toEqual(["adam", "sgd"]);
  expect(names(optimizer(word("natural", "its own geometry")).type)).toEqual(["adam", "sgd", "natural"]);
  expect(names(schedule.type)).toEqual(["cosine", "constant", "exponential", "steps"]);
  expect(optimizer().default).toMatchObject({ choice: "adam", arguments: { rate: 0.01, beta1: 0.9 } });
});

test("a number has a range and a unit", () => {
  expect(integer("steps", 5, [1, 10], "steps", "how many").type).toEqual({
    kind: "integer",
    low: 1,
    high: 10,
    unit: "steps",
  });
});
