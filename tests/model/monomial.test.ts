import { expect, test } from "vitest";
import { monomial } from "../../src/model/monomial.ts";
import { piecesOf } from "./statements.ts";

function of(text: string) {
  const prior = `v: positive ~ gamma(1, 1)  u: positive[K] ~ gamma(1, 1)  named: positive = 3 / v  result: real[N] = (${text}) + 0 * x`;
  const { statements } = piecesOf(prior);
  const result = statements.get("result");
  if (result?.kind !== "deterministic" || result.value.kind !== "binary") throw new Error("result is a sum");
  return monomial(result.value.left, statements);
}

// Planted: a quotient's power added; a root's power doubled; the right side's factor forgotten.
test.each([
  ["v", "v", 1, false],
  ["sqrt(v)", "v", 0.5, false],
  ["2 * sqrt(v * s)", "v", 0.5, true],
  ["1 / sqrt(v)", "v", -0.5, true],
  ["v ^ -0.5", "v", -0.5, false],
  ["v / v ^ 3", "v", -2, false],
  ["named * s", "v", -1, true],
  ["u[group]", "u", 1, false],
  ["u[group] * s", "u", 1, true],
  ["exp(s) + 3", null, 0, true],
] as const)("%s", (text, latent, power, factor) => {
  expect(of(text)).toEqual({ kind: "power", latent, power, factor });
});

// Planted: a sum let through.
test.each([
  ["v + 1", "a sum or a curve of v"],
  ["2 * exp(v)", "exp of v"],
  ["v * u[group]", "v meets u"],
  ["v ^ s", "a sum or a curve of v"],
  ["s * (v + v)", "a sum or a curve of v"],
])("%s is none", (text, why) => {
  expect(of(text)).toMatchObject({ kind: "bend", why });
});
