import { expect, test } from "vitest";
import { insidePart, partOf, prefixOf, refused } from "../../src/library/combinator.ts";
import { combinators } from "../../src/library/combinators/table.ts";
import { normal } from "../../src/library/distributions/normal.ts";
import { real } from "../../src/library/parameters.ts";
import { need } from "../contract/distribution-cases.ts";

test("a part's arguments stand behind its prefix, and come back by their own names", () => {
  expect(insidePart("normal", real("mean", "where it is")).name).toBe("normal.mean");
  const values = { "1.weight": 0.2, "1.normal.mean": 3, "10.normal.mean": 4, low: 0 };
  expect(partOf(values, "1")).toEqual({ weight: 0.2, "normal.mean": 3 });
  expect(partOf(partOf(values, "10"), "normal")).toEqual({ mean: 4 });
});

test("the prefix is the part's name, or its place among several", () => {
  expect(prefixOf(need(combinators.get("truncated")), normal, 0)).toBe("normal");
  expect(prefixOf(need(combinators.get("mixture")), normal, 1)).toBe("2");
});

test("a refusal says what is in the way", () => {
  expect(refused("needs counts", "write poisson", 0)).toEqual({
    distribution: null,
    fault: "needs counts",
    help: "write poisson",
    part: 0,
  });
});
