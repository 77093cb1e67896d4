import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exactInBlocks } from "../../../src/inference/methods/exact.ts";
import type { Approximation } from "../../../src/posterior/posterior.ts";
import { fitted, taskOf, valueOf } from "../fixture.ts";
import { randomLine } from "../line.ts";
import { diagonal, update } from "../linear-algebra.ts";

function gaussian(approximation: Approximation) {
  if (approximation.kind !== "gaussian") throw new Error(`a ${approximation.kind} is no gaussian`);
  return approximation;
}

function furthest(a: Iterable<number>, b: readonly number[]): number {
  return Math.max(...[...a].map((value, i) => Math.abs(value - (b[i] ?? NaN))));
}

describe("exact", () => {
  // Planted faults, each seen red: the variance of the noise for its sd; the prior's precision left out; log |Λ| halved.
  test("equals the closed form computed apart, for random linear models", async () => {
    for (const [seed, rows, features, sd, noise] of [
      [1, 30, 3, 2, 0.5],
      [2, 5, 8, 1, 0.3],
      [3, 60, 1, 10, 2],
      [4, 1, 2, 1, 1],
      [5, 40, 5, 100, 0.1],
    ] as const) {
      const line = randomLine(seed, rows, features, sd, noise);
      const fit = await fitted(line.text("exact"), { x: line.x, y: line.y });
      const { mean, covariance } = gaussian(fit.approximation);
      expect(furthest(mean, line.posterior.mean)).toBeLessThan(1e-8);
      expect(furthest(covariance, line.posterior.covariance.flat())).toBeLessThan(1e-8);
      expect(Math.abs((fit.objective["log_evidence"] ?? NaN) - line.logEvidence)).toBeLessThan(1e-8);
    }
  });

  // Planted fault: rows beyond the live ones counted (the last block is not full).
  test("does not depend on how rows are cut into blocks", async () => {
    const { text, x, y } = randomLine(6, 23, 3);
    const task = taskOf(text("exact"), { x, y });
    const whole = valueOf(await exactInBlocks(Infinity)(task));
    const cut = valueOf(await exactInBlocks(5)(task));
    expect(furthest(gaussian(cut.approximation).mean, [...gaussian(whole.approximation).mean])).toBeLessThan(
      1e-11,
    );
    expect(cut.objective["log_evidence"]).toBeCloseTo(whole.objective["log_evidence"] ?? NaN, 9);
  });

  test("one batch is what updating row by row arrives at", async () => {
    const { text, x, y, design, prior, noise } = randomLine(7, 12, 2);
    const { approximation } = await fitted(text("exact"), { x, y });
    const sequential = design.reduce((belief, row, i) => update(belief, [row], [y[i] ?? 0], noise), prior);
    expect(furthest(gaussian(approximation).mean, [...sequential.mean])).toBeLessThan(1e-8);
    expect(furthest(gaussian(approximation).covariance, sequential.covariance.flat())).toBeLessThan(1e-8);
  });

  // Planted fault: the gram matrix subtracted.
  test("a row more never makes a variance greater", async () => {
    const check = async (seed: number, rows: number, features: number) => {
      const { text, x, y } = randomLine(seed, rows + 1, features);
      const variances = async (count: number) => {
        const fit = await fitted(text("exact"), { x: x.slice(0, count), y: y.slice(0, count) });
        return gaussian(fit.approximation).covariance.filter((_, i) => i % (features + 2) === 0);
      };
      const before = await variances(rows);
      const after = await variances(rows + 1);
      after.forEach((variance, i) => expect(variance).toBeLessThanOrEqual((before[i] ?? 0) * (1 + 1e-12)));
    };
    const shapes = fc.tuple(fc.nat(1000), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 4 }));
    await fc.assert(
      fc.asyncProperty(shapes, (shape) => check(...shape)),
      { numRuns: 8 },
    );
  });

  test("several responses with noise of their own, one with a dimension beyond the rows", async () => {
    const text = `model Two
data "d.csv" { x: real[N]  y: real[N]  z: real[N, K] }
prior { a ~ normal(0, 1)  c: real[K] ~ normal(1, 2) }
likelihood { y ~ normal(a * x, 0.5)  z ~ normal(a + c, 2) }
infer exact`;
    const x = [1, 2, -1];
    const y = [0.5, 2.2, -0.7];
    const z = [
      [1, 2],
      [0, 3],
      [2, 2],
    ];
    const fit = await fitted(text, { x, y, z });
    // The same as one regression on rows scaled to unit noise.
    const rows = [
      ...x.map((v, i) => [[v / 0.5, 0, 0], (y[i] ?? 0) / 0.5] as const),
      ...z.flatMap(([first = 0, second = 0]) => [
        [[0.5, 0.5, 0], first / 2] as const,
        [[0.5, 0, 0.5], second / 2] as const,
      ]),
    ];
    const prior = {
      mean: [0, 1, 1],
      covariance: [
        [1, 0, 0],
        [0, 4, 0],
        [0, 0, 4],
      ],
    };
    const wanted = update(
      prior,
      rows.map(([row]) => [...row]),
      rows.map(([, v]) => v),
      1,
    );
    expect(furthest(gaussian(fit.approximation).mean, [...wanted.mean])).toBeLessThan(1e-10);
    expect(furthest(gaussian(fit.approximation).covariance, wanted.covariance.flat())).toBeLessThan(1e-10);
  });

  test("a model without latents has its likelihood as evidence", async () => {
    const text = `model Known
data "d.csv" { y: real[N] }
prior { }
likelihood { y ~ normal(0, 1) }
infer exact`;
    const { objective } = await fitted(text, { y: [1, 2] });
    expect(objective["log_evidence"]).toBeCloseTo(-Math.log(2 * Math.PI) - 2.5, 12);
  });

  test("a precision that is no precision is told, not thrown", async () => {
    const { text } = randomLine(1, 2, 1, 2, 1e-200);
    const run = await exactInBlocks(Infinity)(taskOf(text("exact"), { x: [[1], [2]], y: [1, 2] }));
    expect(run.ok ? [] : run.diagnostics.map(({ code }) => code)).toEqual(["H0705"]);
  });

  // Planted: a recurrence never affine.
  test("a recurrence of known coefficients is a linear model: levels that are not seen themselves", async () => {
    const text = `model LocalLevel
data { y: real[T] }
prior { base ~ normal(0, 2)  eta: real[T] ~ normal(0, 1) }
likelihood {
  level: real[T] = 0.8 * lag(level over T, 1, start = base) + 0.5 * eta
  y ~ normal(level, 0.3)
}
infer exact
`;
    const y = [0.5, 0.9, 1.4, 0.2, -0.7];
    // level t = 0.8ᵗ⁺¹ base + Σ 0.5 · 0.8ᵗ⁻ʲ etaⱼ
    const x = y.map((_, t) => [0.8 ** (t + 1), ...y.map((__, j) => (j > t ? 0 : 0.5 * 0.8 ** (t - j)))]);
    const prior = { mean: [0, 0, 0, 0, 0, 0], covariance: diagonal([4, 1, 1, 1, 1, 1]) };
    const wanted = update(prior, x, y, 0.3);
    const { mean, covariance } = gaussian((await fitted(text, { y })).approximation);
    expect(furthest(mean, wanted.mean)).toBeLessThan(1e-10);
    expect(furthest(covariance, wanted.covariance.flat())).toBeLessThan(1e-10);
  });
});
