/** Models with distributions made of others: log density and gradient are those of plain code, to 1e-10 and to differences. */

import { describe, expect, test } from "vitest";
import { bind, density, fit, predict } from "../src/pipeline.ts";
import { normalCdf } from "../src/library/special.ts";
import { lgamma } from "../src/tensor/special/lgamma.ts";
import { compiled, source, value } from "./pipeline-models.ts";

const data = {
  y: [0.3, -1.2, 2.9, 0.1],
  t: [0.4, 1.1, 2, 0.7],
  c: [1, 1.1, 2, 3],
  k: [0, 3, 0, 1],
};

const text = `model All
data { y: real[N]  t: positive[N]  c: positive[N]  k: count[N] }
prior {
  tau: positive ~ truncated(normal(1, 2), low = 0)
  u: interval(-1, 2) ~ truncated(logistic(tau, 2), -1, 2)
  p: unit ~ truncated(normal(0, 1), low = 0, high = 1)
  m ~ mixture(0.25: normal(0, 1), 0.75: student_t(4, 1, tau))
}
likelihood {
  y ~ mixture(p: normal(m, tau), 1 - p: laplace(u, 3))
  t ~ censored(weibull(tau, 2), high = c, low = 0.5)
  k ~ zero_inflated(p, poisson(tau))
}
infer map
`;

interface Point extends Readonly<Record<string, number>> {
  readonly tau: number;
  readonly u: number;
  readonly p: number;
  readonly m: number;
}

const normal = (x: number, m: number, s: number) =>
  Math.exp(-0.5 * ((x - m) / s) ** 2) / (s * Math.sqrt(2 * Math.PI));
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

function byHand({ tau, u, p, m }: Point): number {
  const z = (u - tau) / 2;
  const student =
    Math.exp(lgamma(2.5) - lgamma(2)) /
    (tau * Math.sqrt(4 * Math.PI)) /
    (1 + ((m - 1) / tau) ** 2 / 4) ** 2.5;
  let log = Math.log(normal(tau, 1, 2) / normalCdf(0.5));
  log += Math.log((sigmoid(z) * sigmoid(-z)) / 2 / (sigmoid((2 - tau) / 2) - sigmoid((-1 - tau) / 2)));
  log += Math.log(normal(p, 0, 1) / (normalCdf(1) - 0.5));
  log += Math.log(0.25 * normal(m, 0, 1) + 0.75 * student);
  data.y.forEach((y) => {
    log += Math.log(p * normal(y, m, tau) + ((1 - p) * Math.exp(-Math.abs(y - u) / 3)) / 6);
  });
  data.t.forEach((t, i) => {
    const hazard = (x: number) => (x / 2) ** tau;
    const c = data.c[i] ?? NaN;
    if (t >= c) log -= hazard(c);
    else if (t <= 0.5) log += Math.log(-Math.expm1(-hazard(0.5)));
    else log += Math.log(tau / t) + Math.log(hazard(t)) - hazard(t);
  });
  data.k.forEach((k) => {
    const counted = Math.exp(k * Math.log(tau) - tau - lgamma(k + 1));
    log += Math.log((k === 0 ? p : 0) + (1 - p) * counted);
  });
  return log;
}

const points: readonly Point[] = [
  { tau: 1.3, u: 0.4, p: 0.3, m: 0.6 },
  { tau: 0.2, u: -0.9, p: 0.9, m: -2 },
  { tau: 3.7, u: 1.8, p: 0.05, m: 4 },
];

describe.each(points)("at %o", (point) => {
  const model = compiled(text);
  const at = async (where: Point, unconstrained = false) =>
    value(await density(model, value(await bind(model, [await source(data)])), where, { unconstrained }));

  // Planted: the truncated mass left out; the density at a censored value; log p for log(1 − p) in zero_inflated.
  test("the log density is that of plain code", async () => {
    const wanted = byHand(point);
    expect((await at(point)).logJoint / wanted).toBeCloseTo(1, 11);
  });

  // Planted: the mass as a constant, so that tau has no gradient through it.
  test("so is the gradient, by a five-point rule", async () => {
    const { gradient } = await at(point);
    for (const name of ["tau", "u", "p", "m"] as const) {
      const h = 2e-4 * Math.max(0.1, Math.abs(point[name]));
      const side = (steps: number) => byHand({ ...point, [name]: point[name] + steps * h });
      const slope = (8 * (side(1) - side(-1)) - (side(2) - side(-2))) / (12 * h);
      expect(Math.abs(Number(gradient[name]) - slope)).toBeLessThan(1e-8 * (1 + Math.abs(slope)));
    }
  });

  // Planted: a dropped Jacobian.
  test("on the unconstrained scale the Jacobians are added", async () => {
    const free = {
      tau: Math.log(point.tau),
      u: Math.log((point.u + 1) / (2 - point.u)),
      p: Math.log(point.p / (1 - point.p)),
      m: point.m,
    };
    const jacobian =
      Math.log(point.tau) + Math.log(((point.u + 1) * (2 - point.u)) / 3) + Math.log(point.p * (1 - point.p));
    expect((await at(free, true)).logJoint / (byHand(point) + jacobian)).toBeCloseTo(1, 11);
  });
});

describe("a mixture whose weights are a simplex", () => {
  const model = compiled(`model Clusters
dim K = 2
data { y: real[N] }
prior {
  theta: simplex[K] ~ dirichlet(3)
  mu: ordered[K] ~ normal(0, 5)
  sd: positive[K] ~ half_normal(2)
}
likelihood { y ~ mixture(theta: normal(mu, sd)) }
infer map { steps = 200 }
`);
  const apart = compiled(
    model.source.text.replace(
      "theta: normal(mu, sd)",
      "theta[2]: normal(mu[2], sd[2]), theta[1]: normal(mu[1], sd[1])",
    ),
  );
  const y = [-1.3, 0.2, 2.9, 3.3, 40];
  const free = { theta: [0.6], mu: [-0.4, 0.9], sd: [-0.3, 0.2] };
  const joint = ([t = NaN, m = NaN, step = NaN, s = NaN, r = NaN]: readonly number[]) => {
    const [up, down] = [Math.exp(t / Math.SQRT2), Math.exp(-t / Math.SQRT2)];
    const theta = [up / (up + down), down / (up + down)];
    const mu = [m, m + Math.exp(step)];
    const sd = [Math.exp(s), Math.exp(r)];
    const log = (k: number, at: number) => {
      const [a = NaN, b = NaN, c = NaN] = [theta[k], mu[k], sd[k]];
      return Math.log(a) - 0.5 * ((at - b) / c) ** 2 - Math.log(c) - 0.5 * Math.log(2 * Math.PI);
    };
    // Γ(6) / Γ(3)² and the Jacobians
    let total =
      Math.log(120 / 4) + 3 * Math.log(theta[0] ?? NaN) + 3 * Math.log(theta[1] ?? NaN) + 0.5 * Math.LN2;
    total += step + s + r;
    for (const each of mu) total += Math.log(normal(each, 0, 5));
    for (const each of sd) total += Math.log(2 * normal(each, 0, 2));
    for (const at of y) {
      const [one, two] = [log(0, at), log(1, at)];
      const high = Math.max(one, two);
      total += high + Math.log(Math.exp(one - high) + Math.exp(two - high));
    }
    return total;
  };
  const point = Object.values(free).flat();

  // Planted: the components averaged instead of summed.
  test.each([
    ["over its dimension", model],
    ["entry by entry", apart],
  ])("has the density and gradient of plain code, %s", async (_, each) => {
    const bound = value(await bind(each, [await source({ y })]));
    const found = value(await density(each, bound, free, { unconstrained: true }));
    expect(found.logJoint / joint(point)).toBeCloseTo(1, 12);
    const gradient = Object.keys(free).flatMap((name) => [found.gradient[name]].flat(2));
    point.forEach((_each, i) => {
      const h = 1e-3;
      const side = (steps: number) => joint(point.map((u, j) => (j === i ? u + steps * h : u)));
      const slope = (8 * (side(1) - side(-1)) - (side(2) - side(-2))) / (12 * h);
      expect(Math.abs(Number(gradient[i]) - slope)).toBeLessThan(1e-8 * (1 + Math.abs(slope)));
    });
  });

  // Planted: the first component's cdf for all.
  test("predicts the same, written either way", async () => {
    const columns = await Promise.all(
      [model, apart].map(async (each) => {
        const fitted = value(await fit(each, [await source({ y: y.slice(0, 4) })]));
        return value(await predict(fitted, [await source({ y: [0.5, 3] })])).columns;
      }),
    );
    const [one, two] = columns;
    expect([...(one?.keys() ?? [])]).toContain("y_q95");
    for (const [name, values] of one ?? [])
      values.forEach((each, i) => expect(two?.get(name)?.[i]).toBeCloseTo(each, 8));
  });
});
