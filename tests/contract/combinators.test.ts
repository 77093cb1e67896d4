/** What every distribution made of others promises, as the rows of the table of distributions do. */

import { describe, expect, test } from "vitest";
import { combinators } from "../../src/library/combinators/table.ts";
import { insidePart, prefixOf } from "../../src/library/combinator.ts";
import type { Distribution } from "../../src/library/distribution.ts";
import { distributions } from "../../src/library/distributions/table.ts";
import { isDiscrete } from "../../src/shape/support.ts";
import { compute } from "./compute.ts";
import { differentiate } from "./differentiate.ts";
import {
  expectClose,
  given,
  kolmogorov,
  logDensityAt,
  need,
  numbers,
  type Setting,
  sampleOf,
} from "./distribution-cases.ts";
import { ends, quadrature } from "./quadrature.ts";

interface Case {
  readonly name: string;
  readonly whole: Distribution;
  readonly setting: Setting;
  /** Where continuous values lie. */
  readonly range: readonly [number, number];
}

/** The whole made of rows at their examples, with these numbers of its own, or weights. */
function made(
  combinator: string,
  names: readonly string[],
  own: Record<string, number>,
  weights?: readonly number[],
): Case {
  const row = need(combinators.get(combinator));
  const parts = names.map((name) => need(distributions.get(name)));
  const { distribution } = row.combine(parts, { values: own, observed: true });
  const whole = need(distribution);
  const setting: Record<string, number> = { ...own };
  parts.forEach((part, place) => {
    const prefix = prefixOf(row, part, place);
    if (weights !== undefined) setting[`${prefix}.weight`] = need(weights[place]);
    for (const parameter of need(part.signatures[0]).parameters) {
      const inner = weights === undefined ? prefix : `${prefix}.${part.name}`;
      setting[insidePart(inner, parameter).name] = need(part.example[parameter.name]) as number;
    }
  });
  const limits = ends(whole.support(null)) ?? [0, 60];
  const range = [
    Math.max(limits[0], own.low ?? -Infinity),
    Math.min(limits[1], own.high ?? Infinity),
  ] as const;
  const bounds = Object.entries(own).map(([key, value]) => `${key} = ${value}`);
  return { name: [combinator, ...names, ...bounds].join(" "), whole, setting, range };
}

const tailed = [...distributions.values()].filter(({ tails }) => tails !== undefined);
const able = tailed.filter(({ tails }) => tails?.whole !== true).map(({ name }) => name);
const counted = tailed.filter(({ tails }) => tails?.whole === true).map(({ name }) => name);
/** Between these all have something. */
const upper = (name: string) => (name === "beta" ? 0.8 : 1.1);
const cases: readonly Case[] = [
  ...able.flatMap((name) => [
    made("truncated", [name], { low: 0.3, high: upper(name) }),
    made("truncated", [name], { low: 0.45 }),
    ...(["gamma", "beta", "half_normal"].includes(name) ? [made("truncated", [name], { high: 0.6 })] : []),
  ]),
  made("truncated", ["normal"], { high: 1.9 }),
  made("truncated", ["normal"], { low: 8.5 }),
  made("truncated", ["normal"], { low: -12, high: -11.5 }),
  made("mixture", ["normal", "normal", "laplace"], {}, [0.2, 0.5, 0.3]),
  made("mixture", ["gamma", "half_normal"], {}, [0.35, 0.65]),
];
const counts: readonly Case[] = [
  ...counted.flatMap((name) => [
    made("truncated", [name], { low: 1 }),
    made("truncated", [name], { low: 1.5, high: 5 }),
    made("truncated", [name], { high: 6.5 }),
  ]),
  ...counted.map((name) => made("zero_inflated", [name], { p: 0.3 })),
  made("mixture", ["poisson", "poisson"], {}, [0.4, 0.6]),
];

/** ∫ f(x) p(x) dx, in pieces where the density has a kink, or Σ f(k) p(k). */
function expectation(at: Case, f: (x: number) => number, upTo = Infinity): number {
  const kinks = [at.setting["laplace.loc"], at.setting["3.laplace.loc"]].filter((x) => typeof x === "number");
  const high = Math.min(at.range[1], upTo);
  const cuts = [at.range[0], ...kinks.filter((x) => x > at.range[0] && x < high), high];
  const pieces = cuts.slice(1).map((to, i) => ({ from: need(cuts[i]), to }));
  const nodes = isDiscrete(at.whole.support(null))
    ? Array.from({ length: 61 }, (_, x) => ({ x, weight: x <= upTo ? 1 : 0 }))
    : pieces.flatMap(({ from, to }) => quadrature(from, to, middle(from, to)));
  const logs = logDensityAt(
    at.whole,
    at.setting,
    nodes.map(({ x }) => x),
  );
  return nodes.reduce((sum, { x, weight }, i) => {
    const mass = weight * Math.exp(need(logs[i]));
    return mass === 0 ? sum : sum + f(x) * mass;
  }, 0);
}

function middle(low: number, high: number): number {
  if (Number.isFinite(low)) return Number.isFinite(high) ? (low + high) / 2 : low + 0.5;
  return Math.min(0, high - 0.5);
}

test("there are cases of every distribution with tails", () => {
  expect(able).toEqual(expect.arrayContaining(["normal", "gamma", "beta", "student_t", "half_cauchy"]));
  expect(counted).toEqual(["binomial", "poisson", "neg_binomial"]);
});

describe.each([...cases, ...counts])("$name", (at) => {
  // Planted: the mass of the other side; weights not taken the logarithm of; p for 1 − p in zero_inflated.
  test("its density integrates to one", () => expect(expectation(at, () => 1)).toBeCloseTo(1, 7));

  // Planted: the mass as a constant, without its gradient.
  test("its gradient is the central difference", () => {
    const xs = sampleOf(at.whole, at.setting, 4, 3);
    const fixed = isDiscrete(at.whole.support(null)) ? ["x", "low", "high", "binomial.n"] : [];
    const { gradients, differences } = differentiate(
      { x: { shape: [4], values: xs.map((x) => (fixed.length > 0 ? x : x + 1e-3)) }, ...given(at.setting) },
      fixed,
      (b, { x, ...p }) => b.sum(at.whole.logDensity(b, need(x), p)),
    );
    expectClose(gradients, differences);
  });

  // Planted: σ² without the part between the means in mixture; r(α) + r(β) for the truncated normal's mean.
  test("its mean and variance are its density's", () => {
    const { mean, variance } = at.whole;
    if (mean === null || variance === null) return;
    const [m = NaN, v = NaN] = compute(given(at.setting), (b, p) => [mean(b, p), variance(b, p)]).flat();
    if (!Number.isFinite(m) || !Number.isFinite(v))
      throw new Error(`${at.name} has the moments ${m} and ${v}`);
    expect(expectation(at, (x) => x)).toBeCloseTo(m, 6);
    expect(expectation(at, (x) => (x - m) ** 2)).toBeCloseTo(v, 6);
  });

  // Planted: the mass not subtracted from; survival for cdf.
  test("its cdf adds up the density", () => {
    const draws = sampleOf(at.whole, at.setting, 2, 5);
    for (const x of draws) {
      expect(at.whole.cdf?.(x, numbers(at.setting))).toBeCloseTo(
        expectation(at, () => 1, x),
        6,
      );
    }
  });

  // Planted: u + F(low) for F(low) + u · mass; the first part's weight for the sum so far.
  test("its draws follow its cdf", () => {
    const draws = sampleOf(at.whole, at.setting, 1500, 11);
    const cdf = (x: number) => need(at.whole.cdf)(x, numbers(at.setting));
    if (!isDiscrete(at.whole.support(null))) expect(kolmogorov(draws, cdf)).toBeLessThan(2.5);
    else {
      for (const k of [0, 1, 3, 6]) {
        const share = draws.filter((x) => x <= k).length / draws.length;
        expect(Math.abs(share - cdf(k))).toBeLessThan(
          (5 * Math.sqrt(cdf(k) * (1 - cdf(k)) + 1e-9)) / Math.sqrt(1500),
        );
      }
    }
  });
});

// Planted: < for ≤ at the bounds; the density outside taken at x itself: NaN for gradients at ±∞.
test.each(able)("truncated %s is −∞ beyond its bounds, with gradients that are finite", (name) => {
  const high = upper(name);
  const { whole, setting } = made("truncated", [name], { low: 0.3, high });
  expect(logDensityAt(whole, setting, [-3, 0.2999, high + 1e-4, 9])).toEqual([
    -Infinity,
    -Infinity,
    -Infinity,
    -Infinity,
  ]);
  expect(logDensityAt(whole, setting, [0.3, high]).every(Number.isFinite)).toBe(true);
  const { gradients } = differentiate(
    { x: { shape: [2], values: [-Infinity, Infinity] }, ...given(setting) },
    [],
    (b, { x, ...p }) => b.sum(whole.logDensity(b, need(x), p)),
  );
  expect(Object.values(gradients).flat().every(Number.isFinite)).toBe(true);
});

describe("censored", () => {
  const at = made("censored", ["weibull"], { low: 0.2, high: 1.4 });
  const { shape, scale } = { shape: 1.7, scale: 0.9 };
  const survival = (x: number) => Math.exp(-((x / scale) ** shape));

  // Planted: the density at the bound; the cdf for the survival.
  test("counts what lies at a bound or beyond as its probability, the rest by its density", () => {
    const whole = need(distributions.get("weibull"));
    const [inside = NaN] = logDensityAt(whole, { shape, scale }, [0.8]);
    const logs = logDensityAt(at.whole, at.setting, [0.1, 0.2, 0.8, 1.4, 7]);
    const [low, high] = [Math.log(1 - survival(0.2)), Math.log(survival(1.4))];
    [low, low, inside, high, high].forEach((wanted, i) => expect(logs[i]).toBeCloseTo(wanted, 12));
  });

  test("its draws are at the bounds as often as its cdf says", () => {
    const draws = sampleOf(at.whole, at.setting, 1500, 2);
    expect(draws.filter((x) => x === 1.4).length / 1500).toBeCloseTo(survival(1.4), 1);
    expect(draws.filter((x) => x === 0.2).length / 1500).toBeCloseTo(1 - survival(0.2), 1);
    expect(at.whole.cdf?.(0.1, numbers(at.setting))).toBe(0);
    expect(at.whole.cdf?.(1.4, numbers(at.setting))).toBe(1);
    expect(at.whole.cdf?.(0.8, numbers(at.setting))).toBeCloseTo(1 - survival(0.8), 12);
  });
});
