import { expect, test } from "vitest";
import { sentence } from "../../../src/report/diagnostics/checks.ts";
import { unsampled } from "../../../src/report/diagnostics/unsampled.ts";

test("a point says that it has no spread, and fails nothing", () => {
  expect(unsampled("point")).toMatchObject({ ok: true, value: null, limit: null });
  expect(sentence(unsampled("point"))).toBe(
    "a point has no spread: it says nothing of how sure the model is; fit `vi` or `nuts` for that",
  );
});
