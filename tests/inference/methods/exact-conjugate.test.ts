import { describe, expect, test } from "vitest";
import { exactInBlocks } from "../../../src/inference/methods/exact.ts";
import type { Approximation } from "../../../src/posterior/posterior.ts";
import { lgamma } from "../../../src/tensor/special/lgamma.ts";
import { type Arrays, fitted, taskOf, valueOf } from "../fixture.ts";

function conjugate(approximation: Approximation) {
  if (approximation.kind !== "conjugate")
    throw new Error(`a ${approximation.kind} is no closed form of families`);
  return approximation;
}

const logBeta = (a: number, b: number): number => lgamma(a) + lgamma(b) - lgamma(a + b);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const near = (found: number | undefined, wanted: number): void =>
  expect(Math.abs((found ?? NaN) - wanted) / Math.max(1, Math.abs(wanted))).toBeLessThan(1e-9);

/** ∫ exp(log f(θ)) dθ by the trapezoid rule on a fine grid of g(u), dθ = g′(u) du. */
function quadrature(
  logDensity: (theta: number) => number,
  g: (u: number) => readonly [number, number],
  from: number,
  to: number,
): number {
  const steps = 40_000;
  const values = Array.from({ length: steps + 1 }, (_, i) => {
    const [theta, slope] = g(from + ((to - from) * i) / steps);
    return logDensity(theta) + Math.log(slope);
  });
  const most = Math.max(...values);
  return most + Math.log((sum(values.map((value) => Math.exp(value - most))) * (to - from)) / steps);
}
const logistic = (u: number): readonly [number, number] => {
  const p = 1 / (1 + Math.exp(-u));
  return [p, p * (1 - p)];
};
const exponential = (u: number): readonly [number, number] => [Math.exp(u), Math.exp(u)];

interface Case {
  readonly name: string;
  readonly text: string;
  readonly data: Arrays;
  readonly parameters: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  readonly evidence: number;
}

const choose = (n: number, k: number): number => lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1);
const k = [3, 0, 7, 2];
const n = [9, 4, 8, 2];
const counts = [4, 0, 11, 2, 6];
const exposure = [1.5, 0.2, 3, 0.8, 2];
const waits = [0.4, 2.2, 1.1, 0.05];

const cases: readonly Case[] = [
  {
    name: "beta and binomial, a prior from data",
    text: `model M
data { k: count[N]  n: count[N]  a0: positive }
prior { theta: unit ~ beta(a0, 3.5) }
likelihood { k ~ binomial(n, theta) }
infer exact`,
    data: { k, n, a0: 2.5 },
    parameters: { theta: { a: [2.5 + sum(k)], b: [3.5 + sum(n) - sum(k)] } },
    evidence:
      sum(k.map((each, i) => choose(n[i] ?? NaN, each))) +
      logBeta(2.5 + sum(k), 3.5 + sum(n) - sum(k)) -
      logBeta(2.5, 3.5),
  },
  {
    name: "beta and bernoulli by label",
    text: `model M
dim G = 3
data { g: G[N]  y: bool[N] }
prior { theta: unit[G] ~ beta(1, 2) }
likelihood { y ~ bernoulli(theta[g]) }
infer exact`,
    data: { g: [1, 2, 1, 3, 1, 2], y: [1, 0, 1, 0, 0, 1] },
    parameters: { theta: { a: [3, 2, 1], b: [3, 3, 3] } },
    evidence: logBeta(3, 3) + logBeta(2, 3) + logBeta(1, 3) - 3 * logBeta(1, 2),
  },
  {
    name: "beta and binomial, one a row",
    text: `model M
data { k: count[School]  n: count[School] }
prior { theta: unit[School] ~ beta(2, 2) }
likelihood { k ~ binomial(n, theta) }
infer exact`,
    data: { k, n },
    parameters: { theta: { a: k.map((each) => 2 + each), b: k.map((each, i) => 2 + (n[i] ?? NaN) - each) } },
    evidence: sum(
      k.map(
        (each, i) => choose(n[i] ?? NaN, each) + logBeta(2 + each, 2 + (n[i] ?? NaN) - each) - logBeta(2, 2),
      ),
    ),
  },
  {
    name: "gamma and poisson with exposure",
    text: `model M
data { y: count[N]  exposure: positive[N] }
prior { lambda: positive ~ gamma(2, 0.5) }
likelihood { y ~ poisson(lambda * exposure) }
infer exact`,
    data: { y: counts, exposure },
    parameters: { lambda: { shape: [2 + sum(counts)], rate: [0.5 + sum(exposure)] } },
    evidence:
      sum(counts.map((each, i) => each * Math.log(exposure[i] ?? NaN) - lgamma(each + 1))) +
      lgamma(2 + sum(counts)) -
      (2 + sum(counts)) * Math.log(0.5 + sum(exposure)) -
      lgamma(2) +
      2 * Math.log(0.5),
  },
  {
    name: "gamma and exponential",
    text: `model M
data { t: positive[N] }
prior { lambda: positive ~ gamma(3, 2) }
likelihood { t ~ exponential(lambda / 2) }
infer exact`,
    data: { t: waits },
    parameters: { lambda: { shape: [7], rate: [2 + sum(waits) / 2] } },
    evidence: -4 * Math.log(2) + lgamma(7) - 7 * Math.log(2 + sum(waits) / 2) - lgamma(3) + 3 * Math.log(2),
  },
  {
    name: "gamma and gamma of a known shape",
    text: `model M
data { t: positive[N] }
prior { lambda: positive ~ gamma(3, 2) }
likelihood { t ~ gamma(2.5, lambda) }
infer exact`,
    data: { t: waits },
    parameters: { lambda: { shape: [13], rate: [2 + sum(waits)] } },
    evidence:
      1.5 * sum(waits.map(Math.log)) -
      4 * lgamma(2.5) +
      lgamma(13) -
      13 * Math.log(2 + sum(waits)) -
      lgamma(3) +
      3 * Math.log(2),
  },
  {
    name: "inverse gamma and exponential of the mean",
    text: `model M
data { t: positive[N] }
prior { mu: positive ~ inverse_gamma(3, 2) }
likelihood { t ~ exponential(1 / mu) }
infer exact`,
    data: { t: waits },
    parameters: { mu: { shape: [7], scale: [2 + sum(waits)] } },
    evidence: lgamma(7) - 7 * Math.log(2 + sum(waits)) - lgamma(3) + 3 * Math.log(2),
  },
  {
    name: "inverse gamma and a normal of a known mean",
    text: `model M
data { t: real[N] }
prior { v: positive ~ inverse_gamma(3, 2) }
likelihood { t ~ normal(1, 2 * sqrt(v)) }
infer exact`,
    data: { t: waits },
    parameters: { v: { shape: [5], scale: [2 + sum(waits.map((t) => (t - 1) ** 2)) / 8] } },
    evidence:
      -2 * Math.log(2 * Math.PI) -
      4 * Math.log(2) +
      lgamma(5) -
      5 * Math.log(2 + sum(waits.map((t) => (t - 1) ** 2)) / 8) -
      lgamma(3) +
      3 * Math.log(2),
  },
  {
    name: "gamma precision and a normal of a known mean",
    text: `model M
data { t: real[N] }
prior { tau: positive ~ gamma(3, 2)  sd: positive = 1 / sqrt(tau) }
likelihood { t ~ normal(1, sd) }
infer exact`,
    data: { t: waits },
    parameters: { tau: { shape: [5], rate: [2 + sum(waits.map((t) => (t - 1) ** 2)) / 2] } },
    evidence:
      -2 * Math.log(2 * Math.PI) +
      lgamma(5) -
      5 * Math.log(2 + sum(waits.map((t) => (t - 1) ** 2)) / 2) -
      lgamma(3) +
      3 * Math.log(2),
  },
  {
    name: "dirichlet and categorical by label",
    text: `model M
dim C = 3
dim G = 2
data { g: G[N]  y: C[N]  alpha: positive[C] }
prior { p: simplex[G, C] ~ dirichlet(alpha) }
likelihood { y ~ categorical(p[g]) }
infer exact`,
    data: { g: [1, 1, 2, 2, 2], y: [1, 3, 3, 3, 2], alpha: [1, 2, 0.5] },
    parameters: { p: { concentration: [2, 2, 1.5, 1, 3, 2.5] } },
    evidence:
      lgamma(2) +
      lgamma(2) +
      lgamma(1.5) -
      lgamma(5.5) +
      lgamma(1) +
      lgamma(3) +
      lgamma(2.5) -
      lgamma(6.5) -
      2 * (lgamma(1) + lgamma(2) + lgamma(0.5) - lgamma(3.5)),
  },
];

// Planted: the slopes of the statistics swapped; a posterior's normaliser without the prior's; rows beyond the live ones counted.
describe("conjugate pairs equal the closed form computed apart", () => {
  test.each(cases)("$name", async ({ text, data, parameters, evidence }) => {
    const fit = await fitted(text, data);
    const found = conjugate(fit.approximation).parameters;
    for (const [site, own] of Object.entries(parameters))
      for (const [parameter, wanted] of Object.entries(own))
        wanted.forEach((value, i) => near(found.get(site)?.[parameter]?.[i], value));
    near(fit.objective["log_evidence"], evidence);
    const cut = valueOf(await exactInBlocks(2)(taskOf(text, data)));
    near(cut.objective["log_evidence"], evidence);
  });
});

// Planted: a root taken of the wrong power; n/2 left out of the posterior's shape.
test("evidences agree with quadrature", async () => {
  const integrals: readonly (readonly [number, number])[] = [
    [
      0,
      quadrature(
        (p) =>
          sum(
            k.map(
              (each, i) =>
                choose(n[i] ?? NaN, each) + each * Math.log(p) + ((n[i] ?? NaN) - each) * Math.log1p(-p),
            ),
          ) +
          1.5 * Math.log(p) +
          2.5 * Math.log1p(-p) -
          logBeta(2.5, 3.5),
        logistic,
        -12,
        12,
      ),
    ],
    [
      3,
      quadrature(
        (rate) =>
          sum(
            counts.map(
              (each, i) =>
                each * Math.log(rate * (exposure[i] ?? NaN)) - rate * (exposure[i] ?? NaN) - lgamma(each + 1),
            ),
          ) +
          Math.log(rate) -
          0.5 * rate +
          2 * Math.log(0.5) -
          lgamma(2),
        exponential,
        -6,
        6,
      ),
    ],
    [
      7,
      quadrature(
        (v) =>
          sum(waits.map((t) => -((t - 1) ** 2) / (8 * v) - 0.5 * Math.log(2 * Math.PI * 4 * v))) +
          3 * Math.log(2) -
          lgamma(3) -
          4 * Math.log(v) -
          2 / v,
        exponential,
        -8,
        12,
      ),
    ],
  ];
  for (const [index, integral] of integrals) {
    const example = cases[index];
    if (example === undefined) throw new Error("there are more cases than that");
    const fit = await fitted(example.text, example.data);
    near(fit.objective["log_evidence"], integral);
  }
});

type Matrix = readonly (readonly number[])[];

/** Gauss's elimination: log |m|, and rᵀm⁻¹r. */
function quadratic(m: Matrix, r: readonly number[]) {
  const rows = m.map((row, i) => [...row, r[i] ?? NaN]);
  let logDeterminant = 0;
  rows.forEach((row, i) => {
    logDeterminant += Math.log(row[i] ?? NaN);
    for (const below of rows.slice(i + 1)) {
      const share = (below[i] ?? NaN) / (row[i] ?? NaN);
      row.forEach((value, j) => (below[j] = (below[j] ?? NaN) - share * value));
    }
  });
  // With m = L D Lᵀ, rᵀm⁻¹r is the sum of squares of L⁻¹r over D.
  return {
    logDeterminant,
    distance: sum(rows.map((row, i) => (row[r.length] ?? NaN) ** 2 / (row[i] ?? NaN))),
  };
}

const x = [0.3, -1.2, 2.1, 0.7, 1.5];
const y = [1.1, -0.4, 3.9, 1.2, 2.2];
const logT = (m: Matrix, r: readonly number[], a: number, b: number): number => {
  const { logDeterminant, distance } = quadratic(m, r);
  const c = r.length;
  return (
    lgamma(a + c / 2) -
    lgamma(a) -
    (c / 2) * Math.log(2 * Math.PI * b) -
    0.5 * logDeterminant -
    (a + c / 2) * Math.log1p(distance / (2 * b))
  );
};

// Planted: the design taken of the latents, not of their whitened selves; bₙ without its half; the prior's mean left out.
describe("normals with an unknown variance", () => {
  const prior = "w ~ normal(0.5, 2 * sqrt(v))  c ~ normal(w, 3 * sqrt(v))";
  const marginal = x.map((u, i) => x.map((o, j) => 4 * (u + 1) * (o + 1) + 9 + (i === j ? 1 : 0)));
  const residual = y.map((each, i) => each - 0.5 * ((x[i] ?? NaN) + 1));
  const wanted = {
    evidence: logT(marginal, residual, 2.5, 1.5),
    shape: 5,
    scale: 1.5 + quadratic(marginal, residual).distance / 2,
  };

  test.each([
    ["a variance", `v: positive ~ inverse_gamma(2.5, 1.5)  ${prior}`, "sqrt(v)", "scale"],
    [
      "a standard deviation by name",
      `v: positive ~ inverse_gamma(2.5, 1.5)  s: positive = sqrt(v)  ${prior}`,
      "s",
      "scale",
    ],
    [
      "a precision",
      `v: positive ~ gamma(2.5, 1.5)  ${prior.replaceAll("sqrt(v)", "1 / sqrt(v)")}`,
      "v ^ -0.5",
      "rate",
    ],
  ])("%s: Student's t is the evidence", async (_, latents, noise, second) => {
    const fit = await fitted(
      `model M data { x: real[N]  y: real[N] } prior { ${latents} } likelihood { y ~ normal(w * x + c, ${noise}) } infer exact`,
      { x, y },
    );
    const { parameters, groups } = conjugate(fit.approximation);
    near(fit.objective["log_evidence"], wanted.evidence);
    near(parameters.get("v")?.["shape"]?.[0], wanted.shape);
    near(parameters.get("v")?.[second]?.[0], wanted.scale);
    expect(groups.map(({ sites, scale }) => [sites, scale])).toEqual([[["w", "c"], "v"]]);
  });

  test("a response of a known mean tells of the variance too, and families add up", async () => {
    const text = `model M
data { x: real[N]  y: real[N]  z: real[N]  k: count[N]  e: count[N] }
prior { v: positive ~ inverse_gamma(2.5, 1.5)  ${prior}  q: unit ~ beta(2, 3)  a ~ normal(0, 1) }
likelihood { y ~ normal(w * x + c, sqrt(v))  z ~ normal(1, 2 * sqrt(v))  k ~ binomial(4, q)  e ~ poisson(2.5) }
infer exact`;
    const z = [0.2, 1.5, -3, 2, 1];
    const successes = [1, 4, 0, 2, 3];
    const events = [2, 0, 5, 1, 3];
    const fit = await fitted(text, { x, y, z, k: successes, e: events });
    const both = marginal.map((row) => [...row, ...z.map(() => 0)]);
    const matrix = [...both, ...z.map((_, i) => [...y.map(() => 0), ...z.map((__, j) => (i === j ? 4 : 0))])];
    near(
      fit.objective["log_evidence"],
      logT(matrix, [...residual, ...z.map((each) => each - 1)], 2.5, 1.5) +
        sum(successes.map((each) => choose(4, each))) +
        logBeta(12, 13) -
        logBeta(2, 3) +
        sum(events.map((each) => each * Math.log(2.5) - 2.5 - lgamma(each + 1))),
    );
    const { groups } = conjugate(fit.approximation);
    // Nothing is seen of `a`: its prior stays.
    const alone = groups.find(({ scale }) => scale === null);
    expect([alone?.sites, [...(alone?.mean ?? [])], [...(alone?.covariance ?? [])]]).toEqual([
      ["a"],
      [0],
      [1],
    ]);
  });
});

// Planted: the spread of a level left out of the level below.
test("a hierarchy of three levels, a random walk and noise from data equal one big normal", async () => {
  const text = `model M
dim G = 2
data { g: G[N]  s: positive[N]  y: real[N] }
prior {
  top ~ normal(1, 2)
  mid ~ normal(2 * top - 1, 0.5)
  theta: real[G] ~ normal(mid, 3)
}
likelihood { y ~ normal(theta[g], s) }
infer exact`;
  const s = [0.5, 1, 2, 0.7, 0.3];
  const g = [1, 2, 2, 1, 2];
  const fit = await fitted(text, { g, s, y });
  if (fit.approximation.kind !== "gaussian") throw new Error("this is one normal");
  // Var mid = 4·4 + 0.25; its mean 1
  const covariance = g.map((a, i) =>
    g.map((b, j) => 16.25 + (a === b ? 9 : 0) + (i === j ? (s[i] ?? NaN) ** 2 : 0)),
  );
  const { logDeterminant, distance } = quadratic(
    covariance,
    y.map((each) => each - 1),
  );
  near(fit.objective["log_evidence"], -0.5 * (5 * Math.log(2 * Math.PI) + logDeterminant + distance));
  // E[top | y] = 1 + 8 · 1ᵀ C⁻¹ (y − 1): by the difference of two quadratic forms.
  const r = y.map((each) => each - 1);
  const cross =
    (quadratic(
      covariance,
      r.map((each) => each + 1),
    ).distance -
      quadratic(
        covariance,
        r.map((each) => each - 1),
      ).distance) /
    4;
  near(fit.approximation.mean[0], 1 + 8 * cross);
});

test("a random walk is smoothed", async () => {
  const text = `model Walk
data { y: real[T] }
prior { level: real[T] ~ normal(lag(level over T, 1, start = 0.5), 0.8) }
likelihood { y ~ normal(level, 0.6) }
infer exact`;
  const fit = await fitted(text, { y });
  const covariance = y.map((_, i) => y.map((__, j) => 0.64 * (Math.min(i, j) + 1) + (i === j ? 0.36 : 0)));
  const { logDeterminant, distance } = quadratic(
    covariance,
    y.map((each) => each - 0.5),
  );
  near(fit.objective["log_evidence"], -0.5 * (5 * Math.log(2 * Math.PI) + logDeterminant + distance));
});

test("a response that a definition makes", async () => {
  const text = `model M
data { t: positive[N]  z = log(t) }
prior { a ~ normal(0, 1) }
likelihood { z ~ normal(a, 1) }
infer exact`;
  const fit = await fitted(text, { t: waits });
  const z = waits.map(Math.log);
  const { logDeterminant, distance } = quadratic(
    z.map((_, i) => z.map((__, j) => (i === j ? 2 : 1))),
    z,
  );
  near(fit.objective["log_evidence"], -0.5 * (4 * Math.log(2 * Math.PI) + logDeterminant + distance));
});
