import { expect, test } from "vitest";
import { elementName } from "../../src/report/positions.ts";

test("an element is named by its place on every axis", () => {
  const positions = (_: string, axis: number, index: number): string =>
    axis === 0 ? (["red", "blue"][index] ?? "") : String(index + 1);
  expect(elementName("mu", [], 0, positions)).toBe("mu");
  expect(elementName("m", [2, 3], 4, positions)).toBe("m[blue, 2]");
});
