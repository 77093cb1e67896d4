import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minimise, type Objective } from "../../../src/inference/kernel/lbfgs.ts";

const limits = { evaluations: 2000, tolerance: 1e-11, stopped: () => false };

const rosenbrock: Objective = async ([x = 0, y = 0]) => ({
  value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
  gradient: Float64Array.of(-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)),
});

describe("minimise", () => {
  test("finds the bottom of Rosenbrock's valley", async () => {
    const { point, outcome, evaluations } = await minimise(rosenbrock, Float64Array.of(-1.2, 1), limits);
    expect(outcome).toBe("converged");
    expect(evaluations).toBeLessThan(100);
    expect(point[0]).toBeCloseTo(1, 8);
    expect(point[1]).toBeCloseTo(1, 8);
  });

  test("finds the centre of any bowl, however stretched", async () => {
    const bowls = fc.array(
      fc.tuple(fc.double({ min: -4, max: 3, noNaN: true }), fc.integer({ min: -9, max: 9 })),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    const bottom = async (bowl: readonly (readonly [number, number])[]) => {
      const objective: Objective = async (at) => ({
        value: bowl.reduce(
          (sum, [log, centre], i) => sum + 0.5 * 10 ** log * ((at[i] ?? 0) - centre) ** 2,
          0,
        ),
        gradient: at.map((x, i) => 10 ** (bowl[i]?.[0] ?? 0) * (x - (bowl[i]?.[1] ?? 0))),
      });
      const { point, outcome } = await minimise(objective, new Float64Array(bowl.length), limits);
      expect(outcome).toBe("converged");
      bowl.forEach(([, centre], i) => expect(point[i]).toBeCloseTo(centre, 5));
    };
    await fc.assert(fc.asyncProperty(bowls, bottom), { numRuns: 30 });
  });

  test("steps back from where the value is no number", async () => {
    // log x is no number left of nought; x − log x has its bottom at 1.
    const objective: Objective = async ([x = 0]) => ({
      value: x - Math.log(x),
      gradient: Float64Array.of(1 - 1 / x),
    });
    const { point } = await minimise(objective, Float64Array.of(30), limits);
    expect(point[0]).toBeCloseTo(1, 9);
  });

  test("says why it ends", async () => {
    const from = Float64Array.of(-1.2, 1);
    expect((await minimise(rosenbrock, from, { ...limits, evaluations: 5 })).outcome).toBe("out_of_steps");
    expect((await minimise(rosenbrock, from, { ...limits, stopped: () => true })).outcome).toBe("stopped");
    const lying: Objective = async ([x = 0]) => ({ value: x, gradient: Float64Array.of(-1) });
    expect((await minimise(lying, Float64Array.of(0), limits)).outcome).toBe("no_progress");
  });
});
