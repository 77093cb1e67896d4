/** Regressions and other models of independent rows, by hand. */

import type { Entry } from "./agrees.ts";
import {
  add,
  at,
  bernoulliLogits,
  beta,
  categoricalLogits,
  dot,
  exp,
  gamma,
  halfNormal,
  log,
  logNormal,
  logSumExp,
  mul,
  negBinomial,
  normal,
  normals,
  numbers,
  poissonLog,
  power,
  div,
  rowsOf,
  sigmoid,
  standardized,
  studentT,
  sub,
  total,
  type Value,
} from "./plain.ts";

const rows = 9;
const columns = [numbers(rows, 1, 3), numbers(rows, 2, 0.4), numbers(rows, 3)] as const;
const [first, second, third] = columns;
const two = rowsOf([first, second].map(standardized));
const three = rowsOf(columns.map(standardized));
const counts = [0, 3, 1, 7, 2, 0, 4, 12, 1];
const exposure = [0.5, 1, 2, 4, 0.2, 1, 3, 5, 1];
const y = numbers(rows, 5, 2);
const switched = [1, 0, 0, 1, 1, 0, 1, 0, 1];
const species = ["b", "a", "c", "a", "b", "c", "c", "a", "b"];
const gradeNames = ["poor", "fair", "good", "very good", "excellent"];
const grades = [0, 3, 1, 4, 2, 2, 0, 1, 4];
const stores = ["a", "b", "b", "a", "a", "b", "a", "b", "b"];
const months = [0.4, 12, 3, 24, 7.5, 30, 1, 18, 9];
const followed = [24, 24, 24, 24, 12, 30, 24, 20, 9];

export const regressions: readonly Entry[] = [
  {
    name: "logistic regression",
    program: "logistic",
    data: { distance: first, arsenic: second, switched },
    density: (p) => {
      const [w, [b]] = [p("w"), p("b")];
      const likelihood = total(rows, (n) =>
        bernoulliLogits(at(switched, n), add(dot(at(two, n), w), b ?? 0)),
      );
      return add(normals(w, 0, 2.5), normals(p("b"), 0, 2.5), likelihood);
    },
  },
  {
    name: "multinomial regression",
    program: "multinomial",
    data: { sepal_length: first, sepal_width: second, petal_width: third, species },
    density: (p) => {
      const [w, b] = [p("w"), p("b")];
      const likelihood = total(rows, (n) => {
        const logits = b.map((level, k) =>
          add(
            level,
            total(3, (d) => mul(at(at(three, n), d), at(w, d * 3 + k))),
          ),
        );
        return categoricalLogits("abc".indexOf(at(species, n)), logits);
      });
      return add(normals(w, 0, 2), normals(b, 0, 2), likelihood);
    },
  },
  {
    name: "Poisson regression with an offset",
    program: "poisson-offset",
    data: { age: first, power: second, exposure, claims: counts },
    density: (p) => {
      const [w, b] = [p("w"), at(p("b"), 0)];
      const likelihood = total(rows, (n) =>
        poissonLog(at(counts, n), add(dot(at(two, n), w), b, Math.log(at(exposure, n)))),
      );
      return add(normals(w, 0, 1), normal(b, 0, 2), likelihood);
    },
  },
  {
    name: "negative binomial regression",
    program: "negative-binomial",
    data: { age: first, distance: second, days: counts },
    density: (p) => {
      const [w, b, dispersion] = [p("w"), at(p("b"), 0), at(p("dispersion"), 0)];
      const likelihood = total(rows, (n) =>
        negBinomial(at(counts, n), exp(add(dot(at(two, n), w), b)), dispersion),
      );
      return add(normals(w, 0, 1), normal(b, 2, 1), gamma(dispersion, 2, 1), likelihood);
    },
  },
  {
    name: "ordinal regression",
    program: "ordinal",
    data: { age: first, income: second, store: stores, grade: grades.map((k) => at(gradeNames, k)) },
    density: (p) => {
      const [w, shift, spread, cuts] = [p("w"), p("shift"), at(p("spread"), 0), p("cutpoints")];
      const likelihood = total(rows, (n) => {
        const eta = add(dot(at(two, n), w), at(shift, "ab".indexOf(at(stores, n))));
        const k = at(grades, n);
        const below = (i: number) => (i < 0 ? 0 : i > 3 ? 1 : sigmoid(sub(at(cuts, i), eta)));
        return log(sub(below(k), below(k - 1)));
      });
      const prior = add(
        halfNormal(spread, 1),
        normals(shift, 0, spread),
        normals(w, 0, 1),
        normals(cuts, 0, 3),
      );
      return add(prior, likelihood);
    },
  },
  {
    name: "robust regression",
    program: "robust-regression",
    data: { air_flow: first, water: second, acid: third, stack_loss: y },
    density: (p) => {
      const [w, b, df, scale] = [p("w"), at(p("b"), 0), at(p("df"), 0), at(p("scale"), 0)];
      const likelihood = total(rows, (n) =>
        studentT(at(standardized(y), n), df, add(b, dot(at(three, n), w)), scale),
      );
      return add(normals(w, 0, 1), normal(b, 0, 1), gamma(df, 2, 0.1), halfNormal(scale, 1), likelihood);
    },
  },
  {
    name: "a Gaussian mixture",
    program: "mixture",
    data: { wait: y, calls: counts },
    density: (p) => {
      const [share, short, gap] = [at(p("share"), 0), at(p("short"), 0), at(p("gap"), 0)];
      const [width, silent, rate] = [at(p("width"), 0), at(p("silent"), 0), at(p("rate"), 0)];
      // Φ(2) = ½ + 0.4772498680518208: the mass of the gap above nought.
      const prior = add(
        beta(share, 5, 5),
        normal(short, 50, 10),
        sub(normal(gap, 20, 10), Math.log(0.9772498680518208)),
        halfNormal(width, 10),
        beta(silent, 1, 3),
        logNormal(rate, 0, 1),
      );
      const likelihood = total(rows, (n) => {
        const wait = at(y, n);
        const parts = [
          add(log(share), normal(wait, short, width)),
          add(log(sub(1, share)), normal(wait, add(short, gap), width)),
        ];
        const count = at(counts, n);
        const counted = add(log(sub(1, silent)), poissonLog(count, log(rate)));
        return add(logSumExp(parts), count === 0 ? logSumExp([log(silent), counted]) : counted);
      });
      return add(prior, likelihood);
    },
  },
  {
    name: "a Gaussian mixture with weights on a simplex",
    program: "gaussian-mixture",
    data: { wait: y },
    density: (p) => {
      const [theta, centre, width] = [p("theta"), p("centre"), p("width")];
      // dirichlet(2) of three: Γ(6) Π θ / Γ(2)³
      const prior = add(
        Math.log(120),
        ...theta.map(log),
        normals(centre, 70, 20),
        ...width.map((w) => halfNormal(w, 10)),
      );
      const likelihood = y.map((wait) =>
        logSumExp(theta.map((share, k) => add(log(share), normal(wait, at(centre, k), at(width, k))))),
      );
      return add(prior, ...likelihood);
    },
  },
  {
    name: "horseshoe regression",
    program: "horseshoe",
    data: { g1: first, g2: second, g40: third, y },
    density: (p) => {
      const [local, raw] = [p("effect.local"), p("effect.raw")];
      const [global, slab, noise] = [at(p("effect.global"), 0), at(p("effect.slab"), 0), at(p("noise"), 0)];
      const prior = add(
        ...local.map((each) => halfCauchyOne(each)),
        sub(halfCauchyOne(div(global, 0.1)), Math.log(0.1)),
        normals(raw, 0, 1),
        // inverse_gamma(4 / 2, 4 · 2² / 2)
        sub(gamma(div(1, slab), 2, 8), mul(2, log(slab))),
        halfNormal(noise, 1),
      );
      const effects = raw.map((each, d): Value => {
        const t = mul(global, at(local, d));
        return mul(each, t, power(div(slab, add(slab, mul(t, t))), 0.5));
      });
      const likelihood = total(rows, (n) =>
        normal(at(standardized(y), n), dot(at(three, n), effects), noise),
      );
      return add(prior, likelihood);
    },
  },
  {
    name: "right-censored survival times",
    program: "survival",
    data: { age: first, stage: second, months, followed },
    density: (p) => {
      const [w, scale, shape] = [p("w"), at(p("scale"), 0), at(p("shape"), 0)];
      // Φ(2 log 5) − Φ(−2 log 5)
      const inside = 0.9987130579741722;
      const prior = add(
        normals(w, 0, 1),
        normal(scale, 3, 1),
        sub(logNormal(shape, 0, 0.5), Math.log(inside)),
      );
      const likelihood = total(rows, (n) => {
        const lambda = exp(add(scale, dot(at(two, n), w)));
        const hazard = (t: number) => power(div(t, lambda), shape);
        const [t, end] = [at(months, n), at(followed, n)];
        if (t >= end) return mul(-1, hazard(end));
        return sub(add(log(div(shape, t)), log(hazard(t))), hazard(t));
      });
      return add(prior, likelihood);
    },
  },
];

/** 2 / (π (1 + x²)) */
function halfCauchyOne(x: Value) {
  return sub(Math.log(2 / Math.PI), log(add(1, mul(x, x))));
}
