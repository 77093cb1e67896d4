import { expect, test } from "vitest";
import { methods } from "../../../src/inference/methods/table.ts";
import { methods as declarations } from "../../../src/library/methods/table.ts";

test("a method is built exactly where its declaration says so", () => {
  const built = Object.entries(methods).map(([name, method]) => [name, method !== null]);
  expect(built).toEqual([...declarations.values()].map(({ name, built }) => [name, built]));
});
