import { describe, expect, test } from "vitest";
import { type Dynamics, energyOf, look } from "../../../src/inference/hamiltonian/dynamics.ts";
import { createStream } from "../../../src/tensor/random.ts";
import { dynamicsFor, mixed, mixedData } from "./programs.ts";

const size = 4;
const random = createStream([5, 5]);
const normals = () => Float64Array.from({ length: size }, () => random.normal());

/** The state after some steps from a position and a momentum. */
function after(dynamics: Dynamics, q: Float64Array, p: Float64Array, epsilon: number, steps: number) {
  dynamics.position.set(q);
  look(dynamics);
  dynamics.momentum.set(p);
  for (let i = 0; i < steps; i++) dynamics.step(epsilon);
  return { q: dynamics.position.slice(), p: dynamics.momentum.slice(), energy: energyOf(dynamics) };
}

/** By Gaussian elimination. */
function determinant(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => [...row]);
  let value = 1;
  for (let j = 0; j < rows.length; j++) {
    let best = j;
    for (let i = j; i < rows.length; i++)
      if (Math.abs(rows[i]?.[j] ?? 0) > Math.abs(rows[best]?.[j] ?? 0)) best = i;
    if (best !== j) value = -value;
    const [pivot = [], other = []] = [rows[best], rows[j]];
    rows[j] = pivot;
    if (best !== j) rows[best] = other;
    value *= pivot[j] ?? 0;
    for (let i = j + 1; i < rows.length; i++) {
      const factor = (rows[i]?.[j] ?? 0) / (pivot[j] ?? 1);
      rows[i] = (rows[i] ?? []).map((x, k) => x - factor * (pivot[k] ?? 0));
    }
  }
  return value;
}

const metrics = {
  diag: Float64Array.of(1.3, 0.4, 2, 0.7),
  dense: Float64Array.of(1.3, 0.2, 0, 0.1, 0.2, 0.4, 0.1, 0, 0, 0.1, 2, -0.3, 0.1, 0, -0.3, 0.7),
} as const;

// Seen red, each: the second half-step left out; the gradient of the old position in it; a first half-step of the whole size; the
// position moved by the momentum from before it.
describe.each(["diag", "dense"] as const)("with a %s metric", (kind) => {
  const begin = async () => {
    const { dynamics } = await dynamicsFor(mixed, mixedData, kind);
    dynamics.inverseMetric.set(metrics[kind]);
    return dynamics;
  };

  test("it is reversible: forwards and back, or with the momentum turned", async () => {
    const dynamics = await begin();
    const [q, p] = [normals(), normals()];
    const there = after(dynamics, q, p, 0.1, 20);
    const back = after(dynamics, there.q, there.p, -0.1, 20);
    const turned = after(
      dynamics,
      there.q,
      there.p.map((x) => -x),
      0.1,
      20,
    );
    for (let i = 0; i < size; i++) {
      expect(Math.abs((there.q[i] ?? 0) - (q[i] ?? 0))).toBeGreaterThan(1e-3);
      expect(back.q[i]).toBeCloseTo(q[i] ?? 0, 9);
      expect(back.p[i]).toBeCloseTo(p[i] ?? 0, 9);
      expect(turned.q[i]).toBeCloseTo(q[i] ?? 0, 9);
    }
  });

  test("it keeps volumes: its Jacobian's determinant is 1", async () => {
    const dynamics = await begin();
    const [q, p] = [normals(), normals()];
    const h = 1e-4;
    const at = (moved: Float64Array) => {
      const end = after(dynamics, moved.slice(0, size), moved.slice(size), 0.3, 3);
      return [...end.q, ...end.p];
    };
    const start = Float64Array.of(...q, ...p);
    const columns = Array.from({ length: 2 * size }, (_, j) => {
      const by = (step: number) => at(start.map((x, i) => (i === j ? x + step : x)));
      const [a, b, c, d] = [by(h), by(-h), by(2 * h), by(-2 * h)];
      return a.map((x, i) => (8 * (x - (b[i] ?? 0)) - ((c[i] ?? 0) - (d[i] ?? 0))) / (12 * h));
    });
    expect(determinant(columns)).toBeCloseTo(1, 7);
  });

  test("its error in energy is of second order: half the step, a quarter of the error", async () => {
    const dynamics = await begin();
    const [q, p] = [normals(), normals()];
    const { energy } = after(dynamics, q, p, 0, 1);
    const error = (steps: number) => after(dynamics, q, p, 0.4 / steps, steps).energy - energy;
    const [coarse, fine, finest] = [error(16), error(32), error(64)];
    expect(Math.abs(coarse)).toBeGreaterThan(1e-7);
    expect(coarse / fine).toBeGreaterThan(3.8);
    expect(coarse / fine).toBeLessThan(4.2);
    expect(fine / finest).toBeGreaterThan(3.9);
    expect(fine / finest).toBeLessThan(4.1);
  });

  test("it tells the kinetic energy and the velocity of where it ends", async () => {
    const dynamics = await begin();
    after(dynamics, normals(), normals(), 0.2, 2);
    const { momentum, velocity, inverseMetric } = dynamics;
    const stride = kind === "diag" ? 0 : size;
    const wanted = Array.from(momentum, (p, i) =>
      kind === "diag"
        ? p * (inverseMetric[i] ?? 0)
        : momentum.reduce((sum, each, j) => sum + each * (inverseMetric[i * stride + j] ?? 0), 0),
    );
    wanted.forEach((v, i) => expect(velocity[i]).toBeCloseTo(v, 12));
    const half = 0.5 * wanted.reduce((sum, v, i) => sum + v * (momentum[i] ?? 0), 0);
    expect(dynamics.kinetic[0]).toBeCloseTo(half, 12);
  });
});
