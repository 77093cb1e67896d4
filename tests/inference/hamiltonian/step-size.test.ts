import { expect, test } from "vitest";
import { createWasm } from "../../../src/backend/wasm/runtime.ts";
import type { Dynamics } from "../../../src/inference/hamiltonian/dynamics.ts";
import { Momentum } from "../../../src/inference/hamiltonian/momentum.ts";
import { momentumProgram } from "../../../src/inference/hamiltonian/momentum-program.ts";
import { emptyPoint } from "../../../src/inference/hamiltonian/mover.ts";
import { searchStepSize } from "../../../src/inference/hamiltonian/step-size.ts";
import { gaussianDynamics } from "./gaussian.ts";

const momentum = new Momentum(await createWasm().compile(momentumProgram(1, "diag")), "diag");
momentum.metric(Float64Array.of(1));
const search = (dynamics: Dynamics, from: number) =>
  searchStepSize(dynamics, momentum, emptyPoint(1), from, [1, 2], 0);

// Seen red: the comparison of the second try turned round; any step above 1e7 taken for one without end.
test("a power of two from where it began, near the scale of the density", () => {
  for (const sd of [1e-3, 1, 1e3, 1e12]) {
    for (const from of [1e-2, 1, 50]) {
      const found = search(gaussianDynamics([[sd ** -2]]), from);
      if (found.kind !== "found") throw new Error(found.kind);
      expect(Number.isInteger(Math.log2(found.stepSize / from))).toBe(true);
      expect(found.stepSize / sd).toBeGreaterThan(0.2);
      expect(found.stepSize / sd).toBeLessThan(20);
    }
  }
});

test("a density without an end, and one that no step can follow", () => {
  const level = gaussianDynamics([[0]]);
  expect(search(level, 1)).toEqual({ kind: "endless" });
  const spike: Dynamics = {
    ...level,
    step: (size) => {
      level.step(size);
      level.logDensity[0] = -Infinity;
    },
  };
  expect(search(spike, 1)).toEqual({ kind: "none" });
});
