import { describe, expect, test } from "vitest";
import type { Bound } from "../../src/data/bound.ts";
import { openPriorPredictive, unsettled } from "../../src/study/prior-predictive.ts";
import { keyOf } from "../../src/tensor/random.ts";
import { modelOf, runtime, sized, valueOf } from "./fixture.ts";

async function drawsOf(
  text: string,
  byName: Readonly<Record<string, number>>,
  count: number,
  change = (bound: Bound) => bound,
) {
  const model = modelOf(text);
  const prior = valueOf(await openPriorPredictive(model, change(sized(model, byName)), runtime));
  const all = Array.from({ length: count }, (_, i) => prior.at(keyOf(1), i));
  prior.dispose();
  return all.map((each) => {
    if (each === null) throw new Error("it does not settle");
    return each;
  });
}

const moments = (values: readonly number[]) => {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  return { mean, variance: values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (values.length - 1) };
};

describe("draws from the prior on", () => {
  // Planted: one stream of noise for all.
  test("a hierarchy's responses have the variance of all its levels", async () => {
    const text = `model M data { y: real[G] } prior { mu ~ normal(1, 2)  twice = 2 * mu  theta: real[G] ~ normal(mu, 3) } likelihood { y ~ normal(theta, 1) } infer exact`;
    const count = 4000;
    const all = await drawsOf(text, { G: 2 }, count);
    const y = moments(all.map((draw) => draw.get("y")?.[1] ?? NaN));
    expect(Math.abs(y.mean - 1)).toBeLessThan(4.5 * Math.sqrt(14 / count));
    expect(Math.abs(y.variance - 14)).toBeLessThan(4.5 * 14 * Math.sqrt(2 / count));
    expect(all[0]?.get("twice")?.[0]).toBe(2 * (all[0]?.get("mu")?.[0] ?? NaN));
    // Both groups share mu: covariance 4.
    const product = moments(
      all.map((draw) => ((draw.get("y")?.[0] ?? NaN) - 1) * ((draw.get("y")?.[1] ?? NaN) - 1)),
    );
    expect(Math.abs(product.mean - 4)).toBeLessThan(4.5 * Math.sqrt(product.variance / count));
  });

  // Planted: one round only, so that the second row looks back at nought.
  test("a series is drawn row by row", async () => {
    const text = `model M data { y: real[T] } prior { l: real[T] ~ normal(lag(l over T, 1, start = 5), 0.5) } likelihood { y ~ normal(l + 0.9 * lag(y over T, 1, start = 0), 0.001) } infer nuts`;
    const count = 1500;
    const all = await drawsOf(text, { T: 4 }, count);
    const last = moments(all.map((draw) => draw.get("l")?.[3] ?? NaN));
    expect(Math.abs(last.mean - 5)).toBeLessThan(4.5 * Math.sqrt(1 / count));
    expect(Math.abs(last.variance - 1)).toBeLessThan(4.5 * Math.sqrt(2 / count));
    for (const draw of all.slice(0, 50)) {
      const [l, y] = [draw.get("l") ?? [], draw.get("y") ?? []];
      for (const t of [1, 2, 3])
        expect(Math.abs((y[t] ?? NaN) - (l[t] ?? NaN) - 0.9 * (y[t - 1] ?? NaN))).toBeLessThan(0.01);
    }
  });

  test("ordered values are draws in order, and first rows that are conditioned on stay", async () => {
    const text = `model M dim K = 3 data { y: real[T] } prior { c: ordered[K] ~ normal(0, 1) } likelihood { y ~ normal(lag(y over T, 2) + sum(c over K), 1) } infer nuts`;
    const all = await drawsOf(text, { T: 4 }, 300, (bound) => {
      const y = bound.arrays.get("y");
      if (y === undefined) throw new Error("there is a response");
      return {
        ...bound,
        arrays: new Map([...bound.arrays, ["y", { ...y, values: Float64Array.of(7, 8, 0, 0) }]]),
      };
    });
    for (const draw of all) {
      const [a = NaN, b = NaN, c = NaN] = draw.get("c") ?? [];
      expect(a < b && b < c).toBe(true);
      expect([...(draw.get("y") ?? [])].slice(0, 2)).toEqual([7, 8]);
    }
    // E[greatest of three] = 3 / (2 √π)
    const top = moments(all.map((draw) => draw.get("c")?.[2] ?? NaN));
    expect(Math.abs(top.mean - 1.5 / Math.sqrt(Math.PI))).toBeLessThan(4.5 * Math.sqrt(top.variance / 300));
  });
});

test("a draw depends on its key and index alone", async () => {
  const text =
    "model M data { y: real[N] } prior { a ~ normal(0, 1) } likelihood { y ~ normal(a, 1) } infer exact";
  const [first, second] = await drawsOf(text, { N: 2 }, 2);
  const again = await drawsOf(text, { N: 2 }, 2);
  expect(again[1]).toEqual(second);
  expect(first).not.toEqual(second);
});

test("rows that look at each other in a circle never settle", async () => {
  const model = modelOf(
    "model M data { y: real[N] } prior { a ~ normal(0, 1) } likelihood { y ~ normal(a + mean(y over N), 1) } infer nuts",
  );
  const prior = valueOf(await openPriorPredictive(model, sized(model, { N: 3 }), runtime));
  expect(prior.at(keyOf(1), 0)).toBeNull();
  prior.dispose();
  expect(unsettled().code).toBe("H0752");
});
