/** Models of series: their log density and its gradient against the plain loops that a textbook writes. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bind, density } from "../../src/pipeline.ts";
import { compiled, source, value } from "../pipeline-models.ts";
import { add, type Complex, exp, halfNormal, log, mul, normal, slopes, sub } from "./complex.ts";
import { numbers } from "./programs.ts";

type Point = Readonly<Record<string, readonly number[]>>;
type Given = Readonly<Record<string, readonly Complex[]>>;

const one = (list: readonly Complex[] | undefined): Complex => list?.[0] ?? { re: NaN, im: NaN };
const place = <T>(list: readonly T[] | undefined, i: number): T => {
  const found = list?.[i];
  if (found === undefined) throw new Error(`nothing stands at ${i}`);
  return found;
};
const total = (count: number, term: (t: number) => Complex): Complex =>
  add(0, ...Array.from({ length: count }, (_, t) => term(t)));

const corpus = (name: string) =>
  readFileSync(join(import.meta.dirname, "../corpus/good", `${name}.hunch`), "utf8");

/** Both, to a relative 1e-10, on the declared scale and on the unconstrained one; scalars are lists of one. */
async function agrees(
  text: string,
  data: Readonly<Record<string, unknown>>,
  point: Point,
  scalars: readonly string[],
  wanted: (at: Given) => Complex,
): Promise<void> {
  const model = compiled(text);
  const bound = value(await bind(model, [await source(data)]));
  const positive = new Set(
    model.model.sites.filter(({ bijector }) => bijector.name === "positive").map(({ name }) => name),
  );
  // log p(eᵘ) + u for what is positive.
  const freed = Object.entries(point).map(([name, list]): [string, readonly number[]] => [
    name,
    positive.has(name) ? list.map(Math.log) : list,
  ]);
  const free = (p: Given): Complex => {
    const declared = Object.entries(p).map(([name, list]) => [
      name,
      positive.has(name) ? list.map(exp) : list,
    ]);
    const jacobian = Object.entries(p).flatMap(([name, list]) => (positive.has(name) ? list : []));
    return add(wanted(Object.fromEntries(declared) as Given), ...jacobian);
  };
  for (const unconstrained of [false, true]) {
    const at: Point = unconstrained ? Object.fromEntries(freed) : point;
    const given = Object.entries(at).map(([name, list]) => [name, scalars.includes(name) ? list[0] : list]);
    const found = value(await density(model, bound, Object.fromEntries(given), { unconstrained }));
    const { value: expected, gradient } = slopes(unconstrained ? free : wanted, at);
    near(found.logJoint, expected, 0);
    for (const [name, list] of Object.entries(gradient)) {
      const slope = [found.gradient[name]].flat(3);
      const scale = Math.max(...list.map(Math.abs));
      expect(slope.length).toBe(list.length);
      list.forEach((wantedSlope, i) => near(Number(slope[i]), wantedSlope, scale));
    }
  }
}

function near(x: number, y: number, scale: number): void {
  const tolerance = 1e-10 * Math.max(Math.abs(y), scale);
  expect(Math.abs(x - y), `${x} beside ${y}`).toBeLessThanOrEqual(tolerance);
}

const y = numbers(40, 3);

// AR, ARMA, GARCH and stochastic volatility stand in tests/expressiveness. Planted: a second lag one row early; the derivative's coefficients taken a row early; the start's
// cotangent left out; each red here.
describe("log density and gradient are those of hand-written loops", () => {
  test("a random walk, by cumsum", async () => {
    const point = { step: numbers(y.length, 2), scale: [0.7], noise: [0.5] };
    await agrees(corpus("random-walk"), { y }, point, ["scale", "noise"], (p) => {
      const [scale, noise] = [one(p["scale"]), one(p["noise"])];
      let sum = add(halfNormal(scale, 1), halfNormal(noise, 1));
      let level: Complex = { re: 0, im: 0 };
      y.forEach((now, t) => {
        const step = place(p["step"], t);
        level = add(level, mul(scale, step));
        sum = add(sum, normal(step, 0, 1), normal(now, level, noise));
      });
      return sum;
    });
  });

  test("two lags of one expression with starts of their own, over several places", async () => {
    const [rows, places] = [13, 3];
    const panel = Array.from({ length: rows }, (_, t) => numbers(places, t));
    const x = numbers(rows, 9);
    const point = { rho: [0.3, -0.2, 0.6], b: [0.7], sigma: [1.2] };
    await agrees(corpus("seasonal"), { y: panel, x }, point, ["b", "sigma"], (p) => {
      const [b, sigma] = [one(p["b"]), one(p["sigma"])];
      const prior = add(
        total(3, (i) => normal(place(p["rho"], i), 0, 1)),
        normal(b, 0, 1),
        halfNormal(sigma, 1),
      );
      const likelihood = total(places, (i) => {
        const rho = place(p["rho"], i);
        const errs: Complex[] = [];
        for (let t = 0; t < rows; t++) {
          const back = t < 1 ? add(0) : place(errs, t - 1);
          const season = t < 4 ? rho : place(errs, t - 4);
          const now = sub(place(place(panel, t), i), mul(b, place(x, t)));
          errs.push(sub(now, add(mul(rho, back), mul(0.5, season))));
        }
        return total(rows, (t) => normal(place(errs, t), 0, sigma));
      });
      return add(prior, likelihood);
    });
  });

  // What is carried is log h, the quantity itself is not: e in lag(e over T, …) is another expression than the name.
  test("a condition inside, and a quantity other than what is carried", async () => {
    const text = `model Threshold
      data { y: real[T] }
      prior { a ~ normal(0, 1)  g: positive ~ half_normal(1) }
      likelihood {
        h: positive[T] = exp(where(y > 0, a, 0.5) * lag(log(h) + y over T, 2, start = a)) + g
        y ~ normal(0, h)
      }
      infer map`;
    const point = { a: [0.4], g: [0.7] };
    await agrees(text, { y }, point, ["a", "g"], (p) => {
      const [a, g] = [one(p["a"]), one(p["g"])];
      const hs: Complex[] = [];
      y.forEach((now, t) => {
        const carried = t < 2 ? a : add(log(place(hs, t - 2)), place(y, t - 2));
        hs.push(add(exp(mul(now > 0 ? a : 0.5, carried)), g));
      });
      const rows = total(y.length, (t) => normal(place(y, t), 0, place(hs, t)));
      return add(normal(a, 0, 1), halfNormal(g, 1), rows);
    });
  });
});

// EGARCH (Nelson 1991). Planted: the shocks read at their own row; the start chosen one row long; each red here.
test("two expressions looked back at, one of them the name alone", async () => {
  const text = `model Exponential
    data { y: real[T] }
    prior { w ~ normal(0, 1)  a ~ normal(0, 1)  c ~ normal(0, 1)  h1 ~ normal(0, 1) }
    likelihood {
      h: real[T] = w + a * lag(abs(y) * exp(-h / 2) over T, 2, start = c) + c * lag(h over T, 1, start = h1)
      y ~ normal(0, exp(h / 2))
    }
    infer map`;
  const point = { w: [-0.2], a: [0.3], c: [0.7], h1: [0.4] };
  await agrees(text, { y }, point, Object.keys(point), (p) => {
    const [w, a, c, h1] = [one(p["w"]), one(p["a"]), one(p["c"]), one(p["h1"])];
    const hs: Complex[] = [];
    y.forEach((_, t) => {
      const shock = t < 2 ? c : mul(Math.abs(place(y, t - 2)), exp(mul(-0.5, place(hs, t - 2))));
      const before = t < 1 ? h1 : place(hs, t - 1);
      hs.push(add(w, mul(a, shock), mul(c, before)));
    });
    const rows = total(y.length, (t) => normal(place(y, t), 0, exp(mul(0.5, place(hs, t)))));
    return add(rows, ...[w, a, c, h1].map((x) => normal(x, 0, 1)));
  });
});

// Before the first row log |h| is −∞ and its slope infinite, in a branch that is not taken.
test("what is not chosen harms nothing", async () => {
  const text = `model Logs
    data { y: real[T] }
    prior { a ~ normal(0, 1)  c ~ normal(0, 1) }
    likelihood {
      h: real[T] = a * lag(log(abs(h)) over T, 1, start = c) + lag(h / 2 over T, 2, start = a) + y
      y ~ normal(h, 1)
    }
    infer map`;
  const point = { a: [0.3], c: [0.7] };
  await agrees(text, { y }, point, Object.keys(point), (p) => {
    const [a, c] = [one(p["a"]), one(p["c"])];
    const hs: Complex[] = [];
    const size = (h: Complex): Complex => (h.re < 0 ? mul(-1, h) : h);
    y.forEach((now, t) => {
      const before = t < 1 ? c : log(size(place(hs, t - 1)));
      const half = t < 2 ? a : mul(0.5, place(hs, t - 2));
      hs.push(add(mul(a, before), half, now));
    });
    return add(normal(a, 0, 1), normal(c, 0, 1), ...y.map((now, t) => normal(now, place(hs, t), 1)));
  });
});

test("a series shorter than its lags is conditioned on whole", async () => {
  const model = compiled(corpus("ar2"));
  const bound = value(await bind(model, [await source({ y: [0.4] })]));
  const point = { mu: 0, phi1: 0, phi2: 0, sigma: 1 };
  expect(value(await density(model, bound, point, { unconstrained: false })).logLikelihood).toBe(0);
});
