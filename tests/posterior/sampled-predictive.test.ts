import { expect, test } from "vitest";
import { plainChains } from "../../src/posterior/chains.ts";
import { sampledPredictive } from "../../src/posterior/sampled-predictive.ts";
import type { NumberBlock } from "../../src/posterior/predictive-block.ts";
import { createInterpreter, fresh, modelOf, posteriorOf, scale, sites, train } from "./model.ts";

const runtime = createInterpreter();
const model = modelOf(scale);
const bound = train(model, { y: [1, 2, 4] });
const many = Array.from({ length: 8 }, (_, i) => i);
const posterior = posteriorOf(model, bound, plainChains(2, 4, sites({ mu: many, s: many.map(() => 0.5) })));

async function means(options: { draws?: number }): Promise<number[]> {
  const blocks = sampledPredictive(posterior, fresh(posterior, { y: [1, 2] }), {
    seed: 1,
    runtime,
    ...options,
  });
  for await (const block of blocks) {
    const y = block.responses.get("y") as NumberBlock;
    return [...(y.mixture(0).normals?.mean ?? [])];
  }
  throw new Error("no block");
}

test("a chain's draws are all used, or evenly spaced ones of them", async () => {
  expect(await means({})).toEqual(many);
  expect(await means({ draws: 4 })).toEqual([0, 2, 4, 6]);
});

test("rows come in blocks that together are all rows, each log density finite", async () => {
  const data = fresh(posterior, { y: [1, 2, 3, 4, 5] });
  const starts: number[][] = [];
  for await (const block of sampledPredictive(posterior, data, { seed: 1, runtime, blockRows: 2 })) {
    starts.push([block.start, block.count]);
    const y = block.responses.get("y") as NumberBlock;
    for (let i = 0; i < block.count; i++) expect(Number.isFinite(y.logDensity?.[i])).toBe(true);
  }
  expect(starts).toEqual([
    [0, 2],
    [2, 2],
    [4, 1],
  ]);
});
