/** Non-centred models: on the declared scale their density is the centred one's; on z's it is what the formula says, written by hand. */

import { describe, expect, test } from "vitest";
import { bind, density } from "../../src/pipeline.ts";
import { placeSite } from "../../src/model/non-centred.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import { compiled, source, value } from "../pipeline-models.ts";

const halfLog2Pi = 0.5 * Math.log(2 * Math.PI);
const normal = (x: number, mean: number, sd: number) =>
  -0.5 * ((x - mean) / sd) ** 2 - Math.log(sd) - halfLog2Pi;
const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);
const at = (values: readonly number[], i: number) => values[i] ?? Number.NaN;

const y = [28, 8, -3, 7];
const sigma = [15, 10, 16, 11];
const eight = (prior: string, more = "") => `model Eight
data { y: real[School]  sigma: positive[School] }
prior { mu ~ normal(0, 5)  tau: positive ~ half_cauchy(5)  ${more} theta: real[School] ~ ${prior} }
likelihood { y ~ normal(theta, sigma) }
infer vi`;

async function densityOf(text: string, data: unknown, point: unknown, unconstrained: boolean) {
  const model = compiled(text);
  const bound = value(await bind(model, [await source(data)]));
  return value(await density(model, bound, point, { unconstrained }));
}

function close(found: unknown, wanted: readonly number[]): void {
  const all = [found].flat(3) as readonly number[];
  expect(all).toHaveLength(wanted.length);
  wanted.forEach((number, i) =>
    expect(Math.abs(at(all, i) - number)).toBeLessThanOrEqual(1e-10 * Math.max(1, Math.abs(number))),
  );
}

const [mu, logTau] = [1.3, 0.4];
const tau = Math.exp(logTau);
const z = [0.3, -0.2, 1.4, -0.9];
const data = { y, sigma };
const cauchy = Math.log(2 / (Math.PI * 5)) - Math.log1p((tau / 5) ** 2);

describe("eight schools", () => {
  test("the declared scale knows nothing of it", async () => {
    const point = { mu, tau, theta: [3, 1, -2, 4] };
    const centred = await densityOf(eight("normal(mu, tau)"), data, point, false);
    expect(await densityOf(eight("non_centred(normal(mu, tau))"), data, point, false)).toEqual(centred);
  });

  // Planted: Σ log τ left out of the Jacobian; what a scale is made of not made first.
  test.each([
    ["a latent's scale", "non_centred(normal(mu, tau))", ""],
    ["a scale made of others", "non_centred(normal(mu, 2 * half))", "half = tau / 2"],
  ])("%s: density and gradient by hand", async (_, prior, more) => {
    const theta = z.map((each) => mu + tau * each);
    const found = await densityOf(eight(prior, more), data, { mu, tau: logTau, theta: z }, true);
    close(found.logPrior, [normal(mu, 0, 5) + cauchy + logTau + sum(z.map((each) => normal(each, 0, 1)))]);
    close(found.logLikelihood, [sum(y.map((each, i) => normal(each, at(theta, i), at(sigma, i))))]);
    const slopes = y.map((each, i) => (each - at(theta, i)) / at(sigma, i) ** 2);
    close(
      found.gradient["theta"],
      z.map((each, i) => -each + tau * at(slopes, i)),
    );
    close(found.gradient["mu"], [-mu / 25 + sum(slopes)]);
    const ofTau =
      1 - (2 * tau * tau) / (25 + tau * tau) + tau * sum(slopes.map((slope, i) => slope * at(z, i)));
    close(found.gradient["tau"], [ofTau]);
  });
});

// Planted: log s − z for log s + z.
test("positive effects: lognormal by exp(m + s z), half_normal by s exp(z)", async () => {
  const text = `model Positive
data { y: real[G] }
prior {
  s: positive ~ half_normal(1)
  a: positive[G] ~ non_centred(lognormal(0.5, s))
  h: positive[G] ~ non_centred(half_normal(s))
}
likelihood { y ~ normal(a + h, 1) }
infer vi`;
  const s = Math.exp(-0.3);
  const [za, zh] = [
    [0.2, -1],
    [0.5, 0.1],
  ] as const;
  const a = za.map((each) => Math.exp(0.5 + s * each));
  const h = zh.map((each) => s * Math.exp(each));
  const halfNormal = (x: number, sd: number) => Math.LN2 + normal(x, 0, sd);
  const prior =
    halfNormal(s, 1) -
    0.3 +
    sum(za.map((each) => normal(each, 0, 1))) +
    sum(zh.map((each) => halfNormal(Math.exp(each), 1) + each));
  const found = await densityOf(text, { y: [1, 2] }, { s: -0.3, a: za, h: zh }, true);
  close(found.logPrior, [prior]);
  close(found.logLikelihood, [sum([1, 2].map((each, i) => normal(each, at(a, i) + at(h, i), 1)))]);
});

// Planted: one factor's Jacobian counted once for all vectors.
test("vectors: L z for each, log L₁₁ + log L₂₂ for each", async () => {
  const text = `model Vectors
dim K = 2
data { y: real[G, K] }
prior {
  cov: covariance[K] ~ flat
  e: real[G, K] ~ non_centred(multi_normal(0.5, cov))
}
likelihood { y ~ normal(e, 1) }
infer vi`;
  const u = [0.2, -0.4, -0.1];
  const [l11, l21, l22] = [Math.exp(0.2), -0.4, Math.exp(-0.1)];
  const zs = [
    [0.3, -1],
    [1.2, 0.4],
    [0, 0.7],
  ];
  const e = zs.map(([first = 0, second = 0]) => [0.5 + l11 * first, 0.5 + l21 * first + l22 * second]);
  const rows = e.map((row) => row.map((each) => each + 0.1));
  const found = await densityOf(text, { y: rows }, { cov: u, e: zs }, true);
  // The covariance: K log 2 + Σ (K − k + 2) log Lₖₖ
  const jacobian = 2 * Math.LN2 + 3 * 0.2 + 2 * -0.1;
  close(found.logPrior, [jacobian + sum(zs.flat().map((each) => normal(each, 0, 1)))]);
  close(found.logLikelihood, [6 * normal(0.1, 0, 1)]);
});

test("only a distribution with a location or a scale has such coordinates", () => {
  const { model } = compiled(`model M
data { y: real[N] }
prior { p: unit ~ beta(1, 1) }
likelihood { y ~ normal(p, 1) }`);
  const [site] = model.sites;
  const b = createBuilder("f64");
  if (site === undefined) throw new Error("a site");
  expect(() => placeSite(b, model, site, new Map(), b.constant(0), new Map())).toThrow("beta");
});
