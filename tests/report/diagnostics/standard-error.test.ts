import { describe, test } from "vitest";
import {
  standardErrorOfMean,
  standardErrorOfQuantile,
  standardErrorOfSd,
} from "../../../src/report/diagnostics/standard-error.ts";
import { drawSet, expectFigure, figures } from "./draw-sets.ts";

// Planted and seen red: the error of the variance halved once, not twice.
describe("Monte Carlo standard errors equal ArviZ's to 1e-8", () => {
  test.each(figures)("$name", (figure) => {
    const chains = drawSet(figure.name);
    expectFigure(standardErrorOfMean(chains), figure.mcse_mean);
    expectFigure(standardErrorOfSd(chains), figure.mcse_sd);
    expectFigure(standardErrorOfQuantile(chains, 0.05), figure.mcse_q05);
    expectFigure(standardErrorOfQuantile(chains, 0.5), figure.mcse_q50);
    expectFigure(standardErrorOfQuantile(chains, 0.95), figure.mcse_q95);
  });
});
