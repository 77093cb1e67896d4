import { expect, test } from "vitest";
import { energyOf, look } from "../../../src/inference/hamiltonian/dynamics.ts";
import { gaussianDynamics } from "./gaussian.ts";
import { dynamicsFor, mixed, mixedData } from "./programs.ts";

test("arrays are the program's own, and stay", async () => {
  const { dynamics } = await dynamicsFor(mixed, mixedData);
  const { position, gradient } = dynamics;
  dynamics.inverseMetric.fill(1);
  position.set([0.1, 0.2, 0.3, 0.4]);
  look(dynamics);
  const before = gradient.slice();
  expect([...position]).toEqual([0.1, 0.2, 0.3, 0.4]);
  dynamics.momentum.set([1, 0, 0, 0]);
  dynamics.step(0.5);
  expect(position).toBe(dynamics.position);
  expect(position[0]).not.toBe(0.1);
  expect([...gradient]).not.toEqual([...before]);
});

// Seen red: energies that are compared without asking whether they are finite.
test("what is not a finite energy is endless", () => {
  const dynamics = gaussianDynamics([[1]]);
  dynamics.kinetic[0] = 1;
  for (const [density, energy] of [
    [-2, 3],
    [NaN, Infinity],
    [Infinity, Infinity],
    [-Infinity, Infinity],
  ] as const) {
    dynamics.logDensity[0] = density;
    expect(energyOf(dynamics)).toBe(energy);
  }
});
