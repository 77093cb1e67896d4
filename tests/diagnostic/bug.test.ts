/** Broken invariants of ours stop. */

import { expect, test } from "vitest";
import { Bug, invariant, unreachable } from "../../src/diagnostic/bug.ts";

test("a broken invariant is a Bug, a kept one nothing", () => {
  expect(() => invariant(false, "why")).toThrow(new Bug("why"));
  expect(() => invariant(true, "why")).not.toThrow();
  expect(() => unreachable("x" as never)).toThrow(Bug);
});
