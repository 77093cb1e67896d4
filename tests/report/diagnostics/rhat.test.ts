import { describe, test } from "vitest";
import { foldedRhat, rhat } from "../../../src/report/diagnostics/rhat.ts";
import { drawSet, expectFigure, figures } from "./draw-sets.ts";

// Planted and seen red: chains that are not halved.
describe("scale reductions equal ArviZ's to 1e-8", () => {
  test.each(figures)("$name", (figure) => {
    const chains = drawSet(figure.name);
    expectFigure(rhat(chains), figure.rhat);
    expectFigure(foldedRhat(chains), figure.rhat_folded);
  });
});
