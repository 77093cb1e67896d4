import { expect, test } from "vitest";
import { copyInto, emptyPoint, keep } from "../../../src/inference/hamiltonian/mover.ts";
import { gaussianDynamics } from "./gaussian.ts";

test("a point keeps the state, not the memory", () => {
  const dynamics = gaussianDynamics([
    [1, 0],
    [0, 4],
  ]);
  const point = emptyPoint(2);
  dynamics.position.set([1, 2]);
  dynamics.step(0);
  keep(point, dynamics, 7);
  dynamics.position.fill(0);
  expect(point).toEqual({
    position: Float64Array.of(1, 2),
    gradient: Float64Array.of(-1, -8),
    logDensity: -8.5,
    energy: 7,
  });
});

test("short vectors and long ones are copied whole", () => {
  for (const size of [0, 1, 40, 41, 300]) {
    const from = Float64Array.from({ length: size }, (_, i) => i / 3);
    const to = new Float64Array(size);
    copyInto(to, from);
    expect(to).toEqual(from);
  }
});
