import { expect, test } from "vitest";
import { distance, profiles } from "../../src/study/distance.ts";
import { normalQuantile } from "../../src/posterior/normal.ts";
import { createInterpreter, modelOf, posteriorOf, sites, train } from "../posterior/model.ts";

const options = { seed: 1, runtime: createInterpreter() };
const model = modelOf(`model M
data { y: real[N] standardized  z: bool[N] }
prior { a ~ normal(0, 1)  q: unit ~ beta(1, 1) }
likelihood { y ~ normal(a, 2)  z ~ bernoulli(q) }
infer map`);
const bound = train(model, { y: [1, 2, 3], z: [0, 1, 1] });
const at = async (a: number, q: number) =>
  profiles(posteriorOf(model, bound, { kind: "point", values: sites({ a: [a], q: [q] }) }), bound, options);

// Two normals of one sd are as far apart as their means; here the data's sd is 1.
test("numbers by Wasserstein's distance, classes by total variation and agreement", async () => {
  const [first, second] = [await at(0, 0.3), await at(0.7, 0.6)];
  const [y1, y2, z1, z2] = [first.get("y"), second.get("y"), first.get("z"), second.get("z")];
  if (!y1 || !y2 || !z1 || !z2) throw new Error("both are predicted");
  expect(distance(y1, y2).wasserstein).toBeCloseTo(0.7, 9);
  expect(distance(y1, y1)).toEqual({ wasserstein: 0 });
  expect(distance(z1, z2)).toEqual({ agreement: 0, total_variation: expect.closeTo(0.3, 12) as number });
  expect(distance(z1, z1)).toEqual({ agreement: 1, total_variation: 0 });
  expect(y1.values).toHaveLength(3);
  expect(y1.values[0]?.[97]).toBeCloseTo(2 * normalQuantile(0.975), 8);
});

// Planted: standardised units.
test("in the data's own units", async () => {
  const wide = train(model, { y: [10, 20, 30], z: [0, 1, 1] });
  const of = async (a: number) =>
    (
      await profiles(
        posteriorOf(model, wide, { kind: "point", values: sites({ a: [a], q: [0.5] }) }),
        wide,
        options,
      )
    ).get("y");
  const [first, second] = [await of(0), await of(0.7)];
  expect(first && second && distance(first, second).wasserstein).toBeCloseTo(7, 8);
});
