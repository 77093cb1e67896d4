import { describe, expect, test } from "vitest";
import { createInterpreter } from "../../../src/backend/interpreter/runtime.ts";
import { createWasm } from "../../../src/backend/wasm/runtime.ts";
import { Momentum } from "../../../src/inference/hamiltonian/momentum.ts";
import { momentumProgram } from "../../../src/inference/hamiltonian/momentum-program.ts";
import { gaussianDynamics } from "./gaussian.ts";

const inverse = {
  diag: Float64Array.of(4, 0.25),
  dense: Float64Array.of(4, 0.6, 0.6, 0.25),
} as const;

// Seen red: M⁻¹ in place of M; the factor not transposed.
describe.each(["diag", "dense"] as const)("a %s metric", (kind) => {
  const [a = 0, b = 0, c = 0, d = 0] =
    kind === "diag" ? [inverse.diag[0], 0, 0, inverse.diag[1]] : inverse.dense;
  const determinant = a * d - b * c;

  test("momenta have its covariance; their velocity and energy are its", async () => {
    const dynamics = gaussianDynamics([
      [1, 0],
      [0, 1],
    ]);
    const momentum = new Momentum(await createWasm().compile(momentumProgram(2, kind)), kind);
    momentum.metric(inverse[kind]);
    const count = 40_000;
    const sums = [0, 0, 0];
    for (let i = 0; i < count; i++) {
      momentum.refresh(dynamics, [7, 9], i);
      const [p = 0, q = 0] = dynamics.momentum;
      [p * p, p * q, q * q].forEach((x, j) => (sums[j] = (sums[j] ?? 0) + x / count));
      if (i > 20) continue;
      const [v, w] = [a * p + b * q, c * p + d * q];
      expect(dynamics.velocity[0]).toBeCloseTo(v, 10);
      expect(dynamics.velocity[1]).toBeCloseTo(w, 10);
      expect(dynamics.kinetic[0]).toBeCloseTo((p * v + q * w) / 2, 10);
    }
    // M = (M⁻¹)⁻¹
    const scale = Math.sqrt((d * a) / determinant ** 2);
    expect(sums[0]).toBeCloseTo(d / determinant, d / determinant < 1 ? 2 : 0);
    expect((sums[1] ?? 0) / scale).toBeCloseTo(-b / determinant / scale, 1);
    expect((sums[2] ?? 0) / (a / determinant)).toBeCloseTo(1, 1);
  });

  test("a momentum depends on (key, step) alone, whatever the backend", async () => {
    const compiled = await Promise.all(
      [createWasm(), createInterpreter()].map((runtime) => runtime.compile(momentumProgram(2, kind))),
    );
    const [one, other] = compiled.map((executable) => {
      const dynamics = gaussianDynamics([
        [1, 0],
        [0, 1],
      ]);
      const momentum = new Momentum(executable, kind);
      momentum.metric(inverse[kind]);
      momentum.refresh(dynamics, [1, 2], 5);
      momentum.refresh(dynamics, [1, 2], 3);
      return dynamics.momentum;
    });
    one?.forEach((p, i) => expect(p).toBeCloseTo(other?.[i] ?? NaN, 12));
  });
});
