/** Bayesian neural networks, by plain loops over units and pixels. */

import type { Entry, Point } from "./agrees.ts";
import { conv, dense, greatest, layerNorm, pool } from "./layers.ts";
import {
  add,
  at,
  categoricalLogits,
  type Complex,
  elu,
  gelu,
  halfNormal,
  inverseGamma,
  logSumExp,
  mul,
  normal,
  normals,
  numbers,
  poissonLog,
  relu,
  rowsOf,
  silu,
  softplus,
  standardized,
  sum,
  tanh,
  total,
  type Value,
} from "./plain.ts";

const range = (count: number) => Array.from({ length: count }, (_, i) => i);
const rows = 4;
const columns = [numbers(rows, 1, 2), numbers(rows, 2, 0.3)];
const x = rowsOf(columns.map(standardized));
const y = numbers(rows, 4, 5);
const standard = standardized(y);
const one = (p: Point, name: string) => at(p(name), 0);

const biases = (p: Point, ...layers: readonly string[]) =>
  normals(
    layers.flatMap((layer) => p(`${layer}.bias`)),
    0,
    1,
  );
const weights = (p: Point, layer: string, fan: number) =>
  normals(p(`${layer}.weight`), 0, 1 / Math.sqrt(fan));

const pixels = range(2).map((n) => range(9).map((i) => numbers(8, 10 * n + i)));
const claims = [0, 2, 1, 5];
const exposure = [0.5, 1, 2, 4];
const streets = ["c", "a", "b", "c"];

export const networks: readonly Entry[] = [
  {
    name: "a heteroscedastic network",
    program: "heteroscedastic",
    data: { times: columns[0], accel: y },
    density: (p) => {
      const likelihood = total(rows, (n) => {
        const hidden = dense(p, "f.hidden", [at(at(x, n), 0)]).map(tanh);
        const out = dense(p, "f.out", hidden);
        return normal(at(standard, n), at(out, 0), softplus(at(out, 1)));
      });
      const prior = add(
        normals(p("f.hidden.weight"), 0, 2),
        weights(p, "f.out", 20),
        biases(p, "f.hidden", "f.out"),
      );
      return add(prior, likelihood);
    },
  },
  {
    name: "a network with automatic relevance determination",
    program: "ard-network",
    data: { length: columns[0], froude: columns[1], resistance: y },
    density: (p) => {
      const [relevance, depth, noise] = [p("relevance"), one(p, "depth"), one(p, "noise")];
      const prior = add(
        sum(relevance.map((each) => inverseGamma(each, 2, 1))),
        halfNormal(depth, 1),
        halfNormal(noise, 1),
        sum(p("f.hidden.weight").map((w, i) => normal(w, 0, at(relevance, Math.floor(i / 20))))),
        normals(p("f.out.weight"), 0, mul(depth, 1 / Math.sqrt(20))),
        biases(p, "f.hidden", "f.out"),
      );
      return add(prior, regression(p, noise));
    },
  },
  {
    name: "a network with a hierarchical prior",
    program: "network-hierarchical-scale",
    data: { first: columns[0], last: columns[1], load: y },
    density: (p) => {
      const [spread, noise] = [one(p, "spread"), one(p, "noise")];
      const prior = add(
        halfNormal(spread, 1),
        halfNormal(noise, 1),
        normals(p("f.hidden.weight"), 0, spread),
        weights(p, "f.out", 50),
        biases(p, "f.hidden", "f.out"),
      );
      return add(prior, regression(p, noise));
    },
  },
  {
    name: "a Poisson network with an offset",
    program: "offset",
    data: { age: columns[0], power: columns[1], exposure, claims },
    density: (p) => {
      const spread = one(p, "spread");
      const prior = add(
        halfNormal(spread, 1),
        normals(p("f.hidden.weight"), 0, spread),
        weights(p, "f.out", 12),
        biases(p, "f.hidden", "f.out"),
      );
      const likelihood = total(rows, (n) =>
        poissonLog(at(claims, n), add(tanhNetwork(p, n), Math.log(at(exposure, n)))),
      );
      return add(prior, likelihood);
    },
  },
  {
    // Weights so small that both parts of the mixture count.
    name: "a classifier with Blundell's scale mixture",
    program: "scale-mixture",
    data: { p1: columns[0], p64: columns[1], y: ["7", "2", "2", "5"] },
    spread: 0.006,
    density: (p) => {
      const prior = [...p("f.hidden.weight"), ...p("f.out.weight")].map((w) =>
        logSumExp([add(Math.log(0.25), normal(w, 0, 1)), add(Math.log(0.75), normal(w, 0, 0.0025))]),
      );
      const likelihood = total(rows, (n) => {
        const logits = dense(p, "f.out", dense(p, "f.hidden", at(x, n)).map(relu));
        return categoricalLogits(at([2, 0, 0, 1], n), logits);
      });
      return add(sum(prior), biases(p, "f.hidden", "f.out"), likelihood);
    },
  },
  {
    name: "a convolutional network",
    program: "convolutional",
    data: { pixels, y: [1, 0] },
    density: (p) => {
      const likelihood = total(2, (n) => {
        const edges = conv(p, "f.edges", at(pixels, n).flat(), [9, 8, 1], 3);
        const shapes = conv(p, "f.shapes", pool(edges, [7, 6, 4], greatest), [3, 3, 4], 2);
        const logits = dense(
          p,
          "f.out",
          pool(shapes, [2, 2, 6], (w) => mul(0.25, sum(w))),
        );
        return categoricalLogits(at([1, 0], n), logits);
      });
      const prior = add(weights(p, "f.edges", 9), weights(p, "f.shapes", 16), weights(p, "f.out", 6));
      return add(prior, biases(p, "f.edges", "f.shapes", "f.out"), likelihood);
    },
  },
  {
    name: "a residual network, and one with an embedding for a category",
    program: "embedding",
    data: { area: columns[0], floor: columns[1], street: streets, rent: y },
    density: (p) => {
      const [spread, noise] = [one(p, "street_spread"), one(p, "noise")];
      const prior = add(
        ...Object.entries({ hidden: 2, layer2: 6, layer3: 4, out: 6 }).map(([layer, fan]) =>
          weights(p, `f.${layer}`, fan),
        ),
        biases(p, "f.hidden", "f.layer2", "f.layer3", "f.out", "place.layer2", "place.out"),
        halfNormal(spread, 1),
        halfNormal(noise, 1),
        normals(p("place.layer1.weight"), 0, spread),
        weights(p, "place.layer2", 3),
        weights(p, "place.out", 4),
      );
      const likelihood = total(rows, (n) => {
        const hidden = dense(p, "f.hidden", at(x, n)).map(gelu);
        const inside = dense(p, "f.layer3", dense(p, "f.layer2", hidden).map(silu));
        const sums = hidden.map((h, i) => add(h, at(inside, i)));
        const label = "abc".indexOf(at(streets, n));
        const vector = p("place.layer1.weight").slice(3 * label, 3 * label + 3);
        const level = dense(p, "place.out", dense(p, "place.layer2", vector).map(elu));
        const mean = add(at(dense(p, "f.out", layerNorm(sums)), 0), at(level, 0));
        return normal(at(standard, n), mean, noise);
      });
      return add(prior, likelihood);
    },
  },
];

/** One hidden layer of tanh at row n. */
function tanhNetwork(p: Point, n: number): Complex {
  return at(dense(p, "f.out", dense(p, "f.hidden", at(x, n)).map(tanh)), 0);
}

function regression(p: Point, noise: Value): Complex {
  return total(rows, (n) => normal(at(standard, n), tanhNetwork(p, n), noise));
}
