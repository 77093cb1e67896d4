/** Vectors, shares and matrices as responses: log densities are those of plain code, predictions those of their entries. */

import { describe, expect, test } from "vitest";
import { bind, density, fit, predict } from "../src/pipeline.ts";
import { lgamma } from "../src/tensor/special/lgamma.ts";
import { compiled, source, value } from "./pipeline-models.ts";

const text = (data: string, prior: string, likelihood: string) => `model Vectors
dim K = { a, b }
data { ${data} }
prior { ${prior} }
likelihood { ${likelihood} }
infer map { steps = 400 }
`;

const bivariate = (p: number, q: number, s: number, t: number, r: number) => {
  const rest = 1 - r * r;
  const [u, v] = [p / s, q / t];
  return -(u * u - 2 * r * u * v + v * v) / (2 * rest) - Math.log(2 * Math.PI * s * t) - 0.5 * Math.log(rest);
};
const y = [
  [0.3, 1.2],
  [-0.4, 0.1],
  [2, 2.5],
];
const x = [0.5, -1, 2];

describe("vectors", () => {
  const model = compiled(
    text(
      "x: real[N]  y: real[N, K]",
      "mu: real[K] ~ normal(0, 1)  r: correlation[K] ~ lkj(1)  s: positive[K] ~ half_normal(1)",
      "y ~ multi_normal(mu * x, correlation = r, scale = s)",
    ),
  );
  const point = {
    mu: [0.4, -0.2],
    s: [0.7, 1.6],
    r: [
      [1, 0.35],
      [0.35, 1],
    ],
  };

  // Planted: the scales' logarithms left out.
  test("have the density of the bivariate normal, and its gradient", async () => {
    const bound = value(await bind(model, [await source({ x, y })]));
    const joint = (mu: readonly number[], s: readonly number[]) =>
      y.reduce(
        (sum, [p = NaN, q = NaN], n) =>
          sum +
          bivariate(
            p - (mu[0] ?? NaN) * (x[n] ?? NaN),
            q - (mu[1] ?? NaN) * (x[n] ?? NaN),
            s[0] ?? NaN,
            s[1] ?? NaN,
            0.35,
          ),
        0,
      );
    const found = value(await density(model, bound, point, { unconstrained: false }));
    expect(found.logLikelihood / joint(point.mu, point.s)).toBeCloseTo(1, 12);
    const h = 1e-5;
    const [m1 = NaN, m2 = NaN] = point.mu;
    const [s1 = NaN, s2 = NaN] = point.s;
    // The priors: −μ and −s.
    const slopes = {
      mu: (joint([m1 + h, m2], point.s) - joint([m1 - h, m2], point.s)) / (2 * h) - m1,
      s: (joint(point.mu, [s1, s2 + h]) - joint(point.mu, [s1, s2 - h])) / (2 * h) - s2,
    };
    expect([found.gradient["mu"]].flat()[0]).toBeCloseTo(slopes.mu, 6);
    expect([found.gradient["s"]].flat()[1]).toBeCloseTo(slopes.s, 6);
  });

  test("are predicted entry by entry, with a density of the whole", async () => {
    const fitted = value(await fit(model, [await source({ x, y })]));
    const { columns } = value(await predict(fitted, [await source({ x, y })]));
    expect([...columns.keys()]).toEqual(expect.arrayContaining(["y[1]_q05", "y[2]_q95", "y_log_density"]));
    expect([...(columns.get("y_log_density") ?? [])].every(Number.isFinite)).toBe(true);
    const [low = NaN, middle = NaN] = ["y[1]_q05", "y[1]_q50"].map((name) => columns.get(name)?.[0]);
    // 1.645 standard deviations of one entry.
    expect((middle - low) / (columns.get("y[1]_sd")?.[0] ?? NaN)).toBeCloseTo(1.6448536, 5);
  });
});

// Planted: 0.6 for ½ before the distance.
test("one vector has the density of one row", async () => {
  const one = compiled(
    text("y: real[K]", "m ~ normal(0, 1)  r: correlation[K] ~ lkj(1)", "y ~ multi_normal(m, r)"),
  );
  const bound = value(await bind(one, [await source({ y: [0.3, 1.2] })]));
  const point = {
    m: 0.5,
    r: [
      [1, -0.2],
      [-0.2, 1],
    ],
  };
  const found = value(await density(one, bound, point, { unconstrained: false }));
  expect(found.logLikelihood).toBeCloseTo(bivariate(-0.2, 0.7, 1, 1, -0.2), 12);
});

// Γ(Σα) / ΠΓ(α) Π x^(α − 1). Planted: nine tenths of the powers; the sum of all concentrations for the rest of it.
test("shares have the density of Dirichlet", async () => {
  const shares = compiled(text("y: simplex[N, K]", "c: positive[K] ~ gamma(2, 1)", "y ~ dirichlet(c)"));
  const seen = [
    [0.25, 0.75],
    [0.9, 0.1],
  ];
  const bound = value(await bind(shares, [await source({ y: seen })]));
  const found = value(await density(shares, bound, { c: [1.5, 0.7] }, { unconstrained: false }));
  const each = ([p = NaN, q = NaN]: readonly number[]) =>
    lgamma(2.2) - lgamma(1.5) - lgamma(0.7) + 0.5 * Math.log(p) - 0.3 * Math.log(q);
  expect(found.logLikelihood).toBeCloseTo(
    seen.reduce((sum, row) => sum + each(row), 0),
    12,
  );
  const fitted = value(await fit(shares, [await source({ y: seen })]));
  const { columns } = value(await predict(fitted, [await source({ y: seen })]));
  const [a = NaN, b = NaN] = ["y[1]_mean", "y[2]_mean"].map((name) => columns.get(name)?.[0]);
  expect(a + b).toBeCloseTo(1, 10);
});

// (1 − r²)^(η − 1) / (2^(2η − 1) B(η, η)). Planted: a diagonal that varies.
test("correlations have that of lkj", async () => {
  const matrices = compiled(text("y: correlation[N, K]", "eta: positive ~ gamma(2, 1)", "y ~ lkj(eta)"));
  const seen = [0.3, -0.6].map((r) => [
    [1, r],
    [r, 1],
  ]);
  const bound = value(await bind(matrices, [await source({ y: seen })]));
  const eta = 1.8;
  const found = value(await density(matrices, bound, { eta }, { unconstrained: false }));
  const norm = (2 * eta - 1) * Math.LN2 + 2 * lgamma(eta) - lgamma(2 * eta);
  const wanted = [0.3, -0.6].reduce((sum, r) => sum + (eta - 1) * Math.log(1 - r * r) - norm, 0);
  expect(found.logLikelihood).toBeCloseTo(wanted, 12);
  const fitted = value(await fit(matrices, [await source({ y: seen })]));
  const { columns } = value(await predict(fitted, [await source({ y: seen })]));
  expect([columns.get("y[1]_mean")?.[0], columns.get("y[2]_mean")?.[0]]).toEqual([1, 0]);
});
