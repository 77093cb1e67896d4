/** What every distribution over vectors and matrices promises. SciPy's figures are those of its 1.17.1. */

import { describe, expect, test } from "vitest";
import { bijectorOf } from "../../src/library/bijectors/table.ts";
import { freeShape } from "../../src/library/bijector.ts";
import type { Distribution } from "../../src/library/distribution.ts";
import { distributions } from "../../src/library/distributions/table.ts";
import { dirichlet } from "../../src/library/distributions/dirichlet.ts";
import { lkj } from "../../src/library/distributions/lkj.ts";
import { multiNormal } from "../../src/library/distributions/multi-normal.ts";
import type { Tensor } from "../../src/tensor/builder.ts";
import { compute, compute1, type Given, noiseOf, scalar, vector } from "./compute.ts";
import { differentiate } from "./differentiate.ts";
import { kolmogorov } from "./distribution-cases.ts";

interface Case {
  readonly row: Distribution;
  readonly value: readonly number[];
  readonly parameters: Readonly<Record<string, Given>>;
}

const matrix = (values: readonly number[]): Given => {
  const size = Math.sqrt(values.length);
  return { shape: [size, size], values };
};
const mean = vector([0.5, -1, 2]);
const sigma = [1.5, 0.4, -0.3, 0.4, 0.8, 0.2, -0.3, 0.2, 2.1];
const omega = [1, 0.3, -0.2, 0.3, 1, 0.4, -0.2, 0.4, 1];
const byCorrelation = { mean, correlation: matrix(omega), scale: vector([1.5, 0.7, 2]) };

const cases: readonly Case[] = [
  { row: dirichlet, value: [3], parameters: { concentration: vector([0.8, 2.5, 1.7]) } },
  { row: dirichlet, value: [3], parameters: { concentration: scalar(1.4) } },
  { row: multiNormal, value: [3], parameters: { mean, covariance: matrix(sigma) } },
  { row: multiNormal, value: [3], parameters: byCorrelation },
  { row: lkj, value: [3, 3], parameters: { concentration: scalar(1.5) } },
];

const logDensity = ({ row, parameters }: Omit<Case, "value">, x: Given) =>
  compute1({ x, ...parameters }, (b, { x: at, ...p }) => row.logDensity(b, at, p));

test("every row that is not elementwise stands here, described by its signatures", () => {
  const rows = [...distributions.values()].filter(
    ({ event, support }) => event !== undefined && support(null).kind !== "label",
  );
  expect(new Set(cases.map(({ row }) => row))).toEqual(new Set(rows));
  for (const { doc, signatures, example } of rows) {
    expect(doc.length).toBeGreaterThan(20);
    expect(Object.keys(example)).toEqual(signatures[0]?.parameters.map(({ name }) => name));
  }
});

// Planted: log Γ(Σ αₖ) dropped; log Lₖₖ once more; the untransposed factor; log s dropped; η for η − 1.
test("densities are SciPy's", () => {
  const x = vector([1.2, -0.3, 0.4]);
  const at = (row: Distribution, given: Given, parameters: Case["parameters"]) =>
    logDensity({ row, parameters }, given)[0];
  expect(at(dirichlet, vector([0.2, 0.5, 0.3]), { concentration: vector([0.8, 2.5, 1.7]) })).toBeCloseTo(
    1.276504827501002,
    12,
  );
  expect(at(dirichlet, vector([0, 0.7, 0.3]), { concentration: scalar(1) })).toBeCloseTo(Math.LN2, 12);
  expect(at(multiNormal, x, { mean, covariance: matrix(sigma) })).toBeCloseTo(-4.1790887900277225, 12);
  expect(at(multiNormal, x, byCorrelation)).toBeCloseTo(-4.703182805882252, 12);
  expect(at(lkj, matrix([1, 0.3, 0.3, 1]), { concentration: scalar(1.7) })).toBeCloseTo(
    -0.4456272543568648,
    12,
  );
  // Uniform over the correlation matrices of three, whose volume is π²/2.
  expect(at(lkj, matrix(omega), { concentration: scalar(1) })).toBeCloseTo(-Math.log(Math.PI ** 2 / 2), 12);
});

/** Points of a grid in `count` dimensions. */
function grid(count: number, reach: number, step: number): readonly (readonly number[])[] {
  const line = Array.from({ length: Math.round((2 * reach) / step) + 1 }, (_, i) => i * step - reach);
  return Array.from({ length: count }).reduce<readonly (readonly number[])[]>(
    (points) => points.flatMap((point) => line.map((x) => [...point, x])),
    [[]],
  );
}

// The trapezoidal rule on the whole line, where it converges like the integrand falls.
describe("densities integrate to one", () => {
  test.each([
    { name: "dirichlet", ...(cases[1] as Case), value: [3], reach: 26, step: 0.5 },
    { name: "multi_normal", ...(cases[2] as Case), value: [2], reach: 12, step: 0.25 },
    { name: "lkj", ...(cases[4] as Case), value: [3, 3], reach: 7, step: 0.4 },
  ])("$name", ({ row, parameters, value, reach, step }) => {
    const support = row.support(null);
    const bijector = bijectorOf(support);
    if (bijector === null) throw new Error("no bijector");
    const count = support.kind === "real" ? 2 : (freeShape(bijector, value)[0] ?? 0);
    const points = grid(count, reach, step);
    const given: Case["parameters"] =
      support.kind === "real" ? { mean: scalar(0.3), covariance: matrix([1.5, 0.4, 0.4, 0.8]) } : parameters;
    const inputs: Record<string, Given> = {
      u: { shape: [points.length, count], values: points.flat() },
      ...given,
    };
    const logs = compute1(inputs, (b, { u = b.constant(0), ...p }) => {
      const density = row.logDensity(b, bijector.forward(b, u, support), p);
      return support.kind === "real" ? density : b.add(density, bijector.logDeterminant(b, u, support));
    });
    const integral = logs.reduce((sum, log) => sum + Math.exp(log), 0) * step ** count;
    expect(integral).toBeCloseTo(1, 5);
  });
});

// Planted: log of a constant for log s in multi_normal.
test.each(cases)("the gradient of $row.name is the central difference", ({ row, value, parameters }) => {
  const support = row.support(null);
  const bijector = bijectorOf(support);
  if (bijector === null) throw new Error("no bijector");
  // On the unconstrained scale, where every entry is free; of matrices in the parameters only the lower triangle counts.
  const fixed = ["covariance", "correlation"];
  const u = vector(Array.from({ length: freeShape(bijector, value)[0] ?? 0 }, (_, i) => Math.sin(i + 1)));
  const { gradients, differences } = differentiate(
    { u, ...parameters },
    fixed,
    (b, { u: at = b.constant(0), ...p }) => b.sum(row.logDensity(b, bijector.forward(b, at, support), p)),
  );
  for (const [name, values] of Object.entries(differences)) {
    values.forEach((slope, i) => expect(gradients[name]?.[i]).toBeCloseTo(slope, 5));
  }
});

// Planted: a batch's factor transposed.
test.each(cases)(
  "a batch of $row.name is its parts, parameters repeated or shared",
  ({ row, value, parameters }) => {
    const count = 4;
    const support = row.support(null);
    const bijector = bijectorOf(support);
    if (bijector === null) throw new Error("no bijector");
    const free = freeShape(bijector, value)[0] ?? 0;
    const u = {
      shape: [count, free],
      values: Array.from({ length: count * free }, (_, i) => Math.cos(2 * i)),
    };
    const [shared = [], repeated = [], ...alone] = compute({ u, ...parameters }, (b, { u: at, ...p }) => {
      const x = bijector.forward(b, at, support);
      const spread = Object.fromEntries(
        Object.entries<Tensor>(p).map(([name, each]) => [
          name,
          b.broadcast(
            each,
            [count, ...each.shape],
            each.shape.map((_, axis) => axis + 1),
          ),
        ]),
      );
      // An elementwise parameter is a scalar or has the value's shape.
      const kept = Object.fromEntries(
        Object.entries<Tensor>(p).map(([name, each]) => [
          name,
          each.shape.length === 1 ? (spread[name] ?? each) : each,
        ]),
      );
      const parts = Array.from({ length: count }, (_, i) => {
        const rest = value.map(() => 0);
        const part = b.reshape(b.slice(x, [i, ...rest], [i + 1, ...value]), value);
        return b.reshape(row.logDensity(b, part, p), [1]);
      });
      const one = row.name === "dirichlet" && parameters["concentration"]?.shape.length === 0;
      return [row.logDensity(b, x, kept), row.logDensity(b, x, one ? p : spread), ...parts];
    });
    alone.forEach(([log = NaN], i) => {
      expect(shared[i]).toBeCloseTo(log, 12);
      expect(repeated[i]).toBeCloseTo(log, 12);
    });
  },
);

describe("draws have the moments of the distribution, to five standard errors", () => {
  const count = 8_000;
  const drawsOf = ({ row, parameters, value }: Case) =>
    compute1(parameters, (b, p) => {
      const wide = Object.fromEntries(
        Object.entries(p).map(([name, x]) => [
          name,
          x.shape.length === 1 ? b.broadcast(x, [count, ...x.shape], [1]) : x,
        ]),
      );
      return row.sample(b, noiseOf(b, 11), wide, [count, ...value]);
    });
  const columnsOf = (draws: readonly number[], width: number) =>
    Array.from({ length: width }, (_, j) => draws.filter((_draw, i) => i % width === j));
  const average = (xs: readonly number[]) => xs.reduce((sum, x) => sum + x, 0) / xs.length;
  const covariance = (xs: readonly number[], ys: readonly number[]) => {
    const [mx, my] = [average(xs), average(ys)];
    return average(xs.map((x, i) => (x - mx) * ((ys[i] ?? NaN) - my)));
  };

  // Planted: gammas not divided by their sum's own row.
  test("dirichlet", () => {
    const alpha = [0.8, 2.5, 1.7];
    const columns = columnsOf(drawsOf(cases[0] as Case), 3);
    columns.forEach((xs, i) => {
      const m = (alpha[i] ?? NaN) / 5;
      const variance = (m * (1 - m)) / 6;
      expect(Math.abs(average(xs) - m)).toBeLessThan(5 * Math.sqrt(variance / count));
      expect(covariance(xs, xs) / variance).toBeCloseTo(1, 1);
    });
  });

  // Planted: Lᵀ for L; the scale's square.
  test.each([cases[2] as Case, cases[3] as Case])("multi_normal, $parameters", (each) => {
    const columns = columnsOf(drawsOf(each), 3);
    const scale = each.parameters["scale"]?.values ?? [1, 1, 1];
    const base = each.parameters["scale"] === undefined ? sigma : omega;
    const at = (i: number, j: number) => (base[3 * i + j] ?? NaN) * (scale[i] ?? NaN) * (scale[j] ?? NaN);
    columns.forEach((xs, i) => {
      expect(Math.abs(average(xs) - (mean.values[i] ?? NaN))).toBeLessThan(5 * Math.sqrt(at(i, i) / count));
      columns.forEach((ys, j) => {
        const error = Math.sqrt((at(i, i) * at(j, j) + at(i, j) ** 2) / count);
        expect(Math.abs(covariance(xs, ys) - at(i, j))).toBeLessThan(5 * error);
      });
    });
  });

  // Each correlation is 2 Beta(a, a) − 1 with a = η − 1 + K/2. Planted: η for its increasing shapes.
  test("lkj", () => {
    const columns = columnsOf(drawsOf(cases[4] as Case), 9);
    const variance = 1 / (2 * (1.5 - 1 + 1.5) + 1);
    for (const place of [1, 2, 5]) {
      const xs = columns[place] ?? [];
      expect(Math.abs(average(xs))).toBeLessThan(5 * Math.sqrt(variance / count));
      expect(Math.abs(covariance(xs, xs) - variance)).toBeLessThan(5 * variance * Math.sqrt(2 / count));
    }
  });
});

// Planted: variances for standard deviations; the sum of all concentrations for the rest of it; η for η − 1 in lkj.
test.each(cases)("an entry of $row.name by itself is as its row says", ({ row, value, parameters }) => {
  const { entry } = row;
  if (entry === undefined) throw new Error("no entry");
  const count = 4000;
  const whole = [count, ...value];
  const size = value.reduce((product, n) => product * n, 1);
  const draws = compute1(parameters, (b, p) => {
    const wide = Object.entries(p).map(([name, x]) => [
      name,
      x.shape.length === 1 ? b.broadcast(x, [count, ...x.shape], [1]) : x,
    ]);
    return row.sample(b, noiseOf(b, 9), Object.fromEntries(wide) as Readonly<Record<string, Tensor>>, whole);
  });
  const own = entryParameters(row, value, parameters);
  const names = Object.keys(own);
  const moments = compute(parameters, (b, p) => {
    const q = entry.parameters(b, p, value);
    return [entry.of.mean, entry.of.variance].map((of) => (of === null ? b.constant(NaN) : of(b, q)));
  });
  for (let i = 0; i < size; i += 1) {
    const values = Object.fromEntries(names.map((name) => [name, own[name]?.[i] ?? NaN]));
    const at = Array.from({ length: count }, (_, n) => draws[n * size + i] ?? NaN);
    const average = at.reduce((sum, x) => sum + x, 0) / count;
    const spread = at.reduce((sum, x) => sum + (x - average) ** 2, 0) / count;
    const [m = NaN, v = NaN] = moments.map((each) => each[i] ?? NaN);
    expect(Math.abs(average - m)).toBeLessThan(1e-9 + 5 * Math.sqrt(v / count));
    expect(Math.abs(spread - v)).toBeLessThan(1e-9 + 0.15 * v);
    if (v > 0) expect(kolmogorov(at, (x) => entry.of.cdf?.(x, values) ?? NaN)).toBeLessThan(2.5);
    else expect([entry.of.cdf?.(0.99, values), entry.of.cdf?.(1, values)]).toEqual([0, 1]);
  }
});

function entryParameters(row: Distribution, value: readonly number[], parameters: Case["parameters"]) {
  let names: readonly string[] = [];
  const values = compute(parameters, (b, p) => {
    const own = row.entry?.parameters(b, p, value) ?? {};
    names = Object.keys(own);
    return Object.values(own);
  });
  return Object.fromEntries(names.map((name, i) => [name, values[i] ?? []] as const));
}
