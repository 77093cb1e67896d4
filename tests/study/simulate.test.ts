import { expect, test } from "vitest";
import { simulate } from "../../src/study/simulate.ts";
import { modelOf, runtime, sized, valueOf } from "./fixture.ts";

const options = { draws: 5, seed: 2, runtime };

// Planted: standardised values given as they are.
test("responses come in the data's own units, labels with their names", async () => {
  const model = modelOf(`model M
dim K = { low, high }
data { y: real[N] standardized  z: K[N] }
prior { a ~ normal(0, 1)  p: simplex[K] ~ dirichlet(1) }
likelihood { y ~ normal(a, 0.000001)  z ~ categorical(p) }
infer exact`);
  const bare = sized(model, { N: 3 });
  const standardisations = new Map([["y", { mean: [100], sd: [10] }]]);
  const bound = { ...bare, facts: { ...bare.facts, standardisations } };
  const found = valueOf(await simulate(model, bound, options));
  expect([...found.latents.values.keys()]).toEqual(["a", "p"]);
  expect([...found.responses.values].map(([name, { shape }]) => [name, shape])).toEqual([
    ["y", [3]],
    ["z", [3]],
  ]);
  const a = found.latents.values.get("a")?.values[4] ?? NaN;
  expect(found.responses.values.get("y")?.values[14]).toBeCloseTo(100 + 10 * a, 3);
  expect(found.labels.get("z")).toEqual(["low", "high"]);
});

test("an improper prior cannot be simulated", async () => {
  const model = modelOf(
    "model M data { y: real[N] } prior { a ~ flat } likelihood { y ~ normal(a, 1) } infer nuts",
  );
  const found = await simulate(model, sized(model, { N: 3 }), options);
  expect(found.ok ? [] : found.diagnostics.map(({ code }) => code)).toEqual(["H0750"]);
});
