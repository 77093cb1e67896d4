import { expect, test } from "vitest";
import { plainChains } from "../../src/posterior/chains.ts";
import { draws, drawsJson } from "../../src/posterior/draws.ts";
import { createInterpreter, line, modelOf, posteriorOf, scale, sites, train } from "./model.ts";

const runtime = createInterpreter();

test("chains are thinned evenly and never repeated", async () => {
  const model = modelOf(scale);
  const bound = train(model, { y: [1, 2, 4] });
  const values = sites({ mu: [1, 2, 3, 4, 5, 6, 7, 8], s: [1, 1, 1, 1, 1, 1, 1, 1] });
  const posterior = posteriorOf(model, bound, plainChains(2, 4, values));
  const some = drawsJson(await draws(posterior, 4, [1, 1], runtime));
  expect(some).toMatchObject({
    draws: 4,
    chains: 2,
    latents: {
      mu: [
        [1, 3],
        [5, 7],
      ],
    },
  });
  expect(drawsJson(await draws(posterior, 100, [1, 1], runtime)).latents["mu"]).toEqual([
    [1, 2, 3, 4],
    [5, 6, 7, 8],
  ]);
});

test("draws first, then the latent's shape; the same key gives the same draws", async () => {
  const model = modelOf(line);
  const bound = train(model, { x: [[1, 2]], y: [1] });
  const posterior = posteriorOf(model, bound, {
    kind: "mean_field",
    mean: sites({ w: [1, 2], b: [3] }),
    sd: sites({ w: [0.1, 0.2], b: [0.3] }),
  });
  const first = await draws(posterior, 5, [1, 1], runtime);
  expect(first.values.get("w")?.values).toHaveLength(10);
  expect(await draws(posterior, 5, [1, 1], runtime)).toEqual(first);
  const w = first.values.get("w")?.values ?? new Float64Array();
  expect([...(first.values.get("slope")?.values ?? [])]).toEqual(
    [0, 1, 2, 3, 4].map((s) => (w[2 * s] ?? 0) + (w[2 * s + 1] ?? 0)),
  );
});
