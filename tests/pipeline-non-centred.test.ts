/** Inference in non-centred coordinates: the same posterior, nearer to what a guide of independent normals can say. */

import { expect, test } from "vitest";
import { drawsOf, fit, summarise } from "../src/pipeline.ts";
import { compiled, source, value } from "./pipeline-models.ts";

async function fitted(text: string, data: unknown, seed = 1) {
  const posterior = value(await fit(compiled(text), [await source(data)], { seed }));
  return { ...posterior, summary: await summarise(posterior) };
}

const eight = (prior: string) => `model Eight
data { y: real[School]  sigma: positive[School] }
prior { mu ~ normal(0, 5)  tau: positive ~ half_cauchy(5)  theta: real[School] ~ ${prior} }
likelihood { y ~ normal(theta, sigma) }
infer vi { steps = 3000 }`;
// Published: Rubin, "Estimation in parallel randomized experiments", 1981.
const schools = { y: [28, 8, -3, 7, -1, 1, 18, 12], sigma: [15, 10, 16, 11, 9, 11, 10, 18] };

// Planted: the closed divergence from the centred prior in place of z's own (the bound rises above the evidence).
test("eight schools: the bound is a nat and a half better", async () => {
  const centred = await fitted(eight("normal(mu, tau)"), schools);
  const apart = await fitted(eight("non_centred(normal(mu, tau))"), schools);
  const elbo = (run: typeof centred) => run.record.objective["elbo"] ?? NaN;
  const gain = elbo(apart) - elbo(centred);
  expect(gain).toBeGreaterThan(1.3);
  const se = apart.record.objective["elbo_se"] ?? NaN;
  expect(elbo(apart)).toBeLessThan(logEvidence() + 4 * se);
  expect(elbo(apart)).toBeGreaterThan(logEvidence() - 0.6);
});

/** log ∫∫ normal(mu; 0, 5) half_cauchy(tau; 5) Π normal(yᵢ; mu, √(τ² + σᵢ²)), mu in closed form, tau by the trapezoidal rule in its logarithm. */
function logEvidence(): number {
  let total = 0;
  const step = 0.01;
  for (let u = -12; u < 9; u += step) {
    const tau = Math.exp(u);
    // mu and the y are jointly normal: precision Σ wᵢ + 1/25.
    const w = schools.sigma.map((sigma) => 1 / (tau ** 2 + sigma ** 2));
    const precision = 1 / 25 + w.reduce((sum, each) => sum + each, 0);
    const linear = w.reduce((sum, each, i) => sum + each * (schools.y[i] ?? NaN), 0);
    const squares = w.reduce((sum, each, i) => sum + each * (schools.y[i] ?? NaN) ** 2, 0);
    const logs = w.reduce((sum, each) => sum + Math.log(each), 0) - Math.log(25 * precision);
    const log = 0.5 * logs - 0.5 * (squares - linear ** 2 / precision) - 4 * Math.log(2 * Math.PI);
    total += (step * Math.exp(log) * tau * 2) / (Math.PI * 5 * (1 + (tau / 5) ** 2));
  }
  return Math.log(total);
}

// Planted: z's own divergence left out for the centred prior's; the spread of z alone reported as theta's.
test("where the data say nothing the guide is the prior itself: sd θ is √(5² + 2²)", async () => {
  const text = `model Prior
data { y: real[G] }
prior { mu ~ normal(0, 5)  theta: real[G] ~ non_centred(normal(mu, 2)) }
likelihood { y ~ normal(0 * theta, 1) }
infer vi { steps = 2000 }`;
  const { summary, record } = await fitted(text, { y: [0, 0] });
  // The evidence is that of two standard normals at 0, the bound exact.
  expect(record.objective["elbo"]).toBeCloseTo(-Math.log(2 * Math.PI), 4);
  const sd = Object.values(summary)[1]?.sd as readonly number[];
  // 4000 draws: the standard error of an sd is sd / √8000.
  for (const each of sd) expect(Math.abs(each / Math.sqrt(29) - 1)).toBeLessThan(4 / Math.sqrt(8000));
});

// Planted: the Jacobian counted in the mode; draws of a closed form moved as z.
test("the mode is that of the declared latents, and the closed form does not mind", async () => {
  const text = (prior: string) => `model Mode
data { y: real[G] }
prior { mu ~ normal(0, 5)  tau: positive ~ lognormal(0.7, 0.1)  theta: real[G] ~ ${prior} }
likelihood { y ~ normal(theta, 1) }
infer map { steps = 500 }`;
  const data = { y: [1, 3] };
  const runs = await Promise.all(
    ["normal(mu, tau)", "non_centred(normal(mu, tau))"].map((prior) => fitted(text(prior), data)),
  );
  const [centred, apart] = runs.map(({ summary }) => Object.values(summary).map(({ mean }) => mean));
  const [wanted = [], found = []] = [centred, apart].map((means) => (means ?? []).flat(2) as number[]);
  expect(found).toHaveLength(4);
  wanted.forEach((each, i) => expect(found[i]).toBeCloseTo(each, 5));
  const exact = `model Known
data { y: real[G] }
prior { theta: real[G] ~ non_centred(normal(4, 2)) }
likelihood { y ~ normal(theta, 1) }
infer exact`;
  const { summary, ...posterior } = await fitted(exact, { y: [0, 5] });
  const [theta] = Object.values(summary);
  // (4 / 4 + y) / (1 / 4 + 1), sd √(4 / 5)
  const means = (theta?.mean ?? []) as readonly number[];
  expect(means.map((each) => each.toFixed(9))).toEqual(["0.800000000", "4.800000000"]);
  const { values } = (await drawsOf(posterior, 1000)).values.get("theta") ?? { values: new Float64Array() };
  const mean = values.filter((_, i) => i % 2 === 1).reduce((sum, each) => sum + each / 1000, 0);
  expect(Math.abs(mean - 4.8)).toBeLessThan(4 * Math.sqrt(0.8 / 1000));
});
