import { expect, test } from "vitest";
import { responsesOf } from "../../src/posterior/response.ts";
import { coin, kinds, modelOf, scale, train } from "./model.ts";

test("a standardised number has its scale, labels and bools their classes", () => {
  const scaled = modelOf(scale);
  const [y] = responsesOf(scaled, train(scaled, { y: [1, 2, 3] }));
  expect(y).toMatchObject({ width: 1, names: ["y"], classes: null, mean: [2], sd: [1] });
  const labelled = modelOf(kinds);
  const [k] = responsesOf(labelled, train(labelled, { x: [1, 2], k: ["b", "a"] }));
  expect(k).toMatchObject({ classes: ["a", "b", "c"], mean: [0], sd: [1] });
  const tossed = modelOf(coin);
  expect(responsesOf(tossed, train(tossed, { x: [1], hit: [true] }))[0]?.classes).toEqual(["0", "1"]);
});

test("several elements a row are named by their columns, and scaled each by its own", () => {
  const model = modelOf(`model M
data { x: real[N]  y: real[N, K] from a..b standardized }
prior { w: real[K] ~ normal(0, 1) }
likelihood { y ~ normal(w * x, 1) }
infer vi`);
  const [y] = responsesOf(model, train(model, { x: [1, 2], a: [1, 3], b: [10, 30] }));
  expect(y).toMatchObject({ width: 2, names: ["y[a]", "y[b]"], mean: [2, 20] });
  expect(y?.isMissing(0)).toBe(false);
});
