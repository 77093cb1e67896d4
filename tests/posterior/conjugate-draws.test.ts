import { expect, test } from "vitest";
import { createBuilder } from "../../src/tensor/build.ts";
import { conjugateValues } from "../../src/posterior/conjugate-draws.ts";
import { openDraws } from "../../src/posterior/draw-source.ts";
import { closedForm } from "../../src/posterior/marginals.ts";
import { sitePlaces } from "../../src/posterior/sites.ts";
import { approximation, model, posterior } from "./conjugate.ts";
import { createInterpreter } from "./model.ts";

const runtime = createInterpreter();

// Planted: normals that do not feel their variance; a variance for its root.
test("draws have the moments and quantiles of the closed form", async () => {
  const source = await openDraws(posterior, [1, 2], runtime);
  const count = 3000;
  const all = Array.from(
    { length: count },
    (_, i) => new Map([...source.at(i)].map(([name, values]) => [name, Array.from(values)])),
  );
  source.dispose();
  for (const [name, { mean, sd, q95 }] of closedForm(posterior)) {
    mean.forEach((wanted, e) => {
      const drawn = all.map((draw) => draw.get(name)?.[e] ?? Number.NaN);
      const found = drawn.reduce((sum, each) => sum + each, 0) / count;
      expect(Math.abs(found - wanted)).toBeLessThan((4.5 * (sd[e] ?? Number.NaN)) / Math.sqrt(count));
      const below = drawn.filter((each) => each <= (q95[e] ?? Number.NaN)).length / count;
      expect(Math.abs(below - 0.95)).toBeLessThan(4.5 * Math.sqrt((0.95 * 0.05) / count));
    });
  }
  // Given v, w is normal: (w − 0.7)² / 0.09v has the moments of χ² with one degree.
  const squares = all.map(
    (draw) => ((draw.get("w")?.[0] ?? NaN) - 0.7) ** 2 / (0.09 * (draw.get("v")?.[0] ?? NaN)),
  );
  const moment = (power: number): number => squares.reduce((sum, each) => sum + each ** power, 0) / count;
  expect(Math.abs(moment(1) - 1)).toBeLessThan(4.5 * Math.sqrt(2 / count));
  expect(Math.abs(moment(2) - 3)).toBeLessThan(4.5 * Math.sqrt(96 / count));
  // A simplex is one.
  expect(
    all[0]
      ?.get("p")
      ?.slice(0, 3)
      .reduce((sum, each) => sum + each, 0),
  ).toBeCloseTo(1, 12);
});

test("every site is drawn, of its shape", () => {
  const b = createBuilder("f64");
  const key = b.input("key", [2], "u32");
  const step = b.input("step", [], "u32");
  let stream = 0;
  const values = conjugateValues(b, model, approximation, sitePlaces(posterior), {
    normal: (shape) => b.random("normal", key, step, stream++, shape),
    uniform: (shape) => b.random("uniform", key, step, stream++, shape),
  });
  expect(model.sites.map(({ name }) => values.get(name)?.tensor.shape)).toEqual([
    [],
    [],
    [2],
    [],
    [2, 3],
    [],
  ]);
});
