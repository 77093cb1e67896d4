import { describe, expect, test } from "vitest";
import { energyFractions } from "../../../src/report/diagnostics/energy.ts";
import { drawSet, expectFigure, figures } from "./draw-sets.ts";

// Planted and seen red: the divisor n of the squares.
describe("fractions of missing information equal ArviZ's to 1e-8", () => {
  test.each(figures)("$name", (figure) => {
    const fractions = energyFractions(drawSet(figure.name));
    expect(fractions).toHaveLength(figure.bfmi.length);
    fractions.forEach((fraction, chain) => expectFigure(fraction, figure.bfmi[chain] ?? Number.NaN));
  });
});
