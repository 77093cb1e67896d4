/** Parameters, points and draws that the contract of distributions is checked at, and what is measured there. */

import fc from "fast-check";
import { expect } from "vitest";
import type { Distribution, Values } from "../../src/library/distribution.ts";
import { upperGamma } from "../../src/library/special.ts";
import { isDiscrete, type Support } from "../../src/shape/support.ts";
import type { Builder, Tensor } from "../../src/tensor/builder.ts";
import { compute1, type Given, noiseOf, scalar, vector } from "./compute.ts";
import { ends, type Point, quadrature } from "./quadrature.ts";

/** Parameters near the row's example, but elsewhere. */
export type Setting = Readonly<Record<string, number | readonly number[]>>;

export function settings(row: Distribution): fc.Arbitrary<Setting> {
  const jitter = fc.double({ min: -1, max: 1, noNaN: true });
  const fields = (row.signatures[0]?.parameters ?? []).map(({ name, support }) => {
    const example = row.example[name];
    if (example === undefined) throw new Error(`${row.name} has no example of ${name}`);
    if (typeof example !== "number") {
      const logs = fc.tuple(...example.map(() => jitter));
      if (support.kind === "ordered")
        return [name, logs.map((v) => example.map((c, i) => c + 0.45 * (v[i] ?? 0)))] as const;
      const simplex = (values: readonly number[]) => {
        const total = values.reduce((sum, value) => sum + value, 0);
        return values.map((value) => value / total);
      };
      return [name, logs.map((v) => simplex(example.map((p, i) => p * Math.exp(v[i] ?? 0))))] as const;
    }
    return [name, jitter.map((v) => near(example, v, support))] as const;
  });
  return fc.record(Object.fromEntries(fields));
}

function near(example: number, jitter: number, support: Support): number {
  switch (support.kind) {
    case "positive":
    case "nonnegative":
      return example * Math.exp(0.7 * jitter);
    case "unit":
      return 0.5 + 0.45 * jitter;
    case "count":
      return Math.max(1, Math.round(example * (1 + jitter)));
    default:
      return example + 0.45 * jitter;
  }
}

export function given(setting: Setting, prefix = ""): Record<string, Given> {
  return Object.fromEntries(
    Object.entries(setting).map(([name, v]) => [
      prefix + name,
      typeof v === "number" ? scalar(v) : vector(v),
    ]),
  );
}

/** The setting as the numbers that `cdf` and `support` take. */
export function numbers(setting: Setting): Values {
  return Object.fromEntries(
    Object.entries(setting).flatMap(([k, v]) => (typeof v === "number" ? [[k, v]] : [])),
  );
}

/** How many labels there are. */
function eventCount(row: Distribution, setting: Setting): number {
  const cuts = row.signatures.some(({ parameters }) => parameters.some((parameter) => parameter.cuts));
  return Object.values(setting).reduce<number>(
    (n, v) => (typeof v === "number" ? n : v.length + (cuts ? 1 : 0)),
    0,
  );
}

const wholeTypes: readonly string[] = ["label", "bool"];

export function points(row: Distribution, xs: readonly number[]): Given {
  return vector(xs, wholeTypes.includes(row.support(null).kind) ? "i32" : "f64");
}

export function logDensityAt(row: Distribution, setting: Setting, xs: readonly number[]): readonly number[] {
  return compute1({ x: points(row, xs), ...given(setting) }, (b, { x, ...p }) =>
    row.logDensity(b, need(x), p),
  );
}

export function need<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new Error("missing");
  return value;
}

/** The values a discrete draw may take, all but 1e-14 of them. */
export function values(row: Distribution, setting: Setting): readonly number[] {
  const { kind } = row.support(numbers(setting));
  if (kind === "bool") return [0, 1];
  if (kind === "label") return Array.from({ length: eventCount(row, setting) }, (_, k) => k);
  const cdf = need(row.cdf);
  const all = [0];
  while (1 - cdf(all.length - 1, numbers(setting)) > 1e-14) all.push(all.length);
  return all;
}

/** Σ wᵢ f(xᵢ) is Σ f over the values of a discrete distribution, ∫ f over the support of a continuous one. */
function measure(row: Distribution, setting: Setting): readonly Point[] {
  const limits = ends(row.support(numbers(setting)));
  if (limits === null) return values(row, setting).map((x) => ({ x, weight: 1 }));
  return quadrature(limits[0], limits[1], median(row, setting, limits));
}

export function median(row: Distribution, setting: Setting, [low, high]: readonly [number, number]): number {
  let a = Math.max(low, -1e6);
  let b = Math.min(high, 1e6);
  for (let i = 0; i < 200; i += 1) {
    const middle = (a + b) / 2;
    if (need(row.cdf)(middle, numbers(setting)) < 0.5) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}

/** E f(X), by quadrature or by summing. */
export function expectation(row: Distribution, setting: Setting, f: (x: number) => number): number {
  const nodes = measure(row, setting);
  const logs = logDensityAt(
    row,
    setting,
    nodes.map(({ x }) => x),
  );
  return nodes.reduce((sum, { x, weight }, i) => {
    const mass = weight * Math.exp(need(logs[i]));
    return mass === 0 ? sum : sum + mass * f(x);
  }, 0);
}

export function outside(row: Distribution, setting: Setting): readonly number[] {
  const support = row.support(numbers(setting));
  const limits = ends(support);
  if (limits !== null) {
    return [limits[0] - 0.5, limits[0] - 1e-9, limits[1] + 1e-9, limits[1] + 3].filter(Number.isFinite);
  }
  if (support.kind === "label") return [-1, eventCount(row, setting), eventCount(row, setting) + 7];
  return support.kind === "bool" ? [-1, 2] : [-1, -0.5, 2.5];
}

export function discreteNames(row: Distribution): readonly string[] {
  const whole = (row.signatures[0]?.parameters ?? []).filter(({ support }) => isDiscrete(support));
  const value = isDiscrete(row.support(row.example as Values)) ? ["x"] : [];
  return [...value, ...whole.map(({ name }) => name)];
}

export function expectClose(
  gradients: Readonly<Record<string, readonly number[]>>,
  differences: Readonly<Record<string, readonly number[]>>,
): void {
  for (const [name, values] of Object.entries(differences)) {
    values.forEach((value, i) => {
      const found = need(gradients[name]?.[i]);
      expect({ name, error: Math.abs(found - value) }).toSatisfy(
        ({ error }) => error < 2e-6 * (1 + Math.abs(value)),
      );
    });
  }
}

export function sampleOf(
  row: Distribution,
  setting: Setting,
  count: number,
  seed: number,
): readonly number[] {
  const spread = (b: Builder, x: Tensor) =>
    b.broadcast(
      x,
      [count, ...x.shape],
      x.shape.map((_, axis) => axis + 1),
    );
  return compute1(given(setting), (b, p) =>
    row.sample(b, noiseOf(b, seed), Object.fromEntries(Object.entries(p).map(([k, x]) => [k, spread(b, x)]))),
  );
}

/** √n sup |F̂ − F|: above 2.5 with probability 7e-6. */
export function kolmogorov(draws: readonly number[], cdf: (x: number) => number): number {
  const sorted = draws.toSorted((x, y) => x - y);
  const n = sorted.length;
  const greatest = sorted.reduce((d, x, i) => {
    const level = cdf(x);
    return Math.max(d, Math.abs(level - i / n), Math.abs((i + 1) / n - level));
  }, 0);
  return Math.sqrt(n) * greatest;
}

/** P(χ² ≥ observed), cells of less than eight expected pooled. */
export function chiSquareTail(row: Distribution, setting: Setting, draws: readonly number[]): number {
  const all = values(row, setting);
  const logs = logDensityAt(row, setting, all);
  const cells: { expected: number; observed: number }[] = [];
  let cell = { expected: 0, observed: 0 };
  for (const [i, x] of all.entries()) {
    cell.expected += draws.length * Math.exp(need(logs[i]));
    cell.observed += draws.filter((draw) => draw === x).length;
    if (cell.expected >= 8) {
      cells.push(cell);
      cell = { expected: 0, observed: 0 };
    }
  }
  const last = need(cells[cells.length - 1]);
  last.expected += cell.expected;
  last.observed += cell.observed;
  expect(cells.reduce((sum, { observed }) => sum + observed, 0)).toBe(draws.length);
  const statistic = cells.reduce(
    (sum, { expected, observed }) => sum + (observed - expected) ** 2 / expected,
    0,
  );
  return cells.length < 2 ? 1 : upperGamma((cells.length - 1) / 2, statistic / 2);
}

/** Parameters of second signatures from those of the first, where they differ. */
export const conversions: Readonly<Record<string, (s: Setting) => number | readonly number[]>> = {
  logits: ({ p, probabilities }) =>
    typeof p === "number"
      ? Math.log(p / (1 - p))
      : [...(probabilities as readonly number[])].map((q) => Math.log(q) + 0.7),
  log_rate: ({ rate }) => Math.log(Number(rate)),
  log_mean: ({ mean }) => Math.log(Number(mean)),
};
