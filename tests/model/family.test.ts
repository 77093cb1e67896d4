import { expect, test } from "vitest";
import { sitesOf, submodel } from "../../src/model/family.ts";
import { piecesOf } from "./statements.ts";

// Planted: quantities of other families' latents kept.
test("a family's model has its own sites, responses and quantities", () => {
  const { model } = piecesOf(
    "v: positive ~ inverse_gamma(2, 1)  w ~ normal(0, sqrt(v))  r: positive ~ gamma(1, 1)  both = w * r  own = 2 * w  fixed = 3",
    "m = own * x  k = r * s  y ~ normal(m, sqrt(v))  n ~ poisson(k)",
  );
  const { conjugacy } = model;
  if (conjugacy.kind !== "conjugate") throw new Error("this has a closed form");
  const [normal, pair] = conjugacy.families.map((family) => submodel(model, family));
  expect(conjugacy.families.map(sitesOf)).toEqual([["w", "v"], ["r"]]);
  expect(normal?.sites.map(({ name }) => name)).toEqual(["v", "w"]);
  expect(normal?.deterministics.map(({ name }) => name)).toEqual(["own", "fixed"]);
  expect(pair?.deterministics.map(({ name }) => name)).toEqual(["fixed"]);
  expect(pair?.observations.map(({ response }) => response.name)).toEqual(["n"]);
  expect(normal?.program.likelihood).toHaveLength(2);
});
