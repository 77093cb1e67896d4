import { expect, test } from "vitest";
import { callArguments } from "../../src/model/call.ts";
import { modelOf, numbers, run, sizesOf } from "./programs.ts";
import { classes, counts, line } from "./sources.ts";

// Planted: every argument spread: a scalar's logarithm would be taken once a row.
test("scalars stay scalars unless they are asked to spread; others have the value's shape", () => {
  const model = modelOf(line);
  const sizes = sizesOf(model, { N: 3, D: 2 });
  const [observation] = model.observations;
  if (observation === undefined) throw new Error("a response is observed");
  run(model, sizes, { x: numbers(6, 1), w: [1, 2], b: [0] }, (b, env) => {
    const { distribution, response } = observation;
    const kept = callArguments(b, distribution, response.type, sizes, env);
    const spread = callArguments(b, distribution, response.type, sizes, env, "spread");
    expect([kept["mean"]?.shape, kept["sd"]?.shape]).toEqual([[3], []]);
    expect([spread["mean"]?.shape, spread["sd"]?.shape]).toEqual([[3], [3]]);
    return [b.constant(0)];
  });
});

test("arguments align with their value by name", () => {
  const model = modelOf(counts);
  const sizes = sizesOf(model, { N: 1, D: 2 });
  const w = model.sites.find(({ name }) => name === "w");
  if (w === undefined) throw new Error("w is a site");
  const [sd] = run(model, sizes, { relevance: [4, 9] }, (b, env) => {
    const p = callArguments(b, w.latent.distribution, w.latent.type, sizes, env);
    return [p["sd"] ?? b.constant(0)];
  });
  expect(sd).toEqual([2, 3]);
});

test("an event axis stands last", () => {
  const model = modelOf(classes);
  const sizes = sizesOf(model, { N: 5, D: 2, Species: 3 });
  const [observation] = model.observations;
  if (observation === undefined) throw new Error("a response is observed");
  const weights = {
    "f.hidden.weight": numbers(6, 3),
    "f.hidden.bias": numbers(3, 4),
    "f.out.weight": numbers(9, 5),
    "f.out.bias": [0, 0, 0],
  };
  run(model, sizes, { x: numbers(10, 1), ...weights }, (b, env) => {
    const p = callArguments(b, observation.distribution, observation.response.type, sizes, env);
    expect(p["logits"]?.shape).toEqual([5, 3]);
    return [b.constant(0)];
  });
});
