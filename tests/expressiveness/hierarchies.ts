/** Hierarchies by hand. */

import type { Entry, Point } from "./agrees.ts";
import {
  add,
  at,
  type Complex,
  div,
  halfCauchy,
  halfNormals,
  log,
  mul,
  normal,
  normals,
  square,
  sub,
  total,
} from "./plain.ts";

// Rubin, "Estimation in parallel randomized experiments", 1981.
const effects = [28, 8, -3, 7, -1, 1, 18, 12];
const errors = [15, 10, 16, 11, 9, 11, 10, 18];

const schools = (theta: readonly Complex[]) =>
  total(8, (j) => normal(at(effects, j), at(theta, j), at(errors, j)));
const tops = (p: Point) => add(normal(at(p("mu"), 0), 0, 5), halfCauchy(at(p("tau"), 0), 5));

const dose = [0.5, 1, -1.2, 2, 0.1, -0.7];
const response = [0.4, 1.9, -1, 2.2, 0.3, -0.2];
const county = ["a", "b", "b", "c", "a", "c"];

export const hierarchies: readonly Entry[] = [
  {
    name: "eight schools, centred",
    program: "eight-schools",
    data: { y: effects, sigma: errors },
    density: (p) => add(tops(p), normals(p("theta"), at(p("mu"), 0), at(p("tau"), 0)), schools(p("theta"))),
  },
  {
    name: "eight schools, non-centred",
    program: "eight-schools-non-centred",
    data: { y: effects, sigma: errors },
    density: (p) => {
      const theta = p("z").map((z) => add(at(p("mu"), 0), mul(at(p("tau"), 0), z)));
      return add(tops(p), normals(p("z"), 0, 1), schools(theta));
    },
  },
  {
    name: "varying intercepts and slopes, correlated",
    program: "slopes",
    data: { one: [1, 1, 1, 1, 1, 1], dose, county, y: response },
    density: (p) => {
      const [average, spread, effect] = [p("average"), p("spread"), p("effect")];
      const [rho, noise] = [at(p("Omega"), 1), at(p("noise"), 0)];
      const rest = sub(1, square(rho));
      // lkj(2) of two dimensions: (1 − ρ²) / ∫ (1 − ρ²) dρ, the integral 4/3.
      const prior = add(
        normals(average, 0, 5),
        halfNormals(spread, 2),
        log(rest),
        -Math.log(4 / 3),
        halfNormals([noise], 1),
      );
      const counties = total(3, (c) => {
        const [u, v] = [0, 1].map((k) => div(sub(at(effect, 2 * c + k), at(average, k)), at(spread, k)));
        if (u === undefined || v === undefined) throw new Error("there are two");
        const quadratic = div(sub(add(square(u), square(v)), mul(2, rho, u, v)), rest);
        const logs = add(Math.log(2 * Math.PI), log(at(spread, 0)), log(at(spread, 1)), mul(0.5, log(rest)));
        return sub(mul(-0.5, quadratic), logs);
      });
      const likelihood = total(dose.length, (n) => {
        const c = "abc".indexOf(at(county, n));
        const mean = add(at(effect, 2 * c), mul(at(effect, 2 * c + 1), at(dose, n)));
        return normal(at(response, n), mean, noise);
      });
      return add(prior, counties, likelihood);
    },
  },
];
