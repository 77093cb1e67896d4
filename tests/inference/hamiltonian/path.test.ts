import { describe, expect, test } from "vitest";
import type { Choices } from "../../../src/inference/hamiltonian/mover.ts";
import { Path, stepsOf } from "../../../src/inference/hamiltonian/path.ts";
import { createStream } from "../../../src/tensor/random.ts";
import { gaussianDynamics, standAt } from "./gaussian.ts";

describe("how many steps", () => {
  test("by the time or by their number, shorter and longer by the jitter", () => {
    const fixed = { length: 1, leapfrogs: null, jitter: 0 };
    expect(stepsOf(fixed, 0.1, 0.9)).toBe(10);
    expect(stepsOf(fixed, 5, 0.5)).toBe(1);
    expect(stepsOf({ ...fixed, leapfrogs: 7 }, 0.1, 0.2)).toBe(7);
    expect([0.001, 0.5, 0.999].map((u) => stepsOf({ ...fixed, jitter: 0.5 }, 0.01, u))).toEqual([
      50, 100, 150,
    ]);
  });

  test("a time is held to 1,024 of them", () => {
    expect(stepsOf({ length: 1, leapfrogs: null, jitter: 0 }, 1e-9, 0.5)).toBe(1_024);
    expect(stepsOf({ length: 1, leapfrogs: 5_000, jitter: 0 }, 1e-9, 0.5)).toBe(5_000);
  });
});

const random = createStream([4, 4]);
const choices: Choices = { next: () => random.uniform(), chance: (p) => random.uniform() < p };

test("a divergence is told, with the place before it, and the chain stays", () => {
  const path = new Path(1, { length: 1, leapfrogs: 10, jitter: 0 });
  const wall = gaussianDynamics([[1e6]]);
  path.point.position[0] = 2;
  path.point.gradient[0] = -2e6;
  standAt(wall, path.point, random);
  path.move(wall, 1, choices);
  expect(path.info).toMatchObject({ divergent: true, leapfrogs: 1, acceptance: 0 });
  expect([path.before[0], path.point.position[0]]).toEqual([2, 2]);
});

// Within five standard errors of as many independent draws, times the time the slowest takes. Seen red: every proposal accepted.
test("a Gaussian stays as it is, though steps are long", () => {
  const dynamics = gaussianDynamics([
    [4, 0],
    [0, 1],
  ]);
  const path = new Path(2, { length: 1.5, leapfrogs: null, jitter: 0.5 });
  const count = 40_000;
  const squares = [0, 0];
  for (let i = 0; i < count; i++) {
    standAt(dynamics, path.point, random);
    path.move(dynamics, 0.7, choices);
    path.point.position.forEach((x, j) => (squares[j] = (squares[j] ?? 0) + x * x));
  }
  expect(Math.abs((squares[0] ?? 0) / count / 0.25 - 1)).toBeLessThan(10 * Math.sqrt(2 / count));
  expect(Math.abs((squares[1] ?? 0) / count - 1)).toBeLessThan(10 * Math.sqrt(2 / count));
});
