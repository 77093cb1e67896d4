/** The networks of the good corpus at a point, with their densities again in plain loops, row by row. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { at, type Case, get, logNormal, sum } from "./cases.ts";
import { numbers, type Values } from "./programs.ts";

const source = (name: string) =>
  readFileSync(join(import.meta.dirname, "../corpus/good", `${name}.hunch`), "utf8");

type Vector = readonly number[];
const range = (count: number) => Array.from({ length: count }, (_, i) => i);
const row = (x: Vector, n: number, width: number) => x.slice(n * width, (n + 1) * width);
const add = (x: Vector, y: Vector) => x.map((value, i) => value + at(y, i));
const normals = (x: Vector, sd: (i: number) => number) =>
  sum(x.map((value, i) => logNormal(value, 0, sd(i))));
const halfNormal = (x: number) => Math.LN2 + logNormal(x, 0, 1);
const softplus = (x: number) => Math.log1p(Math.exp(x));
const silu = (x: number) => x / (1 + Math.exp(-x));
const elu = (x: number) => (x > 0 ? x : Math.expm1(x));

/** x Φ(x), with Φ(x) = ½ + φ(x) Σ x²ᵏ⁺¹ / (1 · 3 · … · (2k + 1)): Abramowitz & Stegun 26.2.11. */
function gelu(x: number): number {
  let [term, series] = [x, x];
  for (let k = 1; k < 200; k++) {
    term *= (x * x) / (2 * k + 1);
    series += term;
  }
  return x * (0.5 + (series * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI));
}

/** The weights stand under `name`. */
function dense(v: Values, name: string, x: Vector): Vector {
  const [weight, bias] = [get(v, `${name}.weight`), get(v, `${name}.bias`)];
  return bias.map((offset, j) => offset + sum(x.map((value, i) => value * at(weight, i * bias.length + j))));
}

/** x [height, breadth, channels]. */
function conv(
  v: Values,
  name: string,
  x: Vector,
  [height, breadth, channels]: Vector3,
  size: number,
): Vector {
  const [weight, bias] = [get(v, `${name}.weight`), get(v, `${name}.bias`)];
  const taps = range(size * size * channels);
  return range(height - size + 1).flatMap((i) =>
    range(breadth - size + 1).flatMap((j) =>
      bias.map((offset, f) => {
        const product = taps.map((tap) => {
          const pixel = Math.floor(tap / channels);
          const [p, q] = [Math.floor(pixel / size), pixel % size];
          const place = ((i + p) * breadth + j + q) * channels + (tap % channels);
          return at(x, place) * at(weight, tap * bias.length + f);
        });
        return Math.max(offset + sum(product), 0);
      }),
    ),
  );
}

type Vector3 = readonly [number, number, number];

function pool(x: Vector, [height, breadth, channels]: Vector3, of: (window: Vector) => number): Vector {
  return range(Math.floor(height / 2)).flatMap((i) =>
    range(Math.floor(breadth / 2)).flatMap((j) =>
      range(channels).map((c) => {
        const pixel = (p: number, q: number) => at(x, ((2 * i + p) * breadth + 2 * j + q) * channels + c);
        return of([pixel(0, 0), pixel(0, 1), pixel(1, 0), pixel(1, 1)]);
      }),
    ),
  );
}

function layerNorm(x: Vector): Vector {
  const mean = sum(x) / x.length;
  const variance = sum(x.map((value) => (value - mean) ** 2)) / x.length;
  return x.map((value) => (value - mean) / Math.sqrt(variance + 1e-5));
}

export const networkCases: readonly Case[] = [
  {
    name: "a heteroscedastic network",
    source: source("heteroscedastic"),
    sizes: { N: 5 },
    values: {
      t: numbers(5, 1),
      a: numbers(5, 2),
      "f.hidden.weight": numbers(20, 3),
      "f.hidden.bias": numbers(20, 4),
      "f.out.weight": numbers(40, 5),
      "f.out.bias": [0.3, -0.4],
    },
    prior: (v) =>
      normals(get(v, "f.hidden.weight"), () => 2) +
      normals(get(v, "f.out.weight"), () => 1 / Math.sqrt(20)) +
      normals([...get(v, "f.hidden.bias"), ...get(v, "f.out.bias")], () => 1),
    likelihood: (v, n) => {
      const hidden = dense(v, "f.hidden", [at(v["t"], n)]).map(Math.tanh);
      const [mean = NaN, scale = NaN] = dense(v, "f.out", hidden);
      return logNormal(at(v["a"], n), mean, softplus(scale));
    },
  },
  {
    name: "a network with automatic relevance and a hierarchical prior",
    source: source("ard-network"),
    sizes: { N: 4, D: 3 },
    values: {
      x: numbers(12, 1),
      y: numbers(4, 2),
      relevance: [0.4, 1.3, 2.2],
      depth: [0.8],
      noise: [0.6],
      "f.hidden.weight": numbers(60, 3),
      "f.hidden.bias": numbers(20, 4),
      "f.out.weight": numbers(20, 5),
      "f.out.bias": [0.2],
    },
    prior: (v) =>
      sum(get(v, "relevance").map((r) => -3 * Math.log(r) - 1 / r)) +
      normals(get(v, "f.hidden.weight"), (i) => at(v["relevance"], Math.floor(i / 20))) +
      normals(get(v, "f.out.weight"), () => at(v["depth"], 0) / Math.sqrt(20)) +
      normals([...get(v, "f.hidden.bias"), ...get(v, "f.out.bias")], () => 1) +
      halfNormal(at(v["depth"], 0)) +
      halfNormal(at(v["noise"], 0)),
    likelihood: (v, n) => {
      const [mean = NaN] = dense(v, "f.out", dense(v, "f.hidden", row(get(v, "x"), n, 3)).map(Math.tanh));
      return logNormal(at(v["y"], n), mean, at(v["noise"], 0));
    },
  },
  {
    name: "a Poisson network with an offset and a hierarchical prior",
    source: source("offset"),
    sizes: { N: 4, D: 2 },
    values: {
      x: numbers(8, 1),
      exposure: [0.5, 1, 2, 4],
      claims: [0, 2, 1, 5],
      spread: [0.7],
      "f.hidden.weight": numbers(24, 3, 0.5),
      "f.hidden.bias": numbers(12, 4, 0.5),
      "f.out.weight": numbers(12, 5, 0.5),
      "f.out.bias": [0.2],
    },
    prior: (v) =>
      halfNormal(at(v["spread"], 0)) +
      normals(get(v, "f.hidden.weight"), () => at(v["spread"], 0)) +
      normals(get(v, "f.out.weight"), () => 1 / Math.sqrt(12)) +
      normals([...get(v, "f.hidden.bias"), ...get(v, "f.out.bias")], () => 1),
    likelihood: (v, n) => {
      const [f = NaN] = dense(v, "f.out", dense(v, "f.hidden", row(get(v, "x"), n, 2)).map(Math.tanh));
      const logRate = f + Math.log(at(v["exposure"], n));
      const count = at(v["claims"], n);
      return count * logRate - Math.exp(logRate) - sum(range(count).map((k) => Math.log(k + 1)));
    },
  },
  {
    name: "a residual network and one with an embedding",
    source: source("embedding"),
    sizes: { N: 4, D: 2, Street: 3 },
    values: {
      x: numbers(8, 1),
      street: [2, 0, 1, 2],
      rent: numbers(4, 2),
      "f.hidden.weight": numbers(12, 3),
      "f.hidden.bias": numbers(6, 4),
      "f.layer2.weight": numbers(24, 5, 0.3),
      "f.layer2.bias": numbers(4, 6),
      "f.layer3.weight": numbers(24, 7, 0.3),
      "f.layer3.bias": numbers(6, 8),
      "f.out.weight": numbers(6, 9),
      "f.out.bias": [0.4],
      street_spread: [1.4],
      "place.layer1.weight": numbers(9, 10),
      "place.layer2.weight": numbers(12, 11),
      "place.layer2.bias": numbers(4, 12),
      "place.out.weight": numbers(4, 13),
      "place.out.bias": [-0.2],
      noise: [0.9],
    },
    prior: (v) => {
      const fans = { hidden: 2, layer2: 6, layer3: 4, out: 6 };
      const weights = Object.entries(fans).map(([layer, fan]) =>
        normals(get(v, `f.${layer}.weight`), () => 1 / Math.sqrt(fan)),
      );
      const biases = Object.keys(v).filter((name) => name.endsWith(".bias"));
      return (
        sum(weights) +
        sum(biases.map((name) => normals(get(v, name), () => 1))) +
        normals(get(v, "place.layer1.weight"), () => at(v["street_spread"], 0)) +
        normals(get(v, "place.layer2.weight"), () => 1 / Math.sqrt(3)) +
        normals(get(v, "place.out.weight"), () => 1 / 2) +
        halfNormal(at(v["street_spread"], 0)) +
        halfNormal(at(v["noise"], 0))
      );
    },
    likelihood: (v, n) => {
      const hidden = dense(v, "f.hidden", row(get(v, "x"), n, 2)).map(gelu);
      const inside = dense(v, "f.layer3", dense(v, "f.layer2", hidden).map(silu));
      const [mean = NaN] = dense(v, "f.out", layerNorm(add(hidden, inside)));
      const vector = row(get(v, "place.layer1.weight"), at(v["street"], n), 3);
      const [level = NaN] = dense(v, "place.out", dense(v, "place.layer2", vector).map(elu));
      return logNormal(at(v["rent"], n), mean + level, at(v["noise"], 0));
    },
  },
  {
    name: "a convolutional classifier",
    source: source("convolutional"),
    sizes: { N: 3, Row: 9, Column: 8, Digit: 3 },
    values: {
      pixels: numbers(216, 1),
      y: [1, 0, 2],
      "f.edges.weight": numbers(36, 3, 0.5),
      "f.edges.bias": numbers(4, 4),
      "f.shapes.weight": numbers(96, 5, 0.5),
      "f.shapes.bias": numbers(6, 6),
      "f.out.weight": numbers(18, 7),
      "f.out.bias": numbers(3, 8),
    },
    prior: (v) =>
      normals(get(v, "f.edges.weight"), () => 1 / 3) +
      normals(get(v, "f.shapes.weight"), () => 1 / 4) +
      normals(get(v, "f.out.weight"), () => 1 / Math.sqrt(6)) +
      sum(["edges", "shapes", "out"].map((layer) => normals(get(v, `f.${layer}.bias`), () => 1))),
    likelihood: (v, n) => {
      const edges = conv(v, "f.edges", row(get(v, "pixels"), n, 72), [9, 8, 1], 3);
      const shapes = conv(
        v,
        "f.shapes",
        pool(edges, [7, 6, 4], (w) => Math.max(...w)),
        [3, 3, 4],
        2,
      );
      const logits = dense(
        v,
        "f.out",
        pool(shapes, [2, 2, 6], (w) => sum(w) / 4),
      );
      return at(logits, at(v["y"], n)) - Math.log(sum(logits.map(Math.exp)));
    },
  },
];
