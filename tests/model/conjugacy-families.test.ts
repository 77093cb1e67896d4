import { expect, test } from "vitest";
import { joinFamilies, type NormalPart } from "../../src/model/conjugacy-families.ts";
import { piecesOf, underlined } from "./statements.ts";

const { latent, observation, statements } = piecesOf(
  "v: positive ~ inverse_gamma(2, 1)  a ~ normal(0, 1)  b ~ normal(0, sqrt(v))  q: unit ~ beta(1, 1)",
  "y ~ normal(b, sqrt(v))",
);
const part = (name: string, scale: string | null, ...others: readonly string[]): NormalPart => ({
  statement: latent(name),
  latents: new Set([name, ...others]),
  scale,
});
const response: NormalPart = { statement: observation, latents: new Set(["b"]), scale: "v" };

// Planted: families told apart by their latents' names alone.
test("normals with one variance are a family, those without another, the rest pairs", () => {
  const found = joinFamilies([part("a", null), part("b", "v"), response], ["v", "q"], new Map(), statements);
  expect(found).toEqual({
    kind: "conjugate",
    families: [
      { kind: "normal", scale: null, sites: ["a"], responses: [] },
      { kind: "normal", scale: "v", sites: ["b"], responses: ["y"] },
      { kind: "elementwise", sites: ["q"], links: new Map(), responses: [] },
    ],
  });
  expect(joinFamilies([part("a", null)], [], new Map(), statements)).toEqual({ kind: "linear_gaussian" });
});

// Planted: one look for what hangs together, and no second.
test("what hangs together must share its variance, through others too", () => {
  const found = joinFamilies([response, part("a", null), part("b", "v", "a")], ["v"], new Map(), statements);
  if (found.kind !== "none") throw new Error("these have no closed form");
  expect(underlined(found.why)).toEqual(["1", "this stays what it is whatever v is"]);
  expect(found.why.help).toContain("write 1 * sqrt(v)");
});
