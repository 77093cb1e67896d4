import { expect, test } from "vitest";
import { freeShapeOf } from "../../src/model/free-shape.ts";
import { compiled } from "../pipeline-models.ts";

test("a site's unconstrained array leaves out what is not free", () => {
  const { model } = compiled(`model Shapes
dim K = 3
dim S = 2
data { y: real[N] }
prior {
  mu: real[K] ~ normal(0, 1)
  theta: simplex[S, K] ~ dirichlet(1)
  Omega: correlation[S, K] ~ lkj(1)
}
likelihood { y ~ normal(sum(mu over K), 1 + sum(sum(theta over K) over S) + sum(sum(sum(Omega over K) over K') over S) ^ 2) }
`);
  expect(model.sites.map((site) => freeShapeOf(site, new Map()))).toEqual([[3], [2, 2], [2, 3]]);
});
