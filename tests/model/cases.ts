/** Models at a point, with their densities again in plain numbers, row by row. */

import { numbers, type Values } from "./programs.ts";
import { classes, counts, line, logistic, network, schools } from "./sources.ts";

export const logNormal = (x: number, mean: number, sd: number) =>
  -0.5 * ((x - mean) / sd) ** 2 - Math.log(sd) - 0.5 * Math.log(2 * Math.PI);
export const sum = (xs: readonly number[]) => xs.reduce((total, x) => total + x, 0);
const lgamma = (n: number) => sum(Array.from({ length: n - 1 }, (_, i) => Math.log(i + 1)));
export const at = (xs: readonly number[] | undefined, i: number) => xs?.[i] ?? NaN;
export const get = (values: Values, name: string) => values[name] ?? [];

/** Row n of x [N, D] times w [D]. */
const row = (x: readonly number[], w: readonly number[], n: number) =>
  sum(w.map((weight, d) => weight * at(x, n * w.length + d)));

/** Example h [in] through a dense layer. */
function dense(h: readonly number[], weight: readonly number[], bias: readonly number[]): number[] {
  return bias.map((offset, j) => offset + sum(h.map((value, i) => value * at(weight, i * bias.length + j))));
}

export interface Case {
  readonly name: string;
  readonly source: string;
  readonly sizes: Readonly<Record<string, number>>;
  readonly values: Values;
  readonly prior: (v: Values) => number;
  readonly likelihood: (v: Values, n: number) => number;
}

const priorOf = (v: Values, names: readonly string[], sd: number, mean = 0) =>
  sum(names.flatMap((name) => get(v, name).map((x) => logNormal(x, mean, sd))));

export const cases: readonly Case[] = [
  {
    name: "linear regression",
    source: line,
    sizes: { N: 5, D: 3 },
    values: { x: numbers(15, 1), y: numbers(5, 2), w: numbers(3, 3), b: [0.3] },
    prior: (v) => priorOf(v, ["w"], 10, 0.5) + priorOf(v, ["b"], 3),
    likelihood: (v, n) => logNormal(at(v["y"], n), row(get(v, "x"), get(v, "w"), n) + at(v["b"], 0), 0.5),
  },
  {
    name: "logistic regression",
    source: logistic,
    sizes: { N: 5, D: 3 },
    values: { x: numbers(15, 1), admitted: [0, 1, 1, 0, 1], w: numbers(3, 3), b: [-0.4] },
    prior: (v) => priorOf(v, ["w"], 2) + priorOf(v, ["b"], 5),
    likelihood: (v, n) => {
      const p = 1 / (1 + Math.exp(-(row(get(v, "x"), get(v, "w"), n) + at(v["b"], 0))));
      return Math.log(at(v["admitted"], n) === 1 ? p : 1 - p);
    },
  },
  {
    name: "Poisson regression with automatic relevance",
    source: counts,
    sizes: { N: 4, D: 2 },
    values: { x: numbers(8, 1, 0.4), n: [0, 3, 1, 7], relevance: [0.6, 2.5], w: [0.2, -0.7], level: [0.1] },
    prior: (v) =>
      sum(get(v, "relevance").map((r) => -3 * Math.log(r) - 1 / r)) +
      sum(get(v, "w").map((w, d) => logNormal(w, 0, Math.sqrt(at(v["relevance"], d))))) +
      logNormal(at(v["level"], 0), 0, 1),
    likelihood: (v, n) => {
      const rate = (Math.exp(at(v["level"], 0)) + 1) * Math.exp(row(get(v, "x"), get(v, "w"), n));
      const count = at(v["n"], n);
      return count * Math.log(rate) - rate - lgamma(count + 1);
    },
  },
  {
    name: "a network of two hidden layers",
    source: network,
    sizes: { N: 6, D: 2 },
    values: {
      x: numbers(12, 1),
      y: numbers(6, 2),
      "f.hidden.weight": numbers(8, 3),
      "f.hidden.bias": numbers(4, 4),
      "f.second.weight": numbers(12, 5),
      "f.second.bias": numbers(3, 6),
      "f.out.weight": numbers(3, 7),
      "f.out.bias": [0.2],
      noise: [0.7],
    },
    prior: (v) =>
      priorOf(v, ["f.hidden.weight"], Math.SQRT1_2) +
      priorOf(v, ["f.second.weight"], 0.5) +
      priorOf(v, ["f.out.weight"], 1 / Math.sqrt(3)) +
      priorOf(v, ["f.hidden.bias", "f.second.bias", "f.out.bias"], 1) +
      Math.LN2 +
      logNormal(at(v["noise"], 0), 0, 1),
    likelihood: (v, n) => {
      const hidden = dense(
        get(v, "x").slice(2 * n, 2 * n + 2),
        get(v, "f.hidden.weight"),
        get(v, "f.hidden.bias"),
      );
      const second = dense(hidden.map(Math.tanh), get(v, "f.second.weight"), get(v, "f.second.bias"));
      const [mean = NaN] = dense(
        second.map((h) => Math.log1p(Math.exp(h))),
        get(v, "f.out.weight"),
        get(v, "f.out.bias"),
      );
      return logNormal(at(v["y"], n), mean, at(v["noise"], 0));
    },
  },
  {
    name: "a classifying network",
    source: classes,
    sizes: { N: 4, D: 2, Species: 3 },
    values: {
      x: numbers(8, 1),
      species: [2, 0, 1, 2],
      "f.hidden.weight": numbers(6, 3),
      "f.hidden.bias": numbers(3, 4),
      "f.out.weight": numbers(9, 5),
      "f.out.bias": numbers(3, 6),
    },
    prior: (v) => priorOf(v, ["f.hidden.weight", "f.hidden.bias", "f.out.weight", "f.out.bias"], 1),
    likelihood: (v, n) => {
      const hidden = dense(
        get(v, "x").slice(2 * n, 2 * n + 2),
        get(v, "f.hidden.weight"),
        get(v, "f.hidden.bias"),
      );
      const logits = dense(
        hidden.map((h) => Math.max(h, 0)),
        get(v, "f.out.weight"),
        get(v, "f.out.bias"),
      );
      return at(logits, at(v["species"], n)) - Math.log(sum(logits.map(Math.exp)));
    },
  },
  {
    name: "schools looked up by label",
    source: schools,
    sizes: { N: 5, School: 3 },
    values: {
      y: numbers(5, 1),
      sigma: [1, 2, 0.5, 1, 3],
      school: [0, 2, 1, 2, 0],
      mu: [0.4],
      theta: [1, -2, 0.3],
    },
    prior: (v) => priorOf(v, ["mu"], 5) + priorOf(v, ["theta"], 2, at(v["mu"], 0)),
    likelihood: (v, n) => logNormal(at(v["y"], n), at(v["theta"], at(v["school"], n)), at(v["sigma"], n)),
  },
];
