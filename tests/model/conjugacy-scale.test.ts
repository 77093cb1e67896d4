import { expect, test } from "vitest";
import { scaleOf } from "../../src/model/conjugacy-scale.ts";
import { piecesOf, underlined } from "./statements.ts";

function of(sd: string, v = "inverse_gamma(1, 1)") {
  const { statements, observation } = piecesOf(`v: positive ~ ${v}`, `y ~ normal(0, ${sd})`);
  const expr = observation.distribution.arguments["sd"];
  if (expr === undefined) throw new Error("a normal has an sd");
  return scaleOf(expr, statements, "it is not known", "So it is.");
}

// Planted: a variance's own power taken for its root's.
test.each([
  ["s", "inverse_gamma(1, 1)", null, 0],
  ["s * sqrt(v)", "inverse_gamma(1, 1)", "v", 0.5],
  ["1 / sqrt(v)", "gamma(1, 1)", "v", -0.5],
])("%s, v ~ %s", (sd, v, latent, power) => expect(of(sd, v)).toEqual({ kind: "scale", latent, power }));

test.each([
  ["v", "inverse_gamma(1, 1)", "this is v itself, and inverse_gamma is the conjugate prior of a variance"],
  ["sqrt(v)", "gamma(1, 1)", "this is v^0.5, and gamma is the conjugate prior of a precision"],
  ["sqrt(v)", "lognormal(0, 1)", "this depends on v"],
  ["sqrt(v) + 1", "inverse_gamma(1, 1)", "this depends on v"],
])("%s, v ~ %s is refused", (sd, v, text) => {
  const found = of(sd, v);
  if (found.kind !== "fault") throw new Error("this is no scale");
  expect(underlined(found.why)).toEqual([sd, text]);
});
