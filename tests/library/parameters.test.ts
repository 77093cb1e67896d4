import { expect, test } from "vitest";
import { event, eventDimension, positive, real, unit } from "../../src/library/parameters.ts";

test("shorthands say their support", () => {
  expect([real("a", ""), positive("a", ""), unit("a", "")].map(({ support }) => support.kind)).toEqual([
    "real",
    "positive",
    "unit",
  ]);
  expect(event("logits", "real", "doc")).toEqual({
    name: "logits",
    support: { kind: "real" },
    event: true,
    doc: "doc",
  });
  expect(eventDimension.size).toBeNull();
});
