import { expect, test } from "vitest";
import { placeResponse } from "../../src/model/conjugacy-responses.ts";
import { piecesOf, underlined } from "./statements.ts";

const prior =
  "a ~ normal(0, 1)  v: positive ~ inverse_gamma(2, 1)  r: positive[K] ~ gamma(1, 1)  q: unit ~ beta(1, 1)";

function of(likelihood: string) {
  const { observation, statements } = piecesOf(prior, likelihood);
  return placeResponse(observation, statements);
}

// Planted: the power of a pair not looked at.
test("each response has its place", () => {
  expect(of("y ~ normal(x, s)")).toEqual({ kind: "known", normal: true });
  expect(of("n ~ poisson(s)")).toEqual({ kind: "known", normal: false });
  expect(of("y ~ normal(2 * a, sqrt(v))")).toEqual({ kind: "normal", latents: new Set(["a"]), scale: "v" });
  expect(of("n ~ poisson(s * r[group])")).toEqual({
    kind: "elementwise",
    link: { site: "r", likelihood: "poisson", parameter: "rate", power: 1 },
  });
  expect(of("y ~ normal(x, 2 * sqrt(v))")).toEqual({
    kind: "elementwise",
    link: { site: "v", likelihood: "normal", parameter: "sd", power: 0.5 },
  });
});

test.each([
  ["n ~ poisson(r[group] ^ 2)", "r[group] ^ 2", "this is r^2"],
  ["n ~ binomial(9, logits = a)", "binomial(9, logits = a)", "binomial, not normal"],
  ["n ~ poisson(log_rate = log(r[group]))", "log(r[group])", "this depends on r"],
  ["y ~ laplace(q, 1)", "laplace(q, 1)", "laplace, not normal"],
])("%s is refused", (likelihood, at, text) => {
  const found = of(likelihood);
  if (found.kind !== "fault") throw new Error("this has no place");
  expect(underlined(found.why)).toEqual([at, text]);
});
