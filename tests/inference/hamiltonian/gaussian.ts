/** Gaussians to move in, in plain TypeScript: the leapfrog written out once more, for tests. */

import type { Dynamics } from "../../../src/inference/hamiltonian/dynamics.ts";
import type { Point } from "../../../src/inference/hamiltonian/mover.ts";
import type { RandomStream } from "../../../src/tensor/random.ts";
import type { Matrix } from "../linear-algebra.ts";

/** log π(q) = −½ qᵀ Λ q, with a unit metric. */
export function gaussianDynamics(precision: Matrix): Dynamics {
  const size = precision.length;
  const vector = () => new Float64Array(size);
  const [position, momentum, gradient, velocity] = [vector(), vector(), vector(), vector()];
  const [logDensity, kinetic] = [new Float64Array(1), new Float64Array(1)];
  const slope = () =>
    precision.map((row) => -row.reduce((sum, value, j) => sum + value * (position[j] ?? 0), 0));
  return {
    size,
    position,
    momentum,
    gradient,
    velocity,
    logDensity,
    kinetic,
    inverseMetric: vector().fill(1),
    step: (epsilon) => {
      for (let i = 0; i < size; i++) {
        momentum[i] = (momentum[i] ?? 0) + (epsilon / 2) * (gradient[i] ?? 0);
        position[i] = (position[i] ?? 0) + epsilon * (momentum[i] ?? 0);
      }
      gradient.set(slope());
      for (let i = 0; i < size; i++) momentum[i] = (momentum[i] ?? 0) + (epsilon / 2) * (gradient[i] ?? 0);
      velocity.set(momentum);
      logDensity[0] = position.reduce((sum, q, i) => sum + 0.5 * q * (gradient[i] ?? 0), 0);
      kinetic[0] = momentum.reduce((sum, p) => sum + 0.5 * p * p, 0);
    },
  };
}

/** The dynamics stand at the point, with a fresh momentum. */
export function standAt(dynamics: Dynamics, point: Point, random: RandomStream): void {
  dynamics.position.set(point.position);
  dynamics.gradient.set(point.gradient);
  dynamics.logDensity[0] = point.logDensity;
  dynamics.momentum.set(dynamics.momentum.map(() => random.normal()));
  dynamics.velocity.set(dynamics.momentum);
  dynamics.kinetic[0] = dynamics.momentum.reduce((sum, p) => sum + 0.5 * p * p, 0);
}
