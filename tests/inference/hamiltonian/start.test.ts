import { expect, test } from "vitest";
import { findBeginning } from "../../../src/inference/hamiltonian/start.ts";
import type { Dynamics } from "../../../src/inference/hamiltonian/dynamics.ts";
import { gaussianDynamics } from "./gaussian.ts";

const plain = gaussianDynamics([
  [1, 0],
  [0, 1],
]);

/** Not finite where the test says so. */
function broken(fails: (position: Float64Array) => boolean): Dynamics {
  return {
    ...plain,
    step: (size) => {
      plain.step(size);
      if (fails(plain.position)) plain.logDensity[0] = -Infinity;
    },
  };
}

test("points fill the square, and depend on the key alone", () => {
  const points = Array.from({ length: 200 }, (_, i) => {
    const found = findBeginning(plain, "diag", { kind: "uniform", radius: 2 }, [i, 0]);
    return found.kind === "found" ? [...found.point.position] : [];
  }).flat();
  expect(Math.max(...points)).toBeGreaterThan(1.95);
  expect(Math.min(...points)).toBeLessThan(-1.95);
  expect(points.every((x) => Math.abs(x) < 2)).toBe(true);
  expect(new Set(points).size).toBe(400);
});

// Seen red: the same point at every try.
test("it tries again until the density is finite, a hundred times", () => {
  const half = broken((position) => (position[0] ?? 0) < 1);
  const found = findBeginning(half, "diag", { kind: "uniform", radius: 2 }, [1, 1]);
  expect(found.kind === "found" && (found.point.position[0] ?? 0) > 1).toBe(true);
  const never = findBeginning(
    broken(() => true),
    "diag",
    { kind: "uniform", radius: 2 },
    [1, 1],
  );
  expect(never).toMatchObject({ kind: "none", tries: 100 });
});

test("a point that is given, and the middle, are tried once", () => {
  const position = Float64Array.of(0.5, 5);
  expect(findBeginning(plain, "diag", { kind: "given", position }, [1, 1])).toMatchObject({
    kind: "found",
    point: { position, gradient: Float64Array.of(-0.5, -5) },
  });
  const never = broken(() => true);
  expect(findBeginning(never, "diag", { kind: "given", position }, [1, 1])).toMatchObject({
    tries: 1,
    position,
  });
  expect(findBeginning(never, "diag", { kind: "uniform", radius: 0 }, [1, 1])).toMatchObject({ tries: 1 });
});
