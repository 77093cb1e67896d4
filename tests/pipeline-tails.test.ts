/** Truncated and censored distributions whose shapes are latents: log density and gradient are those of plain code. */

import { describe, expect, test } from "vitest";
import { incompleteBeta, lowerGamma, studentCdf, upperGamma } from "../src/library/special.ts";
import { bind, density } from "../src/pipeline.ts";
import { lgamma } from "../src/tensor/special/lgamma.ts";
import { compiled, source, value } from "./pipeline-models.ts";

const normal = (x: number, m: number, s: number) =>
  Math.exp(-0.5 * ((x - m) / s) ** 2) / (s * Math.sqrt(2 * Math.PI));
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

describe("tails of every kind", () => {
  const model = compiled(`model Tails
data { t: positive[N]  k: count[N]  j: count[N]  u: interval(0, 0.9)[N]  z: real[N] }
prior {
  a: interval(0.5, 9) ~ truncated(gamma(2, 0.7), 0.5, 9)
  m ~ normal(0, 1)
  s: interval(0, 6) ~ truncated(half_student_t(3, 1.5), high = 6)
}
likelihood {
  t ~ censored(gamma(a, exp(m)), high = 3)
  k ~ truncated(neg_binomial(exp(m), s), low = 1)
  j ~ censored(binomial(9, sigmoid(m)), low = 2, high = 6)
  u ~ truncated(beta(a, s), high = 0.9)
  z ~ truncated(student_t(a, m, s), low = -1)
}
`);
  const seen = {
    t: [0.4, 3, 1.2],
    k: [1, 4, 30],
    j: [2, 4, 6],
    u: [0.1, 0.5, 0.899],
    z: [-1, 0.3, 40],
  };
  const student = (x: number, df: number) =>
    lgamma((df + 1) / 2) -
    lgamma(df / 2) -
    0.5 * Math.log(df * Math.PI) -
    ((df + 1) / 2) * Math.log1p((x * x) / df);
  const joint = ([a = NaN, m = NaN, s = NaN]: readonly number[]) => {
    const [rate, p] = [Math.exp(m), sigmoid(m)];
    const logBeta = lgamma(a) + lgamma(s) - lgamma(a + s);
    const gamma = (x: number, shape: number, b: number) =>
      shape * Math.log(b) - lgamma(shape) + (shape - 1) * Math.log(x) - b * x;
    let log = gamma(a, 2, 0.7) - Math.log(lowerGamma(2, 6.3) - lowerGamma(2, 0.35));
    log += Math.log(normal(m, 0, 1));
    log += Math.log(2 / 1.5) + student(s / 1.5, 3) - Math.log(2 * studentCdf(4, 3) - 1);
    for (const t of seen.t) log += t >= 3 ? Math.log(upperGamma(a, 3 * rate)) : gamma(t, a, rate);
    for (const k of seen.k) {
      log +=
        lgamma(k + s) -
        lgamma(s) -
        lgamma(k + 1) +
        s * Math.log(s / (s + rate)) +
        k * Math.log(rate / (s + rate));
      log -= Math.log(1 - (s / (s + rate)) ** s);
    }
    const ways = (j: number) =>
      lgamma(10) - lgamma(j + 1) - lgamma(10 - j) + j * Math.log(p) + (9 - j) * Math.log(1 - p);
    log += Math.log(incompleteBeta(1 - p, 7, 3)) + ways(4) + Math.log(incompleteBeta(p, 6, 4));
    for (const u of seen.u)
      log +=
        (a - 1) * Math.log(u) + (s - 1) * Math.log(1 - u) - logBeta - Math.log(incompleteBeta(0.9, a, s));
    for (const z of seen.z)
      log += student((z - m) / s, a) - Math.log(s) - Math.log(1 - studentCdf((-1 - m) / s, a));
    return log;
  };

  // Planted: P(X > 6) for P(X ≥ 6) of the censored count; P(X > 1) for P(X ≥ 1) of the truncated one; no mass.
  test.each([
    [2.2, -0.3, 1.1],
    [7.5, 0.9, 4],
    [0.6, -1.4, 0.2],
  ])("at %d, %d and %d give the density and gradient of plain code", async (...point) => {
    const bound = value(await bind(model, [await source(seen)]));
    const [a, m, s] = point;
    const found = value(await density(model, bound, { a, m, s }, { unconstrained: false }));
    expect(found.logJoint / joint(point)).toBeCloseTo(1, 11);
    ["a", "m", "s"].forEach((name, i) => {
      const h = 3e-4 * Math.max(0.2, Math.abs(point[i] ?? NaN));
      const side = (steps: number) => joint(point.map((x, j) => (j === i ? x + steps * h : x)));
      const slope = (8 * (side(1) - side(-1)) - (side(2) - side(-2))) / (12 * h);
      expect(Math.abs(Number(found.gradient[name]) - slope)).toBeLessThan(2e-8 * (1 + Math.abs(slope)));
    });
  });
});
