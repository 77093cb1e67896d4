import { describe, expect, test } from "vitest";
import { paretoShape } from "../../../src/report/diagnostics/pareto.ts";
import { drawSet, expectFigure, figures } from "./draw-sets.ts";

const sound = figures.filter(({ name }) => !["a NaN", "an infinity"].includes(name));

// Planted: no draw to ½; a tenth of the ratios in the tail for a fifth.
describe("shapes of importance ratios equal ArviZ's to 1e-8, the draws taken for log ratios", () => {
  test.each(sound)("$name", (figure) =>
    expectFigure(paretoShape(drawSet(figure.name).values), figure.pareto),
  );
});

test("ratios that are none have no shape", () => {
  expect(paretoShape(drawSet("a NaN").values)).toBeNaN();
  expect(paretoShape(drawSet("an infinity").values)).toBeNaN();
});
