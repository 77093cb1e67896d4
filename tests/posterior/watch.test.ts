import { expect, test } from "vitest";
import { plainChains } from "../../src/posterior/chains.ts";
import { watched } from "../../src/posterior/watch.ts";
import { createInterpreter, modelOf, posteriorOf, sites, train } from "./model.ts";

const model = modelOf(`model W
data { x: real[N, D]  y: real[N] }
network f: real[D] -> real { dense }
prior { f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1) }
likelihood { y ~ normal(f(x), 1) }
infer nuts`);

// Planted and seen red: the first rows in place of evenly spaced ones, draws of one chain only.
test("a network's predictions at evenly spaced training rows, by draw", async () => {
  const rows = 32;
  const x = Array.from({ length: rows }, (_, i) => [i, 1]);
  const bound = train(model, { x, y: x.map(() => 0) });
  const chains = plainChains(
    2,
    2,
    sites({ "f.out.weight": [1, 0, 2, 0, 3, 0, 4, 5], "f.out.bias": [0, 0, 0, 1] }),
  );
  const posterior = { ...posteriorOf(model, bound, chains), approximation: chains };
  const { watched: found } = await watched(posterior, bound, createInterpreter());
  const array = found.get("y");
  expect(array?.shape).toEqual([16, 1]);
  const expected = [1, 2, 3, 4].flatMap((slope) =>
    Array.from({ length: 16 }, (_, i) => slope * 2 * i + (slope === 4 ? 6 : 0)),
  );
  expect([...(array?.values ?? [])]).toEqual(expected);
});

test("without a network there is nothing to watch", async () => {
  const line = modelOf(`model L data { y: real[N] } prior { mu ~ normal(0, 1) }
    likelihood { y ~ normal(mu, 1) } infer nuts`);
  const bound = train(line, { y: [1, 2] });
  const chains = plainChains(1, 2, sites({ mu: [1, 2] }));
  const posterior = { ...posteriorOf(line, bound, chains), approximation: chains };
  expect(await watched(posterior, bound, createInterpreter())).toBe(chains);
});
