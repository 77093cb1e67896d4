/** Recurrences through several expressions, lags within lags and two dimensions, beside the loops that say the same. */

import { describe, test } from "vitest";
import { agrees, type Entry, runs } from "../expressiveness/agrees.ts";
import {
  add,
  at,
  beta,
  type Complex,
  div,
  exp,
  halfNormal,
  log,
  mul,
  normal,
  normals,
  numbers,
  sum,
} from "../expressiveness/plain.ts";

const y = numbers(12, 3);
const [height, breadth] = [4, 3];
const grid = Array.from({ length: height }, (_, i) => numbers(breadth, i));
const practice = Array.from({ length: height }, (_, i) => numbers(5, 10 + i));
const score = Array.from({ length: height }, (_, i) => numbers(5, 20 + i));

const entries: readonly Entry[] = [
  {
    name: "three expressions, none of them the name alone",
    program: "egarch",
    spread: 0.25,
    data: { y },
    density: (p) => {
      const [w, size, sign, stay] = [at(p("w"), 0), at(p("size"), 0), at(p("sign"), 0), at(p("stay"), 0)];
      const first = at(p("first"), 0);
      const s: Complex[] = [];
      const rows = y.map((now, t) => {
        const shock = t < 1 ? 0 : div(Math.abs(at(y, t - 1)), at(s, t - 1));
        const turn = t < 2 ? 0 : div(at(y, t - 2), at(s, t - 2));
        const before = log(t < 1 ? first : at(s, t - 1));
        s.push(exp(add(w, mul(size, shock), mul(sign, turn), mul(stay, before))));
        return normal(now, 0, at(s, t));
      });
      return add(normals([w, size, sign, stay], 0, 1), halfNormal(first, 1), sum(rows));
    },
  },
  {
    name: "a lag within a lag",
    program: "second-order",
    data: { y },
    density: (p) => {
      const [phi1, phi2, before] = [at(p("phi1"), 0), at(p("phi2"), 0), at(p("before"), 0)];
      const [sigma, eta] = [at(p("sigma"), 0), p("eta")];
      const h: Complex[] = [];
      const rows = y.map((now, t) => {
        const earlier = t < 2 ? before : at(h, t - 2);
        const back = t < 1 ? before : add(mul(phi1, at(h, t - 1)), mul(phi2, earlier));
        h.push(add(back, mul(sigma, at(eta, t))));
        return normal(now, at(h, t), 0.5);
      });
      return add(normals([phi1, phi2, before], 0, 1), halfNormal(sigma, 1), normals(eta, 0, 1), sum(rows));
    },
  },
  {
    name: "two dimensions",
    program: "lattice",
    data: { yield: grid },
    density: (p) => {
      const [north, west, scale, noise] = [
        at(p("north"), 0),
        at(p("west"), 0),
        at(p("scale"), 0),
        at(p("noise"), 0),
      ];
      const field: Complex[] = [];
      const rows = grid.flat().map((now, place) => {
        const [i, j] = [Math.floor(place / breadth), place % breadth];
        const above = i === 0 ? at(p("edge"), j) : at(field, place - breadth);
        const left = j === 0 ? 0 : at(field, place - 1);
        field.push(add(mul(north, above), mul(west, left), mul(scale, at(p("eta"), place))));
        return normal(now, at(field, place), noise);
      });
      const prior = add(normals([north, west], 0, 0.5), normals(p("edge"), 0, 1), normals(p("eta"), 0, 1));
      return add(prior, halfNormal(scale, 1), halfNormal(noise, 1), sum(rows));
    },
  },
  {
    name: "a dimension that is not that of the rows",
    program: "panel",
    data: { practice, score },
    density: (p) => {
      const [decay, gain, noise] = [at(p("decay"), 0), at(p("gain"), 0), at(p("noise"), 0)];
      const rows = practice.flatMap((sessions, i) => {
        let strength = at(p("base"), 0);
        return sessions.map((practised, t) => {
          strength = add(mul(decay, strength), mul(gain, practised));
          return normal(at(at(score, i), t), strength, noise);
        });
      });
      const prior = add(
        beta(decay, 5, 2),
        normal(gain, 0, 1),
        normals(p("base"), 0, 1),
        halfNormal(noise, 1),
      );
      return add(prior, sum(rows));
    },
  },
];

// Planted: the start chosen one row long; a lag within a lag no further back than the one around it; a column's neighbour a row away.
describe.each(entries)("$name", (entry) => {
  test("log density and gradient are those of a loop, to 1e-10", () => agrees(entry));
  test("a few steps leave numbers", () => runs(entry));
});
