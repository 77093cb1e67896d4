import { expect, test } from "vitest";
import { predictiveBlocks } from "../../src/posterior/predictive.ts";
import type { NumberBlock } from "../../src/posterior/predictive-block.ts";
import { createInterpreter, line, modelOf, posteriorOf, sites, train } from "./model.ts";

test("one normal where the closed form exists, a component a draw elsewhere", async () => {
  const model = modelOf(line);
  const bound = train(model, { x: [[1, 2]], y: [1] });
  const gaussian = {
    kind: "gaussian",
    mean: Float64Array.of(0, 0, 0),
    covariance: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1),
  } as const;
  const field = {
    kind: "mean_field",
    mean: sites({ w: [0, 0], b: [0] }),
    sd: sites({ w: [1, 1], b: [1] }),
  } as const;
  const components = await Promise.all(
    [gaussian, field].map(async (approximation) => {
      const posterior = posteriorOf(model, bound, approximation);
      for await (const block of predictiveBlocks(posterior, bound, {
        seed: 1,
        draws: 6,
        runtime: createInterpreter(),
      })) {
        return (block.responses.get("y") as NumberBlock).mixture(0).normals?.mean.length;
      }
    }),
  );
  expect(components).toEqual([1, 6]);
});
