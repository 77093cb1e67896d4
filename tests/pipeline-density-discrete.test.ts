/** Discrete latents summed out: densities and gradients beside plain code, brute-force sums and the mixture combinator. */

import { describe, expect, test } from "vitest";
import { close, densityOf, normal, poisson } from "./pipeline-densities.ts";

const sum = (xs: readonly number[]) => xs.reduce((total, x) => total + x, 0);
const product = (xs: readonly number[]) => xs.reduce((total, x) => total * x, 1);
const at = (xs: readonly number[], i: number) => xs[i] ?? Number.NaN;

/** The derivative of plain code: central differences, extrapolated (Richardson). */
function slope(of: (x: number) => number, x: number): number {
  const central = (h: number) => (of(x + h) - of(x - h)) / (2 * h);
  const [a, b, c] = [central(4e-3), central(2e-3), central(1e-3)] as const;
  const [ab, bc] = [(4 * b - a) / 3, (4 * c - b) / 3];
  return (16 * bc - ab) / 15;
}

const y = [-2.1, -1.9, 0.4, 1.8, 2.2];
const share = [0.3, 0.7];
const mu = [-1.5, 2];

describe("labels of rows", () => {
  const labelled = `model Labelled
dim Kind = { a, b }
data { y: real[N] }
prior { share: simplex[Kind] ~ dirichlet(2)  mu: real[Kind] ~ normal(0, 5)  z: Kind[N] ~ categorical(share) }
likelihood { y ~ normal(mu[z], 0.8) }
`;
  const combined = `model Combined
dim Kind = { a, b }
data { y: real[N] }
prior { p: unit ~ beta(2, 2)  mu: real[Kind] ~ normal(0, 5) }
likelihood { y ~ mixture(p: normal(mu[a], 0.8), 1 - p: normal(mu[b], 0.8)) }
`;

  // Planted: the weights left out; the maximum of the values in place of their sum.
  test("are the mixture of plain code and of the combinator, gradient included", async () => {
    const wanted = (m: readonly number[]) =>
      sum(y.map((each) => Math.log(sum(share.map((p, k) => p * normal(each - at(m, k), 0.8))))));
    const found = await (await densityOf(labelled, { y }))({ share, mu });
    const other = await (await densityOf(combined, { y }))({ p: 0.3, mu });
    close(found.logLikelihood, wanted(mu));
    close(other.logLikelihood, found.logLikelihood);
    const slopes = [found, other].map(({ gradient }) => [gradient["mu"]].flat());
    [0, 1].forEach((k) => {
      close(slopes[0]?.[k], Number(slopes[1]?.[k]));
      // Σ r_k (y − μ_k) / σ², and the prior's.
      const direct = sum(
        y.map((each) => {
          const parts = share.map((p, j) => p * normal(each - at(mu, j), 0.8));
          return ((at(parts, k) / sum(parts)) * (each - at(mu, k))) / 0.64;
        }),
      );
      close(slopes[0]?.[k], direct - at(mu, k) / 25);
    });
  });

  // Planted: every response with a sum of its own.
  test("are one for all the responses of a row, and for all of their elements", async () => {
    const rings = [0, 2, 1, 5, 7];
    const sides = y.map((each) => [each, each + 0.5]);
    const found = await (
      await densityOf(
        `model Several
dim Kind = { a, b }
data { y: real[N, D]  k: count[N]  share: simplex[Kind] }
prior {
  mu: real[Kind] ~ normal(0, 5)
  rate: positive[Kind] ~ gamma(2, 1)
  o: bool[N] ~ bernoulli(logits = 0.4)
  z: Kind[N] ~ categorical(share)
}
likelihood { y ~ normal(mu[z], where(o, 3, 1))  k ~ poisson(rate[z]) }
`,
        { y: sides, k: rings, share },
      )
    )({ mu, rate: [1.5, 4] });
    const odds = 1 / (1 + Math.exp(-0.4));
    const wanted = sum(
      sides.map((row, n) => {
        const parts = share.flatMap((p, k) =>
          [1 - odds, odds].map(
            (q, o) =>
              p *
              q *
              product(row.map((each) => normal(each - at(mu, k), o === 1 ? 3 : 1))) *
              poisson(at(rings, n), at([1.5, 4], k)),
          ),
        );
        return Math.log(sum(parts));
      }),
    );
    close(found.logLikelihood, wanted);
  });
});

describe("labels that rows share", () => {
  const school = ["a", "b", "a", "c", "b"];
  const text = `model Groups
dim Kind = { weak, strong }
data { school: School[N]  y: real[N] }
prior {
  share: simplex[Kind] ~ dirichlet(2)
  mu: real[Kind] ~ normal(0, 5)
  kind: Kind[School] ~ categorical(share)
  outlier: bool[N] ~ bernoulli(0.2)
  turned: bool ~ bernoulli(0.4)
}
likelihood { y ~ normal(where(turned, -1, 1) * mu[kind[school]], where(outlier, 4, 0.8)) }
`;

  // Planted: the scatter without its index.
  test("are summed after the rows of each, and one value of all rows after these", async () => {
    const row = (each: number, mean: number) => 0.8 * normal(each - mean, 0.8) + 0.2 * normal(each - mean, 4);
    const wanted = (m: readonly number[]) => {
      const given = (sign: number) =>
        product(
          ["a", "b", "c"].map((name) =>
            sum(
              share.map(
                (p, k) =>
                  p * product(y.map((each, n) => (school[n] === name ? row(each, sign * at(m, k)) : 1))),
              ),
            ),
          ),
        );
      return Math.log(0.6 * given(1) + 0.4 * given(-1));
    };
    const found = await (await densityOf(text, { school, y }))({ share, mu });
    close(found.logLikelihood, wanted(mu));
    const slopes = [found.gradient["mu"]].flat();
    [0, 1].forEach((k) => {
      const moved = (x: number) => wanted(mu.map((m, j) => (j === k ? x : m)));
      expect(slopes[k]).toBeCloseTo(slope(moved, at(mu, k)) - at(mu, k) / 25, 9);
    });
  });
});

// log Σ_k softmax(ℓ(x))_k N(y | a_k + b_k x, s). Planted: the gate's exp without its normaliser.
test("a mixture of experts", async () => {
  const x = [-1, 0.2, 0.5, 1.1, 2];
  const text = `model Experts
dim Expert = 3
data { x: real[N]  y: real[N] }
network gate: real -> real[Expert] { hidden: dense(2, tanh)  dense }
prior {
  gate.weight ~ normal(0, 1)
  gate.bias ~ normal(0, 1)
  a: real[Expert] ~ normal(0, 2)
  b: real[Expert] ~ normal(0, 2)
  z: Expert[N] ~ categorical(logits = gate(x))
}
likelihood { y ~ normal(a[z] + b[z] * x, 0.5) }
`;
  const [w, c] = [
    [0.7, -0.4],
    [0.1, 0.3],
  ];
  const v = [
    [0.5, -1, 0.2],
    [1.5, 0.3, -0.6],
  ];
  const [d, a, b] = [
    [0.1, -0.2, 0.3],
    [-2, 0, 1],
    [0.4, 1, 0.5],
  ];
  const found = await (
    await densityOf(text, { x, y })
  )({
    "gate.hidden.weight": w,
    "gate.hidden.bias": c,
    "gate.out.weight": v,
    "gate.out.bias": d,
    a,
    b,
  });
  const wanted = sum(
    x.map((each, n) => {
      const hidden = [0, 1].map((j) => Math.tanh(at(w ?? [], j) * each + at(c ?? [], j)));
      const logits = [0, 1, 2].map((k) => sum(hidden.map((h, j) => h * at(v[j] ?? [], k))) + at(d ?? [], k));
      const total = sum(logits.map(Math.exp));
      return Math.log(
        sum(
          logits.map(
            (l, k) => (Math.exp(l) / total) * normal(at(y, n) - at(a ?? [], k) - at(b ?? [], k) * each, 0.5),
          ),
        ),
      );
    }),
  );
  close(found.logLikelihood, wanted);
});
