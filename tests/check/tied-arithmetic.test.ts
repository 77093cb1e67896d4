import { describe, expect, test } from "vitest";
import { tiedSupport } from "../../src/check/tied-arithmetic.ts";
import { printType } from "../../src/shape/print.ts";
import { accepted, codesOf, expression } from "./programs.ts";

const parts = {
  dim: "dim K = { a, b }",
  data: "data { x: real[N, D]  y: real[N]  county: County[N] }",
  prior: `w: real[D] ~ normal(0, 1)  b ~ normal(0, 1)  s: positive ~ half_normal(1)
    R: correlation[K] ~ lkj(2)  V: covariance[K] ~ flat
    each: positive[County] ~ half_normal(1)  tau: positive[K] ~ half_normal(1)
    cut: ordered[K] ~ normal(0, 1)  up: ordered positive[K] ~ half_normal(1)
    effect: real[County] ~ normal(0, 1)`,
};
const typeOf = (text: string) => printType(expression(text, parts).type);

describe("covariance matrices", () => {
  test.each([
    ["s * R", "covariance[K]"],
    ["R * 0.5", "covariance[K]"],
    ["V / s", "covariance[K]"],
    ["V + R", "covariance[K]"],
    ["s^2 * R + 0.1 * V", "covariance[K]"],
    ["each * R", "covariance[County, K]"],
  ])("%s is %s", (text, type) => {
    expect(typeOf(text)).toBe(type);
  });

  // Planted: any number's multiple; entries stretched by different numbers; the difference of two.
  test.each(["b * R", "tau * R", "V - R", "s / R", "R + 1", "R * each"])("%s need not be one", (text) => {
    expect(typeOf(text)).toMatch(/^(real|nonnegative|positive)/);
  });

  test("are covariances of multi_normal", () => {
    const prior = `${parts.prior}  Sigma: covariance[K] = s * R + V  u: real[K] ~ multi_normal(0, Sigma)`;
    const text = `model M ${parts.dim} ${parts.data} prior { ${prior} } likelihood { y ~ normal(b + u[a], s) }`;
    expect(accepted(text).prior.some(({ name }) => name === "u")).toBe(true);
    expect(codesOf(text.replace("s * R + V", "tau * R"))).toContain("H0309");
  });
});

describe("ordered vectors", () => {
  test.each([
    ["cut + b", "ordered[K]"],
    ["b + cut", "ordered[K]"],
    ["cut - b", "ordered[K]"],
    ["2 * cut", "ordered[K]"],
    ["up + s", "ordered positive[K]"],
    ["up * s", "ordered positive[K]"],
    ["effect + cut", "ordered[County, K]"],
  ])("%s is %s", (text, type) => {
    expect(typeOf(text)).toBe(type);
  });

  // Planted: b − x taken for x − b.
  test.each(["b - cut", "cut * b", "cut + tau", "cut + effect"])("%s need not be one", (text) => {
    expect(typeOf(text)).toMatch(/^real/);
  });
});

test("numbers are tied to nothing", () => {
  const number = { type: { support: { kind: "real" }, dimensions: [] }, range: "real" } as const;
  expect(tiedSupport("+", number, number, [])).toBeNull();
});
