import { describe, expect, test } from "vitest";
import { bind, density } from "../src/pipeline.ts";
import { compiled, lineData, lineText, source, value } from "./pipeline-models.ts";

const model = compiled(lineText);
const bound = value(await bind(model, [await source(lineData)]));
const at = async (point: unknown, unconstrained = false) =>
  value(await density(model, bound, point, { unconstrained }));

// log N(z | 0, sd), and log half-normal(z | sd) for z ≥ 0.
const normal = (z: number, sd: number) => -0.5 * (z / sd) ** 2 - Math.log(sd) - 0.5 * Math.log(2 * Math.PI);
const halfNormal = (z: number, sd: number) => Math.log(2) + normal(z, sd);

const prior = (slope: number, spread: number) => normal(slope, 10) + halfNormal(spread, 2);
const likelihood = (slope: number, spread: number) =>
  lineData.x.reduce((sum, x, i) => sum + normal((lineData.y[i] ?? 0) - slope * x, spread), 0);

describe("the log density at a point", () => {
  // Planted fault: the half-normal without its log 2.
  test("is the sum of hand-written densities, every constant included", async () => {
    for (const [slope, spread] of [
      [2, 0.5],
      [-1, 3],
    ] as const) {
      const found = await at({ slope, spread });
      expect(found.logPrior).toBeCloseTo(prior(slope, spread), 10);
      expect(found.logLikelihood).toBeCloseTo(likelihood(slope, spread), 10);
      expect(found.logJoint).toBeCloseTo(prior(slope, spread) + likelihood(slope, spread), 10);
    }
  });

  // Planted fault: the Jacobian left in on the declared scale, in the density but not in its gradient.
  test("has the gradient of central differences, on both scales", async () => {
    for (const unconstrained of [false, true]) {
      const point = { slope: 1.7, spread: unconstrained ? -0.3 : 0.7 };
      const { gradient } = await at(point, unconstrained);
      for (const name of ["slope", "spread"] as const) {
        const step = 1e-5;
        const side = async (sign: number) =>
          (await at({ ...point, [name]: point[name] + sign * step }, unconstrained)).logJoint;
        const slope = ((await side(1)) - (await side(-1))) / (2 * step);
        expect(gradient[name]).toBeCloseTo(slope, 5);
      }
    }
  });

  // Planted fault: a dropped Jacobian. For a positive latent, spread = eᵘ and log |d spread / du| = u.
  test("on the unconstrained scale counts the Jacobian, as part of the prior", async () => {
    const u = -0.4;
    const declared = await at({ slope: 2, spread: Math.exp(u) });
    const free = await at({ slope: 2, spread: u }, true);
    expect(free.logPrior - declared.logPrior).toBeCloseTo(u, 10);
    expect(free.logLikelihood).toBeCloseTo(declared.logLikelihood, 10);
  });

  test("is −∞ outside the support", async () => {
    expect((await at({ slope: 2, spread: -1 })).logPrior).toBe(-Infinity);
  });

  test("needs every latent, of its shape, and nothing else", async () => {
    const wrong = await density(model, bound, { slope: [1], sped: 2 }, { unconstrained: false });
    expect(wrong).toMatchObject({
      ok: false,
      diagnostics: [{ code: "H0812" }, { code: "H0812" }, { code: "H0813" }],
    });
    for (const point of [null, 3, [1, 2], "x"]) {
      expect((await density(model, bound, point, { unconstrained: false })).ok).toBe(false);
    }
  });
});
