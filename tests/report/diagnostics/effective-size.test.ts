import { describe, expect, test } from "vitest";
import {
  bulkEffectiveSize,
  meanEffectiveSize,
  quantileEffectiveSize,
  sdEffectiveSize,
  tailEffectiveSize,
} from "../../../src/report/diagnostics/effective-size.ts";
import { drawSet, expectFigure, figures } from "./draw-sets.ts";

// Planted and seen red: a pair above the one before cut to a third, the last positive term left out.
describe("effective sizes equal ArviZ's to 1e-8", () => {
  test.each(figures)("$name", (figure) => {
    const chains = drawSet(figure.name);
    expectFigure(bulkEffectiveSize(chains), figure.ess_bulk);
    expectFigure(tailEffectiveSize(chains), figure.ess_tail);
    expectFigure(meanEffectiveSize(chains), figure.ess_mean);
    expectFigure(sdEffectiveSize(chains), figure.ess_sd);
    expectFigure(quantileEffectiveSize(chains, 0.1), figure.ess_q10);
  });
});

test("there are figures", () => {
  expect(figures).toHaveLength(24);
});
