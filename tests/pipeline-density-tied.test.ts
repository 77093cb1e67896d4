/** Simplexes, ordered vectors and matrices at a point: hand-written densities, on both scales. */

import { describe, expect, test } from "vitest";
import { close, densityOf } from "./pipeline-densities.ts";

const normal = (z: number, sd: number) => -0.5 * (z / sd) ** 2 - Math.log(sd) - 0.5 * Math.log(2 * Math.PI);
const halfNormal = (z: number, sd: number) => Math.log(2) + normal(z, sd);
const sum = (xs: readonly number[]) => xs.reduce((total, x) => total + x, 0);
const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

/** The gradient is that of central differences, every entry of every latent. */
async function expectGradient(
  at: Awaited<ReturnType<typeof densityOf>>,
  point: Record<string, number[] | number>,
) {
  const { gradient } = await at(point, true);
  for (const [name, entries] of Object.entries(point)) {
    const list = [entries].flat();
    for (const i of list.keys()) {
      const side = async (step: number) => {
        const moved = list.map((x, j) => (j === i ? x + step : x));
        return (await at({ ...point, [name]: Array.isArray(entries) ? moved : moved[0] }, true)).logJoint;
      };
      const slope = ((await side(1e-5)) - (await side(-1e-5))) / 2e-5;
      expect([gradient[name]].flat()[i]).toBeCloseTo(slope, 5);
    }
  }
}

describe("a simplex of shares", () => {
  const text = `model Shares
dim Colour = { red, green, blue }
data { colour: Colour[N] }
prior { share: simplex[Colour] ~ dirichlet(2) }
likelihood { colour ~ categorical(share) }
`;
  const counts = [2, 3, 1];
  const colour = ["red", "red", "green", "green", "green", "blue"];
  const at = () => densityOf(text, { colour });

  // Γ(6) / Γ(2)³ Π xₖ, and Π xₖ^nₖ. Planted: no ½ log K in the Jacobian.
  test("has the density of Dirichlet and multinomial, and its Jacobian in Stan's coordinates", async () => {
    const share = [0.2, 0.5, 0.3];
    const prior = Math.log(factorial(5)) + sum(share.map(Math.log));
    const likelihood = sum(share.map((p, k) => (counts[k] ?? 0) * Math.log(p)));
    const found = await (await at())({ share });
    close(found.logPrior, prior);
    close(found.logLikelihood, likelihood);
    expect(found.gradient).toEqual({ share: null });

    const [u1, u2] = [0.4, -0.7];
    const [w1, w2] = [u1 / Math.SQRT2, u2 / Math.sqrt(6)];
    const powers = [w1 + w2, w2 - w1, -2 * w2].map(Math.exp);
    const x = powers.map((p) => p / sum(powers));
    const jacobian = sum(x.map(Math.log)) + 0.5 * Math.log(3);
    const free = await (await at())({ share: [u1, u2] }, true);
    close(free.logPrior, Math.log(factorial(5)) + sum(x.map(Math.log)) + jacobian);
    close(free.logLikelihood, sum(x.map((p, k) => (counts[k] ?? 0) * Math.log(p))));
    await expectGradient(await at(), { share: [u1, u2] });
  });

  test("is −∞ where it does not sum to 1", async () => {
    expect((await (await at())({ share: [0.2, 0.5, 0.4] })).logPrior).toBe(-Infinity);
  });
});

describe("ordered levels", () => {
  const text = `model Levels
dim Grade = 1..3
data { grade: Grade[N]  y: real[N] }
prior {
  level: ordered[Grade] ~ normal(0, 5)
  spread: ordered positive[Grade] ~ half_normal(2)
}
likelihood { y ~ normal(level[grade], spread[grade]) }
`;
  const y = [0.3, 1.4, 2.2, -0.5];
  const grade = [1, 2, 3, 1];
  const at = () => densityOf(text, { grade, y });
  const joint = (level: readonly number[], spread: readonly number[]) =>
    sum(level.map((x) => normal(x, 5))) +
    sum(spread.map((x) => halfNormal(x, 2))) +
    sum(
      y.map((each, n) =>
        normal(each - (level[(grade[n] ?? 1) - 1] ?? NaN), spread[(grade[n] ?? 1) - 1] ?? NaN),
      ),
    );

  // Not renormalised. Planted: the first entry's u in the Jacobian of real ones, too.
  test("have the elementwise density, restricted", async () => {
    const point = { level: [-1, 0.5, 2], spread: [0.4, 0.5, 1.5] };
    const found = await (await at())(point);
    close(found.logJoint, joint(point.level, point.spread));
    expect([found.gradient["level"]].flat().length).toBe(3);
    const [u, v] = [
      [-0.3, 0.2, -0.6],
      [-1, -0.4, 0.1],
    ] as const;
    const grow = (first: number, [, b, c]: readonly [number, number, number]) => [
      first,
      first + Math.exp(b),
      first + Math.exp(b) + Math.exp(c),
    ];
    const free = await (await at())({ level: u, spread: v }, true);
    close(free.logJoint, joint(grow(u[0], u), grow(Math.exp(v[0]), v)) + u[1] + u[2] + sum(v));
    await expectGradient(await at(), { level: [...u], spread: [...v] });
  });

  test("are −∞ out of order", async () => {
    const spread = [0.4, 0.5, 1.5];
    expect((await (await at())({ level: [1, 0, 2], spread })).logPrior).toBe(-Infinity);
    expect((await (await at())({ level: [0, 1, 2], spread: [-1, 1, 2] })).logPrior).toBe(-Infinity);
  });
});

describe("varying intercepts and slopes", () => {
  const text = `model Slopes
dim Coefficient = { level, slope }
data { x: real[N, Coefficient]  county: County[N]  y: real[N] }
prior {
  average: real[Coefficient] ~ normal(0, 5)
  spread: positive[Coefficient] ~ half_normal(2)
  Omega: correlation[Coefficient] ~ lkj(2)
  effect: real[County, Coefficient] ~ multi_normal(average, correlation = Omega, scale = spread)
}
likelihood { y ~ normal(x @ effect[county], 0.5) }
`;
  const x = [
    [1, 0.5],
    [1, -1],
    [1, 2],
  ];
  const y = [0.4, 1.2, -0.3];
  const at = () => densityOf(text, { x, county: ["a", "b", "b"], y });
  const joint = (average: number[], spread: number[], r: number, effect: number[][]) => {
    const [s, t] = spread as [number, number];
    const rest = 1 - r * r;
    const pair = ([a, b]: number[]) => {
      const [p, q] = [((a ?? NaN) - (average[0] ?? NaN)) / s, ((b ?? NaN) - (average[1] ?? NaN)) / t];
      return (
        -(p * p - 2 * r * p * q + q * q) / (2 * rest) - Math.log(2 * Math.PI * s * t) - 0.5 * Math.log(rest)
      );
    };
    // LKJ of two: (1 − r²)^(η − 1) / (2^(2η − 1) B(η, η)), η = 2.
    const lkj = Math.log(rest) - 3 * Math.LN2 - Math.log(factorial(1) ** 2 / factorial(3));
    const row = (n: number) => effect[n === 0 ? 0 : 1] ?? [];
    return (
      sum(average.map((a) => normal(a, 5))) +
      sum(spread.map((a) => halfNormal(a, 2))) +
      lkj +
      sum(effect.map(pair)) +
      sum(
        y.map((each, n) => normal(each - (row(n)[0] ?? NaN) - (x[n]?.[1] ?? NaN) * (row(n)[1] ?? NaN), 0.5)),
      )
    );
  };
  const average = [0.3, -0.4];
  const effect = [
    [0.5, -1],
    [1.5, 0.2],
  ];

  // Planted: the normaliser of lkj at K − 1; the scale's logarithm once; the untransposed factor.
  test("have the density of LKJ and the bivariate normal", async () => {
    const spread = [0.8, 1.7];
    const Omega = [
      [1, 0.35],
      [0.35, 1],
    ];
    const found = await (await at())({ average, spread, Omega, effect });
    close(found.logJoint, joint(average, spread, 0.35, effect));
    expect(found.gradient["Omega"]).toBeNull();
    const free = await (await at())({ average, spread: [-0.2, 0.6], Omega: [0.7], effect }, true);
    const r = Math.tanh(0.7);
    const jacobian = -0.2 + 0.6 + Math.log(1 - r * r);
    close(free.logJoint, joint(average, [Math.exp(-0.2), Math.exp(0.6)], r, effect) + jacobian);
    const side = async (step: number) =>
      (await (await at())({ average, spread: [-0.2, 0.6], Omega: [0.7 + step], effect }, true)).logJoint;
    expect([free.gradient["Omega"]].flat()[0]).toBeCloseTo(
      ((await side(1e-5)) - (await side(-1e-5))) / 2e-5,
      5,
    );
  });

  test("are −∞ where the matrix is no correlation", async () => {
    const Omega = [
      [1, 1.2],
      [1.2, 1],
    ];
    expect((await (await at())({ average, spread: [1, 1], Omega, effect })).logPrior).toBe(-Infinity);
  });
});

// K' meets K: wᵀ Ω w of a symmetric matrix, whichever way it is written; Ω Ω is the matrix product.
test("a matrix and its prime in products", async () => {
  const at = await densityOf(
    `model Products
dim K = 2
data { y: real[N] }
prior {
  w: real[K] ~ normal(0, 1)
  Omega: correlation[K] ~ lkj(1)
  left = w @ Omega @ w
  right = w @ (Omega @ w)
  square = sum(sum(Omega @ Omega over K) over K')
}
likelihood { y ~ normal(left + 10 * right + 100 * square, 1) }
`,
    { y: [3] },
  );
  const [a, b, r] = [0.5, -1.2, 0.3];
  const found = await at({
    w: [a, b],
    Omega: [
      [1, r],
      [r, 1],
    ],
  });
  const form = a * a + b * b + 2 * r * a * b;
  close(found.logLikelihood, normal(3 - 11 * form - 100 * (2 * (1 + r * r) + 4 * r), 1));
});

// Rows first, then columns. Planted: the second label taken for the first's dimension.
test("labels of one dimension and of its second name choose an entry in the matrix's order", async () => {
  const at = await densityOf(
    `model Entries
dim State = { a, b }
dim Next = State
data { y: real[N] }
prior {
  T: simplex[State, Next] ~ dirichlet(1)
  S: covariance[State] ~ flat
}
likelihood { y ~ normal(T[a, b] + 10 * T[b, a] + 100 * S[a, b] + 1000 * S[b, b], 1) }
`,
    { y: [3] },
  );
  const found = await at({
    T: [
      [0.2, 0.8],
      [0.6, 0.4],
    ],
    S: [
      [1, 0.3],
      [0.3, 2],
    ],
  });
  close(found.logLikelihood, normal(3 - 0.8 - 6 - 30 - 2000, 1));
});

// Planted: log 2 left out of the covariance of one.
test("vectors and matrices of one entry are numbers, or nothing at all", async () => {
  const at = await densityOf(
    `model One
dim K = 1
data { y: real[N] }
prior {
  share: simplex[K] ~ dirichlet(2)
  level: ordered[K] ~ normal(0, 5)
  R: correlation[K] ~ lkj(3)
  S: covariance[K] ~ flat
  u: real[K] ~ multi_normal(0, S)
  v: real[K] ~ multi_normal(0, correlation = R, scale = 3)
}
likelihood { y ~ mixture(share: normal(level + u + v, 1)) }
`,
    { y: [1.5] },
  );
  const [level, u, v] = [0.3, 0.5, -0.2];
  const joint = normal(level, 5) + normal(u, Math.SQRT2) + normal(v, 3) + normal(1.5 - level - u - v, 1);
  const point = { share: [1], level: [level], R: [[1]], S: [[2]], u: [u], v: [v] };
  close((await at(point)).logJoint, joint);
  // x = e^(2u) of the covariance: log 2 + 2u.
  const free = { share: [], level: [level], R: [], S: [0.5 * Math.log(2)], u: [u], v: [v] };
  close((await at(free, true)).logJoint, joint + Math.LN2 + Math.log(2));
});

// Planted: 0.4 for ½ in the program.
test("a covariance made of others", async () => {
  const at = await densityOf(
    `model Sum
dim K = 2
data { y: real[K] }
prior {
  s: positive ~ half_normal(1)
  R: correlation[K] ~ lkj(1)
  Sigma: covariance[K] = s^2 * R + 0.5 * R
}
likelihood { y ~ multi_normal(0, Sigma) }
`,
    { y: [0.4, -1] },
  );
  const [s, r] = [1.3, 0.4];
  const found = await at({
    s,
    R: [
      [1, r],
      [r, 1],
    ],
  });
  const [v, c] = [s * s + 0.5, r * (s * s + 0.5)];
  const determinant = v * v - c * c;
  const distance = (v * 0.16 + 2 * c * 0.4 + v) / determinant;
  close(found.logLikelihood, -0.5 * distance - 0.5 * Math.log(determinant) - Math.log(2 * Math.PI));
});
