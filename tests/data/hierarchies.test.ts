/** Models of several tables, definitions and labels: log density and gradient equal ones written by hand, in plain code. */

import { expect, test } from "vitest";
import { bind, density } from "../../src/pipeline.ts";
import { compiled, source, value } from "../pipeline-models.ts";

const halfLog2Pi = 0.5 * Math.log(2 * Math.PI);
const normal = (z: number, mean: number, sd: number) =>
  -0.5 * ((z - mean) / sd) ** 2 - Math.log(sd) - halfLog2Pi;
const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;
const at = (values: readonly number[], i: number) => values[i] ?? Number.NaN;

function expectClose(found: unknown, wanted: number | readonly number[]): void {
  const all = [found].flat(2) as readonly number[];
  [wanted].flat().forEach((number, i) => {
    expect(Math.abs(at(all, i) - number)).toBeLessThanOrEqual(1e-10 * Math.max(1, Math.abs(number)));
  });
}

async function densityOf(text: string, data: readonly unknown[], point: unknown, unconstrained: boolean) {
  const model = compiled(text);
  const sources = await Promise.all(
    data.map(async (each, i) => ({ ...(await source(each)), block: model.program.tables[i]?.name ?? "" })),
  );
  return value(await density(model, value(await bind(model, sources)), point, { unconstrained }));
}

// Published: Rubin, "Estimation in parallel randomized experiments", 1981.
const y = [28, 8, -3, 7, -1, 1, 18, 12];
const sigma = [15, 10, 16, 11, 9, 11, 10, 18];

// Planted: the rows of the file in place of the labels' order; the Jacobian left out.
test("eight schools, named, centred: rows come in the order of the names", async () => {
  const names = ["H", "G", "F", "E", "D", "C", "B", "A"];
  const text = `model Eight
data "schools.json" { school: School[School]  y: real[School]  sigma: positive[School] }
prior { mu ~ normal(0, 5)  tau: positive ~ half_cauchy(5)  theta: real[School] ~ normal(mu, tau) }
likelihood { y ~ normal(theta, sigma) }
infer map`;
  const data = names.map((school, i) => ({ school, y: at(y, i), sigma: at(sigma, i) }));
  const [mu, logTau] = [1.3, 0.4];
  const tau = Math.exp(logTau);
  const theta = [3, 1, -2, 4, 0.5, 2, 6, -1];
  const [ys, sigmas] = [y.toReversed(), sigma.toReversed()];
  const found = await densityOf(text, [data], { mu, tau: logTau, theta }, true);
  const cauchy = Math.log(2 / (Math.PI * 5)) - Math.log1p((tau / 5) ** 2);
  const prior = normal(mu, 0, 5) + cauchy + logTau + sum(theta.map((each) => normal(each, mu, tau)));
  expectClose(found.logPrior, prior);
  expectClose(found.logLikelihood, sum(ys.map((each, i) => normal(each, at(theta, i), at(sigmas, i)))));
  expectClose(found.gradient["mu"], -mu / 25 + sum(theta.map((each) => (each - mu) / tau ** 2)));
  expectClose(
    found.gradient["theta"],
    theta.map((each, i) => (mu - each) / tau ** 2 + (at(ys, i) - each) / at(sigmas, i) ** 2),
  );
  const ofTau = -(2 * tau * tau) / (25 + tau * tau) + 1;
  expectClose(found.gradient["tau"], ofTau + sum(theta.map((each) => ((each - mu) / tau) ** 2 - 1)));
});

// Planted: the predictor in the file's order.
test("radon: varying intercepts with a predictor of the counties' own, from two tables", async () => {
  const text = `model Radon
data { log_radon: real[N]  floor: bool[N]  county: County[N] }
data counties { county: County[County]  uranium: positive[County]  u = log(uranium) - mean(log(uranium) over County) }
prior { a ~ normal(0, 10)  c ~ normal(0, 10)  b ~ normal(0, 10)  alpha: real[County] ~ normal(a + c * u, 0.3) }
likelihood { log_radon ~ normal(alpha[county] + b * floor, 0.7) }
infer map`;
  const homes = {
    log_radon: [1.1, 0.2, 0.8, 1.6, 0.1],
    floor: [0, 1, 0, 0, 1],
    county: ["Lac, qui", "AITKIN", 'the "C"', "AITKIN", "Åland"],
  };
  const counties = { county: ["Åland", 'the "C"', "AITKIN", "Lac, qui"], uranium: [2, 1, 0.5, 1.5] };
  const order = [2, 3, 1, 0]; // AITKIN, Lac, the, Åland
  const logs = order.map((row) => Math.log(at(counties.uranium, row)));
  const u = logs.map((each) => each - mean(logs));
  const labels = [1, 0, 2, 0, 3];
  const [a, b, c] = [0.9, -0.4, 0.6];
  const alpha = [0.2, 1.1, -0.3, 0.8];
  const found = await densityOf(text, [homes, counties], { a, b, c, alpha }, false);
  const own = alpha.map((each, j) => each - a - c * at(u, j));
  const errors = homes.log_radon.map((each, i) => each - at(alpha, at(labels, i)) - b * at(homes.floor, i));
  const prior = [a, b, c].map((each) => normal(each, 0, 10));
  expectClose(found.logPrior, sum(prior) + sum(own.map((each) => normal(each, 0, 0.3))));
  expectClose(found.logLikelihood, sum(errors.map((each) => normal(each, 0, 0.7))));
  expectClose(found.gradient["a"], -a / 100 + sum(own) / 0.09);
  expectClose(found.gradient["c"], -c / 100 + sum(own.map((each, j) => each * at(u, j))) / 0.09);
  expectClose(found.gradient["b"], -b / 100 + sum(errors.map((each, i) => each * at(homes.floor, i))) / 0.49);
  expectClose(
    found.gradient["alpha"],
    own.map((each, j) => -each / 0.09 + sum(errors.filter((_, i) => labels[i] === j)) / 0.49),
  );
});

// Planted: the divisor n in sd; a label's place counted from 1.
test("kidiq: definitions, and a response in logarithms; numbers by label", async () => {
  const text = `model Kid
dim Level = { low, high }
data { score: positive[N]  hs: bool[N]  iq: real[N]  level: Level[N]  kind: Kind[N]
  z = (iq - mean(iq over N)) / sd(iq over N)  log_score = log(score)  both = z * (hs - mean(hs over N)) }
prior { b ~ normal(0, 2)  g: real[Level] ~ normal({ high: 2, low: -1 }, 0.5)  k: real[Kind] ~ normal(0, 1) }
likelihood { log_score ~ normal(g[level] + b * both + k[10] * (level == high), 0.4) }
infer exact`;
  const data = {
    score: [10, 20, 15, 8],
    hs: [0, 1, 1, 0],
    iq: [90, 100, 120, 85],
    level: ["high", "low", "low", "high"],
    kind: [9, 10, 9, 100],
  };
  const centre = mean(data.iq);
  const spread = Math.sqrt(sum(data.iq.map((each) => (each - centre) ** 2)) / 3);
  const both = data.iq.map((each, i) => ((each - centre) / spread) * (at(data.hs, i) - 0.5));
  const [b, g, k] = [0.7, [1.5, 2.2], [0.3, -0.4, 0.9]];
  const high = data.level.map((each) => Number(each === "high"));
  const errors = data.score.map(
    (each, i) => Math.log(each) - at(g, at(high, i)) - b * at(both, i) - at(k, 1) * at(high, i),
  );
  const found = await densityOf(text, [data], { b, g, k }, false);
  const prior = normal(b, 0, 2) + normal(at(g, 0), -1, 0.5) + normal(at(g, 1), 2, 0.5);
  expectClose(found.logPrior, prior + sum(k.map((each) => normal(each, 0, 1))));
  expectClose(found.logLikelihood, sum(errors.map((each) => normal(each, 0, 0.4))));
  expectClose(found.gradient["b"], -b / 4 + sum(errors.map((each, i) => each * at(both, i))) / 0.16);
  const ofHigh = sum(errors.map((each, i) => each * at(high, i))) / 0.16;
  expectClose(found.gradient["k"], [-at(k, 0), -at(k, 1) + ofHigh, -at(k, 2)]);
});
