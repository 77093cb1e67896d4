import { expect, test } from "vitest";
import { randomLine } from "../line.ts";
import { fitted, taskOf } from "../fixture.ts";
import { hmc } from "../../../src/inference/methods/hmc.ts";

// Within five of the standard errors of a quarter as many independent draws. Seen red: the proposal always taken.
test.each(["length = 2", "leapfrogs = 8  jitter = 0.3"])(
  "with %s it gives the closed form of a linear model",
  async (how) => {
    const line = randomLine(5, 40, 2);
    const { approximation } = await fitted(line.text(`hmc { ${how} }`), { x: line.x, y: line.y });
    if (approximation.kind !== "draws") throw new Error("no draws");
    const b = approximation.values.get("b") ?? new Float64Array(0);
    const [mean = 0, variance = 0] = [line.posterior.mean[2], line.posterior.covariance[2]?.[2]];
    const average = b.reduce((sum, each) => sum + each, 0) / b.length;
    const spread = b.reduce((sum, each) => sum + (each - mean) ** 2, 0) / b.length;
    expect(Math.abs(average - mean)).toBeLessThan(5 * Math.sqrt((4 * variance) / b.length));
    expect(Math.abs(spread / variance - 1)).toBeLessThan(5 * Math.sqrt(8 / b.length));
    const leapfrogs = approximation.statistics.get("leapfrogs") ?? new Float64Array(0);
    expect(new Set(leapfrogs).size).toBeGreaterThan(1);
  },
);

test("it tells its program and the memory it takes", () => {
  const line = randomLine(3, 30, 3);
  const { model, bound, infer } = taskOf(line.text("hmc { }"), { x: line.x, y: line.y });
  expect(hmc.programs(model, bound.facts.sizes, infer).map(({ name }) => name)).toEqual(["leapfrog"]);
  expect(hmc.memory(model, bound.facts.sizes, infer)).toBeGreaterThan(8 * 4_000 * 4);
});
