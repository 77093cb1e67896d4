import { expect, test } from "vitest";
import { latentScalars } from "../../src/posterior/latent-scalars.ts";
import { modelOf, train } from "./model.ts";

// Planted: a simplex counted by its entries; red here.
test("weights by their tensors, and of a simplex one less than its entries", () => {
  const model = modelOf(`model Kinds
    data { x: real[N, D]  kind: Kind[N] }
    network f: real[D] -> real[Kind] { hidden: dense(3, tanh)  dense }
    prior { f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1)  share: simplex[Kind] ~ dirichlet(1) }
    likelihood { kind ~ categorical(logits = f(x) + log(share)) }
    infer map`);
  const { facts } = train(model, {
    x: [
      [1, 2],
      [2, 1],
      [3, 3],
    ],
    kind: ["red", "blue", "red"],
  });
  expect(latentScalars({ model, facts })).toBe(2 * 3 + 3 + 3 * 2 + 2 + 1);
});
