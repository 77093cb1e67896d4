import { describe, expect, test } from "vitest";
import { randomLine } from "../line.ts";
import { fitted, taskOf } from "../fixture.ts";
import { nuts } from "../../../src/inference/methods/nuts.ts";

// Within five of the standard errors that half as many independent draws have. Seen red: momenta of
// twice their variance; the weights exp(−H/2).
describe.each(["diag", "dense"])("with a %s metric", (metric) => {
  test("it gives the closed form of a linear model", async () => {
    const line = randomLine(3, 30, 3);
    const { approximation } = await fitted(line.text(`nuts { metric = ${metric} }`), {
      x: line.x,
      y: line.y,
    });
    if (approximation.kind !== "draws") throw new Error("no draws");
    const [w = [], b = []] = [approximation.values.get("w"), approximation.values.get("b")].map((each) => [
      ...(each ?? []),
    ]);
    const draws = Array.from({ length: b.length }, (_, i) => [...w.slice(3 * i, 3 * i + 3), b[i] ?? 0]);
    const { mean, covariance } = line.posterior;
    const independent = draws.length / 2;
    mean.forEach((m, i) => {
      const variance = covariance[i]?.[i] ?? 0;
      const average = draws.reduce((sum, draw) => sum + (draw[i] ?? 0), 0) / draws.length;
      expect(Math.abs(average - m)).toBeLessThan(5 * Math.sqrt(variance / independent));
      const spread = draws.reduce((sum, draw) => sum + ((draw[i] ?? 0) - m) ** 2, 0) / draws.length;
      expect(Math.abs(spread / variance - 1)).toBeLessThan(5 * Math.sqrt(2 / independent));
    });
  });
});

test("it tells its program and the memory it takes", () => {
  const line = randomLine(3, 30, 3);
  const { model, bound, infer } = taskOf(line.text("nuts { }"), { x: line.x, y: line.y });
  expect(nuts.programs(model, bound.facts.sizes, infer).map(({ name }) => name)).toEqual(["leapfrog"]);
  expect(nuts.memory(model, bound.facts.sizes, infer)).toBeGreaterThan(8 * 4_000 * 4);
});
