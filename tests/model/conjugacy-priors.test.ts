import { expect, test } from "vitest";
import { placePrior } from "../../src/model/conjugacy-priors.ts";
import { piecesOf, underlined } from "./statements.ts";

function of(name: string, prior: string, inMeans: readonly string[] = []) {
  const { latent, statements } = piecesOf(prior);
  return placePrior(latent(name), statements, new Set(inMeans));
}

// Planted: a normal's scale forgotten.
test("each prior has its place", () => {
  const prior = "v: positive ~ inverse_gamma(2, 1)  mu ~ normal(0, 1)  w ~ normal(mu + 1, 2 * sqrt(v))";
  expect(of("w", prior)).toEqual({ kind: "normal", latents: new Set(["mu"]), scale: "v" });
  expect(of("v", prior)).toEqual({ kind: "conjugate" });
});

test.each([
  ["v", "v: positive ~ inverse_gamma(2, 1)", ["v"], "inverse_gamma(2, 1)", "inverse_gamma, not normal"],
  ["c", "c ~ cauchy(0, 1)", [], "cauchy(0, 1)", "cauchy, not normal"],
  ["b", "a: positive ~ gamma(1, 1)  b: positive ~ gamma(a, 1)", [], "a", "a is a latent"],
  [
    "o",
    "o: ordered[K] ~ normal(0, 1)",
    [],
    "o: ordered[K] ~ normal(0, 1)",
    "a normal prior restricted to ordered values",
  ],
  ["w", "a ~ normal(0, 1)  w ~ normal(exp(a), 1)", [], "exp(a)", "exp of a is not linear in it"],
])("%s of %s is refused", (name, prior, inMeans, at, text) => {
  const found = of(name, prior, inMeans);
  if (found.kind !== "fault") throw new Error("this has no place");
  expect(underlined(found.why)).toEqual([at, text]);
});
