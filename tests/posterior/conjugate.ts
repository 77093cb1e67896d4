/** A closed form of every kind at once, for the tests of what reads one. */

import type { Conjugate } from "../../src/posterior/posterior.ts";
import { modelOf, posteriorOf, train } from "./model.ts";

export const model = modelOf(`model Many
dim G = 2
dim C = 3
data { g: G[N]  x: real[N]  e: positive[N]  y: real[N, J]  k: count[N, J]  r: count[N]  c: C[N]  b: bool[N]  o: count[N] }
prior {
  v: positive ~ inverse_gamma(3, 2)
  w ~ normal(0, sqrt(v))
  q: unit[G] ~ beta(1, 1)
  rate: positive ~ gamma(1, 1)
  p: simplex[G, C] ~ dirichlet(1)
  a ~ normal(0, 1)
}
likelihood {
  y ~ normal(w * x, 2 * sqrt(v))
  k ~ binomial(4, q[g])
  r ~ poisson(rate * e)
  c ~ categorical(p[g])
  b ~ bernoulli(q[g])
  o ~ poisson(1.5)
}
infer exact`);

export const bound = train(model, {
  g: [1, 2, 2],
  x: [0.5, -1, 2],
  e: [1, 0.5, 3],
  y: [
    [0.2, 0.7],
    [-1, 0.1],
    [3, 2.4],
  ],
  k: [
    [1, 2],
    [4, 3],
    [0, 0],
  ],
  r: [2, 0, 5],
  c: [1, 3, 3],
  b: [1, 0, 1],
  o: [1, 2, 0],
});

export const approximation: Conjugate = {
  kind: "conjugate",
  groups: [
    { sites: ["w"], scale: "v", mean: Float64Array.of(0.7), covariance: Float64Array.of(0.09) },
    { sites: ["a"], scale: null, mean: Float64Array.of(-1), covariance: Float64Array.of(0.25) },
  ],
  parameters: new Map([
    ["v", { shape: Float64Array.of(3.5), scale: Float64Array.of(2.5) }],
    ["q", { a: Float64Array.of(2, 5), b: Float64Array.of(3, 1.5) }],
    ["rate", { shape: Float64Array.of(2.5), rate: Float64Array.of(1.5) }],
    ["p", { concentration: Float64Array.of(1, 2, 3, 4, 1, 1) }],
  ]),
};

export const posterior = posteriorOf(model, bound, approximation);
