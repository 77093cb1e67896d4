import { describe, expect, test } from "vitest";
import {
  accepted,
  checkText,
  codesOf,
  latent,
  networkProgram,
  onlyMistake,
  program,
  underlined,
} from "./programs.ts";

const sparse = (prior: string, likelihood = "y ~ normal(x @ w, s)") =>
  program({ prior: `s: positive ~ half_normal(1)  ${prior}`, likelihood });

describe("a horseshoe", () => {
  test("is written out: a scale for each effect and one for all, and raw effects", () => {
    const checked = accepted(sparse("w: real[D] ~ horseshoe(s)"));
    expect(checked.prior.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      "latent s",
      "latent w.local",
      "latent w.global",
      "latent w.raw",
      "deterministic w",
    ]);
    expect(latent(checked, "w.local").type.dimensions.map(({ name }) => name)).toEqual(["D"]);
    expect(latent(checked, "w.global").type.dimensions).toEqual([]);
  });

  test("has a slab where its scale and degrees of freedom are given", () => {
    const checked = accepted(sparse("w: real[D] ~ horseshoe(0.1, slab_scale = 2, slab_df = 4)"));
    expect(latent(checked, "w.slab").distribution.distribution.name).toBe("inverse_gamma");
  });

  test("lends its scales to expressions", () => {
    expect(codesOf(sparse("w: real[D] ~ horseshoe(0.1)  most = max(w.local over D)"))).toEqual([]);
  });

  test("of a single number needs no type", () => {
    expect(codesOf(sparse("b ~ horseshoe(0.1)", "y ~ normal(b, s) "))).toEqual(["H0213"]);
  });
});

describe("what a horseshoe refuses", () => {
  test.each([
    ["w: real[D] ~ horseshoe()", "horseshoe needs global_scale", "horseshoe"],
    ["w: real[D] ~ horseshoe(1, slab_scale = 2)", "horseshoe needs slab_df", "horseshoe"],
    ["w: real[D] ~ horseshoe(-1)", "the global_scale of horseshoe must be positive", "-1"],
    ["w: positive[D] ~ horseshoe(1)", "horseshoe gives real values, and w is positive", "horseshoe"],
    [
      "w: real[D] ~ mixture(0.5: horseshoe(1), 0.5: normal(0, 1))",
      "horseshoe is a prior that stands alone",
      "horseshoe",
    ],
  ])("%s", (text, title, place) => {
    const [mistake] = checkText(sparse(text)).diagnostics;
    expect(mistake?.title).toBe(title);
    expect(mistake === undefined ? "" : underlined(mistake)).toBe(place);
  });

  test("data, and more than its arguments", () => {
    expect(codesOf(sparse("w: real[D] ~ normal(0, 1)", "y ~ horseshoe(1)"))).toContain("H0406");
    expect(onlyMistake(sparse("w: real[D] ~ horseshoe(1, 2)")).code).toBe("H0406");
  });
});

describe("over a network's weights", () => {
  const over = (prior: string) =>
    networkProgram({ prior: `${prior}  f.bias ~ normal(0, 1)  s: positive ~ half_normal(1)` });

  // Planted: the scales' dimensions left out; the tensor given no place among the weights.
  test("is written out for each tensor, which is made of its latents", () => {
    const checked = accepted(over("f.weight ~ horseshoe(0.1 / sqrt(fan_in))"));
    expect(checked.prior.slice(0, 4).map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      "latent f.hidden.weight.local",
      "latent f.hidden.weight.global",
      "latent f.hidden.weight.raw",
      "deterministic f.hidden.weight",
    ]);
    const tensor = checked.prior[3];
    expect(tensor?.type.dimensions.map(({ name }) => name)).toEqual(["D", "hidden"]);
    expect(tensor?.kind === "deterministic" ? tensor.weight : null).toEqual({
      network: "f",
      layer: "hidden",
      role: "weight",
    });
    const roles = checked.prior
      .slice(0, 3)
      .map((statement) => (statement.kind === "latent" ? statement.weight?.role : null));
    expect(roles).toEqual(["local", undefined, "weight"]);
    expect(latent(checked, "f.hidden.weight.local").type.dimensions).toHaveLength(2);
  });

  test("is one prior of each, with arguments that fit and the type that the network gives", () => {
    expect(codesOf(over("f.weight ~ horseshoe(1)  f.hidden.weight ~ normal(0, 1)"))).toEqual(["H0405"]);
    expect(codesOf(over("f.weight ~ normal(0, 1)  f.hidden.weight ~ horseshoe(1)"))).toEqual(["H0405"]);
    expect(codesOf(over("f.weight ~ horseshoe(-1)"))).toEqual(["H0401"]);
    expect(codesOf(over("f.hidden.weight: real[D] ~ horseshoe(1)  f.out.weight ~ normal(0, 1)"))).toEqual([
      "H0309",
    ]);
  });

  test("lends its scales to expressions", () => {
    const text = over("f.weight ~ horseshoe(1)  most = max(max(f.hidden.weight.local over D) over hidden)");
    expect(codesOf(text)).toEqual([]);
  });
});
