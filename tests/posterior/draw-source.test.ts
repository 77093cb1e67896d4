import { describe, expect, test } from "vitest";
import { plainChains } from "../../src/posterior/chains.ts";
import { openDraws } from "../../src/posterior/draw-source.ts";
import { createInterpreter, line, modelOf, posteriorOf, scale, sites, train } from "./model.ts";

const runtime = createInterpreter();
const key = [3, 4] as const;

describe("each approximation", () => {
  const model = modelOf(scale);
  const bound = train(model, { y: [1, 2, 4] });

  test("a point is always itself, its deterministics with it", async () => {
    const posterior = posteriorOf(model, bound, { kind: "point", values: sites({ mu: [0.5], s: [2] }) });
    const source = await openDraws(posterior, key, runtime);
    expect(source.count).toBe(1);
    const draw = source.at(0);
    expect([...source.shapes.keys()].map((name) => [name, draw.get(name)?.[0]])).toEqual([
      ["mu", 0.5],
      ["s", 2],
      ["twice", 4],
    ]);
  });

  test("draws are given back in order, chains end to end", async () => {
    const posterior = posteriorOf(
      model,
      bound,
      plainChains(2, 2, sites({ mu: [1, 2, 3, 4], s: [5, 6, 7, 8] })),
    );
    const source = await openDraws(posterior, key, runtime);
    expect(source.count).toBe(4);
    expect([0, 1, 2, 3].map((i) => source.at(i).get("twice")?.[0])).toEqual([10, 12, 14, 16]);
  });

  // Planted: the bijector left out (half the draws of s are then negative).
  test("mean field draws on the declared scale, with the moments of exp of a normal", async () => {
    const posterior = posteriorOf(model, bound, {
      kind: "mean_field",
      mean: sites({ mu: [0.5], s: [-0.2] }),
      sd: sites({ mu: [2], s: [0.4] }),
    });
    const source = await openDraws(posterior, key, runtime);
    const count = 4000;
    const drawn = Array.from({ length: count }, (_, i) => source.at(i).get("s")?.[0] ?? Number.NaN);
    expect(Math.min(...drawn)).toBeGreaterThan(0);
    const mean = drawn.reduce((sum, each) => sum + each, 0) / count;
    const exact = Math.exp(-0.2 + 0.08);
    const sd = exact * Math.sqrt(Math.expm1(0.16));
    expect(Math.abs(mean - exact)).toBeLessThan((4 * sd) / Math.sqrt(count));
  });

  test("a draw depends on its key and index alone", async () => {
    const posterior = posteriorOf(model, bound, {
      kind: "mean_field",
      mean: sites({ mu: [0], s: [0] }),
      sd: sites({ mu: [1], s: [1] }),
    });
    const [a, b, c] = await Promise.all(
      [key, key, [3, 5] as const].map((k) => openDraws(posterior, k, runtime)),
    );
    const mu = (source: typeof a, i: number): number | undefined => source?.at(i).get("mu")?.[0];
    const forward = [0, 1, 2].map((i) => mu(a, i));
    const backward = [2, 1, 0].map((i) => mu(b, i)).toReversed();
    expect(backward).toEqual(forward);
    expect(mu(c, 0)).not.toBe(forward[0]);
  });
});

// Planted: the untransposed factor; the variance in place of its root.
test("a gaussian's draws have its mean and covariance", async () => {
  const model = modelOf(line);
  const bound = train(model, { x: [[1, 2]], y: [1] });
  const covariance = [4, 1.2, -0.5, 1.2, 0.5, 0, -0.5, 0, 1];
  const mean = [1, -2, 0.5];
  const posterior = posteriorOf(model, bound, {
    kind: "gaussian",
    mean: Float64Array.from(mean),
    covariance: Float64Array.from(covariance),
  });
  const source = await openDraws(posterior, key, runtime);
  const count = 4000;
  const sums = new Float64Array(3);
  const products = new Float64Array(9);
  for (let s = 0; s < count; s++) {
    const draw = source.at(s);
    const theta = [draw.get("w")?.[0], draw.get("w")?.[1], draw.get("b")?.[0]].map(
      (each, i) => (each ?? 0) - (mean[i] ?? 0),
    );
    theta.forEach((each, i) => {
      sums[i] = (sums[i] ?? 0) + each / count;
      theta.forEach(
        (other, j) => (products[i * 3 + j] = (products[i * 3 + j] ?? 0) + (each * other) / count),
      );
    });
  }
  sums.forEach((each, i) =>
    expect(Math.abs(each)).toBeLessThan(4 * Math.sqrt((covariance[i * 4] ?? 0) / count)),
  );
  products.forEach((each, k) => {
    const [i, j] = [Math.floor(k / 3), k % 3];
    const cij = covariance[k] ?? 0;
    const error = Math.sqrt(((covariance[i * 4] ?? 0) * (covariance[j * 4] ?? 0) + cij ** 2) / count);
    expect(Math.abs(each - cij)).toBeLessThan(4 * error);
  });
});
