import { describe, expect, test } from "vitest";
import { distributions } from "../../src/library/distributions/table.ts";
import { componentName, mixedOver } from "../../src/library/mixture-over.ts";
import { compute, compute1, noiseOf, scalar, vector } from "../contract/compute.ts";
import { differentiate } from "../contract/differentiate.ts";
import { expectClose, kolmogorov, need } from "../contract/distribution-cases.ts";

const weight = [0.2, 0.5, 0.3];
const mean = [-3, 0.5, 4];
const sd = [0.5, 1, 2];
const whole = mixedOver(need(distributions.get("normal")));
const given = {
  "1.weight": vector(weight),
  "1.normal.mean": vector(mean),
  "1.normal.sd": vector(sd),
};
const density = (x: number, k: number) =>
  Math.exp(-0.5 * ((x - need(mean[k])) / need(sd[k])) ** 2) / (need(sd[k]) * Math.sqrt(2 * Math.PI));
const byHand = (x: number) => weight.reduce((sum, w, k) => sum + w * density(x, k), 0);
const total = (f: (k: number) => number) => weight.reduce((sum, w, k) => sum + w * f(k), 0);
const values = Object.fromEntries(
  weight.flatMap((w, k) => [
    [componentName("1.weight", k), w],
    [componentName("1.normal.mean", k), need(mean[k])],
    [componentName("1.normal.sd", k), need(sd[k])],
  ]),
) as Readonly<Record<string, number>>;
const count = 3000;
const repeated = (entries: readonly number[]) => ({
  shape: [count, 3],
  values: Array.from({ length: count }, () => entries).flat(),
});
const rows = {
  "1.weight": repeated(weight),
  "1.normal.mean": repeated(mean),
  "1.normal.sd": scalar(1),
};

describe("a mixture over a dimension", () => {
  // Planted: the weights' logarithms left out.
  test("has the density of the sum", () => {
    for (const x of [-3.2, 0, 5]) {
      const [log = NaN] = compute1({ x: scalar(x), ...given }, (b, { x: at, ...p }) =>
        whole.logDensity(b, need(at), p),
      );
      expect(log).toBeCloseTo(Math.log(byHand(x)), 12);
    }
  });

  test("has its gradient", () => {
    const { gradients, differences } = differentiate({ x: scalar(0.3), ...given }, [], (b, { x, ...p }) =>
      whole.logDensity(b, need(x), p),
    );
    expectClose(gradients, differences);
  });

  // Planted: no `inside`, NaN in the gradient.
  test("is −∞ where all components are, with gradients that are finite", () => {
    const waits = mixedOver(need(distributions.get("exponential")));
    const p = { "1.weight": vector(weight), "1.exponential.rate": vector([1, 2, 3]) };
    const at = (
      b: Parameters<typeof waits.logDensity>[0],
      { x, ...q }: Parameters<typeof waits.logDensity>[2],
    ) => waits.logDensity(b, need(x), q);
    expect(compute1({ x: scalar(-1), ...p }, at)).toEqual([-Infinity]);
    const { gradients } = differentiate({ x: scalar(-1), ...p }, [], at);
    expect(Object.values(gradients).flat().every(Number.isFinite)).toBe(true);
  });

  // Planted: the variance without the part between the means.
  test("has the moments of the sum", () => {
    const [m = NaN, v = NaN] = compute(given, (b, p) => [
      need(whole.mean)(b, p),
      need(whole.variance)(b, p),
    ]).flat();
    const centre = total((k) => need(mean[k]));
    expect(m).toBeCloseTo(centre, 12);
    expect(v).toBeCloseTo(
      total((k) => need(sd[k]) ** 2 + (need(mean[k]) - centre) ** 2),
      12,
    );
  });

  test("has the cdf of the sum, in plain numbers", () => {
    const upTo = (x: number) => {
      const steps = Array.from({ length: 20_000 }, (_, i) => -15 + ((x + 15) * (i + 0.5)) / 20_000);
      return steps.reduce((sum, at) => sum + (byHand(at) * (x + 15)) / 20_000, 0);
    };
    for (const x of [-3, 1, 6]) expect(whole.cdf?.(x, values)).toBeCloseTo(upTo(x), 6);
  });

  // Planted: components drawn with other shares than their weights (the bounds moved by a tenth).
  test("has draws that follow it", () => {
    const draws = compute1(rows, (b, p) => whole.sample(b, noiseOf(b, 5), p));
    const ones = {
      ...values,
      ...Object.fromEntries([0, 1, 2].map((k) => [componentName("1.normal.sd", k), 1])),
    };
    expect(draws).toHaveLength(count);
    expect(kolmogorov(draws, (x) => need(whole.cdf)(x, ones))).toBeLessThan(2.5);
  });
});
