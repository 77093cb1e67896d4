import { expect, test } from "vitest";
import { look } from "../../../src/inference/hamiltonian/dynamics.ts";
import { dynamicsFor, mixed, mixedData } from "./programs.ts";

const y = mixedData["y"] as readonly number[];

/** The same density by hand, from the formulas of a textbook. */
function logDensity([mu = 0, u = 0, v = 0, w = 0]: readonly number[]): number {
  const tau = Math.exp(u);
  const p = 1 / (1 + Math.exp(-v));
  const s = 1 / (1 + Math.exp(-w));
  const level = -1 + 4 * s;
  const normal = (x: number, m: number, sd: number) =>
    -0.5 * ((x - m) / sd) ** 2 - Math.log(sd) - 0.5 * Math.log(2 * Math.PI);
  const priors = normal(mu, 0, 2) + Math.log(2 / (Math.PI * (1 + tau * tau)));
  const beta = Math.log(12) + Math.log(p) + 2 * Math.log(1 - p);
  const jacobian = u + Math.log(p * (1 - p)) + Math.log(4 * s * (1 - s));
  const rows = y.reduce((sum, each) => sum + normal(each, mu + p * level, tau), 0);
  return priors + beta - Math.log(4) + jacobian + rows;
}

// Seen red: without the sum of logDeterminants.
test("the density of the unconstrained vector, its Jacobian included, and its gradient", async () => {
  const { dynamics } = await dynamicsFor(mixed, mixedData);
  for (const point of [
    [0.3, -0.4, 0.7, -1.1],
    [-1.5, 1.2, -0.2, 0.4],
  ]) {
    dynamics.inverseMetric.fill(1);
    dynamics.position.set(point);
    look(dynamics);
    expect(dynamics.logDensity[0]).toBeCloseTo(logDensity(point), 10);
    const h = 1e-5;
    point.forEach((_, i) => {
      const moved = (by: number) => logDensity(point.map((value, j) => (i === j ? value + by : value)));
      const difference = (8 * (moved(h) - moved(-h)) - (moved(2 * h) - moved(-2 * h))) / (12 * h);
      expect(dynamics.gradient[i]).toBeCloseTo(difference, 7);
    });
  }
});
