import { expect, test } from "vitest";
import { importance } from "../../../src/report/diagnostics/importance.ts";
import { drawSet } from "./draw-sets.ts";

// Planted: a limit of 1.5; equal ratios judged by their rounding.
test("ratios of light tails pass, those of heavy ones fail", () => {
  expect(importance(drawSet("autoregressive").values)).toMatchObject({ name: "khat", ok: true, limit: 0.7 });
  const heavy = importance(drawSet("hardly moving").values);
  expect(heavy).toMatchObject({ ok: false });
  expect(heavy.value).toBeCloseTo(1.36, 2);
  expect(heavy.seen).toBe("k̂ of the importance ratios is 1.4");
});

test("equal ratios are those of the posterior itself, and a NaN is no ratio", () => {
  const values = Float64Array.from({ length: 200 }, (_, i) => -300 + (i % 3) * 1e-13);
  expect(importance(values)).toMatchObject({ ok: true, value: null });
  expect(importance(drawSet("a NaN").values)).toMatchObject({
    ok: false,
    value: null,
    seen: "the density is not finite at some draws",
  });
});
