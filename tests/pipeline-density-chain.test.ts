/** Hidden Markov models: densities and gradients beside sums over all paths and a plain forward pass; predictions beside filtering. */

import { describe, expect, test } from "vitest";
import { fit, predict, type Posterior } from "../src/pipeline.ts";
import { close, densityOf, normal, poisson } from "./pipeline-densities.ts";
import { compiled, source, value } from "./pipeline-models.ts";

const at = (xs: readonly number[] | undefined, i: number) => xs?.[i] ?? Number.NaN;

interface Chain {
  readonly initial: readonly number[];
  readonly transition: (step: number) => readonly (readonly number[])[];
  /** p(what is seen at a step | state). */
  readonly seen: (step: number, state: number) => number;
  readonly steps: number;
}

/** log Σ over every path. */
function overPaths({ initial, transition, seen, steps }: Chain): number {
  const states = initial.length;
  let total = 0;
  for (let code = 0; code < states ** steps; code++) {
    let [rest, before, p] = [code, -1, 1];
    for (let t = 0; t < steps; t++) {
      const state = rest % states;
      p *= seen(t, state) * (before < 0 ? at(initial, state) : at(transition(t)[before], state));
      [before, rest] = [state, Math.floor(rest / states)];
    }
    total += p;
  }
  return Math.log(total);
}

/** The scaled forward pass, in plain probabilities: each step's log p given those before, and the states' probabilities before it is seen. */
function filter({ initial, transition, seen, steps }: Chain) {
  let ahead = [...initial];
  const logs: number[] = [];
  const aheads: (readonly number[])[] = [];
  for (let t = 0; t < steps; t++) {
    if (t > 0) {
      const matrix = transition(t);
      const before = ahead;
      ahead = initial.map((_, j) => before.reduce((sum, p, i) => sum + p * at(matrix[i], j), 0));
    }
    aheads.push(ahead);
    const joint = ahead.map((p, j) => p * seen(t, j));
    const total = joint.reduce((sum, p) => sum + p, 0);
    logs.push(Math.log(total));
    ahead = joint.map((p) => p / total);
  }
  return { logs, aheads, total: logs.reduce((sum, log) => sum + log, 0) };
}

/** The derivative of plain code: central differences, extrapolated (Richardson). */
function slope(of: (x: number) => number, x: number): number {
  const central = (h: number) => (of(x + h) - of(x - h)) / (2 * h);
  const [a, b, c] = [central(4e-3), central(2e-3), central(1e-3)] as const;
  const [ab, bc] = [(4 * b - a) / 3, (4 * c - b) / 3];
  return (16 * bc - ab) / 15;
}

const transition = [
  [0.8, 0.2],
  [0.35, 0.65],
];
const fixed = () => transition;
const short = [-1.2, -0.4, 2.2, 1.9, 0.3, -1.5, 2.4];

const gaussian = `model Gaussian
dim State = { calm, wild }
dim Next = State
data { y: real[T] }
prior { transition: simplex[State, Next] ~ dirichlet(1)  mu: real[State] ~ normal(0, 5)  z: State[T] ~ markov(transition) }
likelihood { y ~ normal(mu[z], 0.9) }
`;

describe("a chain with Gaussian emissions", () => {
  const chain = (y: readonly number[], mu: readonly number[]): Chain => ({
    initial: [0.5, 0.5],
    transition: fixed,
    seen: (t, j) => normal(at(y, t) - at(mu, j), 0.9),
    steps: y.length,
  });
  const mu = [-1, 2];

  // Planted: the transition transposed; the first state weighed twice.
  test("is the sum over all paths of a short series, gradient included", async () => {
    const found = await (await densityOf(gaussian, { y: short }))({ transition, mu });
    close(found.logLikelihood, overPaths(chain(short, mu)));
    close(found.logLikelihood, filter(chain(short, mu)).total);
    [0, 1].forEach((k) => {
      const moved = (x: number) =>
        filter(
          chain(
            short,
            mu.map((m, j) => (j === k ? x : m)),
          ),
        ).total;
      expect(at([found.gradient["mu"]].flat() as number[], k)).toBeCloseTo(
        slope(moved, at(mu, k)) - at(mu, k) / 25,
        8,
      );
    });
  });

  // Σ_t r_t(k) (y_t − μ_k) / σ², the responsibilities by forward–backward. Planted: the softmax term left out of the derivative.
  test("is the forward pass of a long one, and its gradient that of forward–backward", async () => {
    const y = Array.from({ length: 200 }, (_, t) => Math.sin(t * 1.3) + (t % 37 < 15 ? 2 : -1));
    const found = await (await densityOf(gaussian, { y }))({ transition, mu });
    const given = chain(y, mu);
    const { total, aheads } = filter(given);
    close(found.logLikelihood, total);
    let behind = [1, 1];
    const slopes = [0, 0];
    for (let t = y.length - 1; t >= 0; t--) {
      const weights = behind.map((later, j) => later * given.seen(t, j));
      const joint = weights.map((w, j) => w * at(aheads[t], j));
      const sum = joint.reduce((all, p) => all + p, 0);
      joint.forEach((p, k) => {
        slopes[k] = at(slopes, k) + ((p / sum) * (at(y, t) - at(mu, k))) / 0.81;
      });
      const scale = Math.max(...weights);
      behind = transition.map((row) => row.reduce((all, p, j) => all + (p * at(weights, j)) / scale, 0));
    }
    slopes.forEach((each, k) => close([found.gradient["mu"]].flat()[k], each - at(mu, k) / 25));
  });
});

// Planted: the initial probabilities ignored; one matrix for every step.
test("Poisson emissions, a first state, and a transition for each step, of several people", async () => {
  const text = `model Diaries
dim Mood = 3
dim After = Mood
data { k: count[Person, Day]  first: simplex[Person, Mood]  p: simplex[Day, Mood, After] }
prior { rate: positive[Mood] ~ gamma(2, 1)  z: Mood[Person, Day] ~ markov(p, initial = first) }
likelihood { k ~ poisson(rate[z]) }
`;
  const k = [
    [0, 3, 1, 7, 2],
    [4, 4, 0, 0, 1],
  ];
  const first = [
    [0.2, 0.5, 0.3],
    [0.6, 0.1, 0.3],
  ];
  const days = Array.from({ length: 5 }, (_, day) =>
    [0, 1, 2].map((i) => {
      const weights = [0, 1, 2].map((j) => 1 + ((i + 2 * j + 3 * day) % 4));
      return weights.map((w) => w / weights.reduce((sum, each) => sum + each, 0));
    }),
  );
  const rate = [0.5, 2, 5];
  const wanted = (r: readonly number[]) =>
    k.reduce(
      (sum, row, person) =>
        sum +
        overPaths({
          initial: first[person] ?? [],
          transition: (t) => days[t] ?? [],
          seen: (t, j) => poisson(at(row, t), at(r, j)),
          steps: 5,
        }),
      0,
    );
  const found = await (await densityOf(text, { k, first, p: days }))({ rate });
  close(found.logLikelihood, wanted(rate));
  [0, 1, 2].forEach((j) => {
    const moved = (x: number) => wanted(rate.map((r, i) => (i === j ? x : r)));
    // gamma(2, 1): 1/r − 1
    expect(at([found.gradient["rate"]].flat() as number[], j)).toBeCloseTo(
      slope(moved, at(rate, j)) + 1 / at(rate, j) - 1,
      7,
    );
  });
});

// A left-to-right chain: what is impossible stays so, and gradients are numbers. Planted: log 0 − log 0 in the backward weights.
test("transitions that cannot be", async () => {
  const text = `model Stages
dim Stage = 3
dim Next = Stage
data { y: real[T]  first: simplex[Stage]  p: simplex[Stage, Next] }
prior { mu: real[Stage] ~ normal(0, 5)  z: Stage[T] ~ markov(p, initial = first) }
likelihood { y ~ normal(mu[z], 1) }
`;
  const p = [
    [0.7, 0.3, 0],
    [0, 0.6, 0.4],
    [0, 0, 1],
  ];
  const mu = [-1, 0.5, 2];
  const found = await (await densityOf(text, { y: short, first: [1, 0, 0], p }))({ mu });
  const wanted = (m: readonly number[]) =>
    overPaths({
      initial: [1, 0, 0],
      transition: () => p,
      seen: (t, j) => normal(at(short, t) - at(m, j), 1),
      steps: short.length,
    });
  close(found.logLikelihood, wanted(mu));
  mu.forEach((m, j) => {
    const moved = (x: number) => wanted(mu.map((each, i) => (i === j ? x : each)));
    expect(at([found.gradient["mu"]].flat() as number[], j)).toBeCloseTo(slope(moved, m) - m / 25, 8);
  });
});

describe("predictions look one step ahead", () => {
  const mu = [-1, 2];
  const columnsOf = async (data: unknown) => {
    const run = value(
      await fit(compiled(`${gaussian}infer map { steps = 1 }\n`), [await source({ y: short })]),
    );
    const values = new Map([
      ["transition", Float64Array.from(transition.flat())],
      ["mu", Float64Array.from(mu)],
    ]);
    const posterior = { ...run, approximation: { kind: "point", values } } satisfies Posterior;
    const { columns } = value(await predict(posterior, [await source(data)], {}));
    return (name: string) => [...(columns.get(name) ?? [])];
  };
  const plain = (y: readonly (number | null)[]) =>
    filter({
      initial: [0.5, 0.5],
      transition: fixed,
      seen: (t, j) => (typeof y[t] === "number" ? normal(Number(y[t]) - at(mu, j), 0.9) : 1),
      steps: y.length,
    });

  // Planted: the state's probabilities with the step itself already seen.
  test("from the steps before", async () => {
    const of = await columnsOf({ y: short });
    const { logs, aheads } = plain(short);
    of("y_log_density").forEach((found, t) => expect(found).toBeCloseTo(at(logs, t), 10));
    of("y_mean").forEach((found, t) =>
      expect(found).toBeCloseTo(at(aheads[t], 0) * at(mu, 0) + at(aheads[t], 1) * at(mu, 1), 10),
    );
  });

  // Planted: a missing value taken for 0.
  test("over steps that nobody saw, to forecast", async () => {
    const y = [-1.2, 2.4, null, null, 2.2, null];
    const of = await columnsOf(y.map((each) => ({ y: each })));
    const { logs, aheads } = plain(y);
    of("y_mean").forEach((found, t) =>
      expect(found).toBeCloseTo(at(aheads[t], 0) * at(mu, 0) + at(aheads[t], 1) * at(mu, 1), 10),
    );
    of("y_log_density").forEach((found, t) => {
      if (y[t] === null) expect(found).toBeNaN();
      else expect(found).toBeCloseTo(at(logs, t), 10);
    });
  });
});
