/** Predictions of models with discrete latents: mixtures over their values, beside plain code. */

import { describe, expect, test } from "vitest";
import { evaluate, fit, predict, type Posterior } from "../src/pipeline.ts";
import { compiled, source, value } from "./pipeline-models.ts";

const sum = (xs: readonly number[]) => xs.reduce((total, x) => total + x, 0);
const normal = (z: number, sd: number) => Math.exp(-0.5 * (z / sd) ** 2) / (sd * Math.sqrt(2 * Math.PI));

/** A posterior of one point: predictions are those of the model there. */
async function pointOf(text: string, data: unknown, values: Readonly<Record<string, readonly number[]>>) {
  const posterior = value(await fit(compiled(`${text}infer map { steps = 1 }\n`), [await source(data)]));
  const sites = new Map(Object.entries(values).map(([name, xs]) => [name, Float64Array.from(xs)]));
  return { ...posterior, approximation: { kind: "point", values: sites } } satisfies Posterior;
}

async function columnsOf(posterior: Posterior, data: unknown) {
  const { columns } = value(await predict(posterior, [await source(data)], {}));
  return (name: string) => [...(columns.get(name) ?? [])];
}

const share = [0.3, 0.7];
const mu = [-1, 2];
const y = [-1.2, 0.5, 2.4];

describe("a mixture over the labels of rows", () => {
  const text = `model Mixed
dim Kind = { a, b }
data { y: real[N]  k: count[N]  c: bool[N] }
prior {
  share: simplex[Kind] ~ dirichlet(2)
  mu: real[Kind] ~ normal(0, 5)
  z: Kind[N] ~ categorical(share)
}
likelihood { y ~ normal(mu[z], 0.5)  k ~ poisson(log_rate = mu[z])  c ~ bernoulli(logits = mu[z]) }
`;
  const data = { y, k: [0, 3, 8], c: [0, 1, 1] };
  const posterior = () => pointOf(text, data, { share, mu });

  // Planted: the variance within the parts alone; the weights left equal in the quantiles.
  test("has its mean, spread, quantiles and density", async () => {
    const of = await columnsOf(await posterior(), data);
    const mean = 0.3 * -1 + 0.7 * 2;
    const variance = 0.25 + 0.3 * (-1 - mean) ** 2 + 0.7 * (2 - mean) ** 2;
    of("y_mean").forEach((found) => expect(found).toBeCloseTo(mean, 12));
    of("y_sd").forEach((found) => expect(found).toBeCloseTo(Math.sqrt(variance), 12));
    of("y_log_density").forEach((found, n) => {
      const parts = share.map((p, k) => p * normal((y[n] ?? 0) - (mu[k] ?? 0), 0.5));
      expect(found).toBeCloseTo(Math.log(sum(parts)), 12);
    });
    // 0.3 Φ((q + 1) / 0.5) = 0.05: the second part is out of reach.
    of("y_q05").forEach((found) => expect(found).toBeCloseTo(-1 - 0.5 * 0.967421566101701, 6));
  });

  test("of counts and of yes and no", async () => {
    const of = await columnsOf(await posterior(), data);
    const rates = mu.map(Math.exp);
    const mean = sum(share.map((p, k) => p * (rates[k] ?? 0)));
    const second = sum(share.map((p, k) => p * ((rates[k] ?? 0) + (rates[k] ?? 0) ** 2)));
    of("k_mean").forEach((found) => expect(found).toBeCloseTo(mean, 12));
    of("k_sd").forEach((found) => expect(found).toBeCloseTo(Math.sqrt(second - mean ** 2), 12));
    // P(k ≤ 0) = 0.3 e^(−e⁻¹) + 0.7 e^(−e²) = 0.208.
    of("k_q05").forEach((found) => expect(found).toBe(0));
    const yes = sum(share.map((p, k) => p / (1 + Math.exp(-(mu[k] ?? 0)))));
    of("c_p_1").forEach((found) => expect(found).toBeCloseTo(yes, 12));
  });

  test("is scored like any other", async () => {
    const scores = value(await evaluate(await posterior(), [await source(data)], {}));
    if (!("responses" in scores)) throw new Error("three responses have scores each");
    const own = scores.responses["y"];
    // ∫ (F − 1{y ≤ x})² dx by the trapezium rule. Planted: equal weights in the sum over pairs.
    const phi = (x: number) => {
      const cells = 4000;
      let total = 0;
      for (let i = 0; i < cells; i++)
        total += normal(-8 + ((x + 8) * (i + 0.5)) / cells, 1) * ((x + 8) / cells);
      return x < -8 ? 0 : total;
    };
    const crps = y.map((each) => {
      let total = 0;
      for (let x = -6; x < 8; x += 0.01) {
        const cdf = sum(share.map((p, k) => p * phi((x + 0.005 - (mu[k] ?? 0)) / 0.5)));
        total += (cdf - (each <= x + 0.005 ? 1 : 0)) ** 2 * 0.01;
      }
      return total;
    });
    expect(own && "crps" in own ? own.crps : null).toBeCloseTo(sum(crps) / 3, 3);
  });
});

// Planted: the density of the whole group in the first row; the prior's weights for what the data tell.
test("rows that share a label are each a mixture over it, weighed by what the training data tell", async () => {
  const text = `model Groups
dim Kind = { a, b }
data { school: School[N]  y: real[N] }
prior { share: simplex[Kind] ~ dirichlet(2)  mu: real[Kind] ~ normal(0, 5)  kind: Kind[School] ~ categorical(share) }
likelihood { y ~ normal(mu[kind[school]], 2) }
`;
  const school = ["p", "q", "p"];
  const data = { school, y };
  const of = await columnsOf(await pointOf(text, data, { share, mu }), data);
  const density = (n: number, k: number) => normal((y[n] ?? 0) - (mu[k] ?? 0), 2);
  of("y_log_density").forEach((found, n) => {
    const rows = [0, 1, 2].filter((other) => school[other] === school[n]);
    const weights = share.map((p, k) => rows.reduce((product, row) => product * density(row, k), p));
    const parts = weights.map((w, k) => (w / sum(weights)) * density(n, k));
    expect(found).toBeCloseTo(Math.log(sum(parts)), 12);
  });
});

test("more labels in the data than are summed out is an error", async () => {
  const text = `model Many
data { g: Group[N]  y: real[N] }
prior { w: simplex[Group] ~ dirichlet(1)  m: real[Group] ~ normal(0, 5)  z: Group[N] ~ categorical(w) }
likelihood { y ~ normal(m[z] + m[g], 1) }
infer map { steps = 1 }
`;
  const rows = (count: number) => ({
    g: Array.from({ length: count }, (_, i) => i),
    y: Array.from({ length: count }, (_, i) => i / 10),
  });
  expect((await fit(compiled(text), [await source(rows(64))])).ok).toBe(true);
  expect(await fit(compiled(text), [await source(rows(65))])).toMatchObject({
    diagnostics: [{ code: "H0416" }],
  });
});
