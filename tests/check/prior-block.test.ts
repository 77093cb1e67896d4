import { describe, expect, test } from "vitest";
import { printType } from "../../src/shape/print.ts";
import { accepted, codesOf, latent, networkProgram, onlyMistake, program } from "./programs.ts";

const rest = "w: real[D] ~ normal(0, 10)  s: positive ~ half_normal(1)";

describe("priors", () => {
  test("an omitted type is real", () =>
    expect(printType(latent(accepted(program()), "b").type)).toBe("real"));

  test("hierarchies", () => {
    const prior =
      "t: positive[D] ~ inverse_gamma(2, 1)  w: real[D] ~ normal(0, t)  b ~ normal(0, 1)  s: positive ~ half_normal(1)";
    expect(codesOf(program({ prior }))).toEqual([]);
  });

  test("data has none", () =>
    expect(codesOf(program({ prior: `${rest}  b ~ normal(0, 1)  x ~ normal(0, 1)` }))).toEqual(["H0410"]));

  test("a selector is a latent for each layer, with that layer's sizes", () => {
    const checked = accepted(networkProgram());
    const names = checked.prior.map(({ name }) => name);
    expect(names).toEqual(["f.hidden.weight", "f.out.weight", "f.hidden.bias", "f.out.bias", "s"]);
    const fans = ["f.hidden.weight", "f.out.weight"].map((name) => {
      const sd = latent(checked, name).distribution.arguments["sd"];
      const root = sd?.kind === "binary" && sd.right.kind === "call" ? sd.right.arguments[0] : undefined;
      return root?.kind === "size" ? root.dimensions.map(({ id }) => id) : null;
    });
    expect(fans).toEqual([["D"], ["f.hidden"]]);
  });

  test("a layer's own prior may use its dimensions", () => {
    const text = networkProgram({
      prior:
        "relevance: positive[D] ~ inverse_gamma(2, 1)  f.hidden.weight: real[D, hidden] ~ normal(0, relevance)  f.out.weight ~ normal(0, 1 / sqrt(fan_in + fan_out))  f.bias ~ normal(0, 1)  s: positive ~ half_normal(1)",
    });
    expect(codesOf(text)).toEqual([]);
  });

  test("a mistaken latent is still declared: nothing follows from it", () => {
    expect(codesOf(program({ prior: `${rest}  b ~ half_normal(1)` }))).toEqual(["H0402"]);
    expect(codesOf(program({ prior: `${rest}  b: real[Nowhere] ~ normal(0, 1)` }))).toEqual(["H0203"]);
    expect(codesOf(program({ prior: `${rest}  b ~ markov(1)` }))).toContain("H0402");
    expect(codesOf(program({ prior: `${rest}  b: count ~ poisson(3)` }))).toEqual(["H0416"]);
  });

  test("a weight's declared type is what the network makes it", () => {
    const prior =
      "f.hidden.weight: real[hidden, D] ~ normal(0, 1)  f.out.weight ~ normal(0, 1)  f.bias ~ normal(0, 1)  s: positive ~ half_normal(1)";
    expect(onlyMistake(networkProgram({ prior })).code).toBe("H0309");
  });
});
