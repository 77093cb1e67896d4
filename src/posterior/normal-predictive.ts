/**
 * The predictive of responses that are linear in normals: normal, its variance AΣAᵀ + noise (Bishop, "Pattern recognition and machine
 * learning", 2006, equations 3.58–3.59); Student's t where the variance is inverse gamma (exercise 3.13).
 */

import type { Bound } from "../data/bound.ts";
import { student } from "./closed-families.ts";
import { logStudent } from "./compound.ts";
import { type Mixture, normalMixture } from "./mixture.ts";
import type { NumberBlock } from "./predictive-block.ts";
import { choleskyFactor } from "./cholesky.ts";

/** A response's means and noise variances at the centre of the posterior, `[count · width]`, and how the means move along each column of its covariance's factor. */
export interface Moves {
  readonly name: string;
  readonly width: number;
  readonly mean: Float64Array;
  readonly noise: Float64Array;
  readonly shifts: readonly Float64Array[];
}

/** The unknown variance: inverse gamma with these parameters. */
export interface Scale {
  readonly shape: number;
  readonly scale: number;
}

export function normalBlock(bound: Bound, moves: Moves, start: number, unknown: Scale | null): NumberBlock {
  const { width, name, mean, noise, shifts } = moves;
  const uncertain = mean.map((_, i) => shifts.reduce((sum, shift) => sum + (shift[i] as number) ** 2, 0));
  const observed = bound.arrays.get(name)?.values ?? null;
  // E[σ²] = b / (a − 1)
  const variance =
    unknown === null ? 1 : unknown.shape > 1 ? unknown.scale / (unknown.shape - 1) : Number.NaN;
  return {
    kind: "number",
    width,
    mean: unknown !== null && unknown.shape <= 0.5 ? mean.map(() => Number.NaN) : mean,
    epistemic: uncertain.map((value) => value * variance),
    aleatoric: noise.map((value) => value * variance),
    mixture: (i): Mixture => {
      const centre = mean[i] as number;
      const sd = Math.sqrt((uncertain[i] as number) + (noise[i] as number));
      if (unknown !== null)
        return student(2 * unknown.shape, centre, sd * Math.sqrt(unknown.scale / unknown.shape));
      return normalMixture({ mean: Float64Array.of(centre), sd: Float64Array.of(sd) }, centre, sd);
    },
    logDensity:
      observed === null
        ? null
        : Float64Array.from({ length: mean.length / width }, (_, row) => {
            const residual = Float64Array.from({ length: width }, (_each, e) => {
              return (observed[(start + row) * width + e] as number) - (mean[row * width + e] as number);
            });
            const { distance, logDeterminant } = whitened(residual, shifts, noise, row * width);
            return unknown === null
              ? -0.5 * (width * Math.log(2 * Math.PI) + logDeterminant + distance)
              : studentDensity(distance, logDeterminant, width, unknown);
          }),
    samples: null,
  };
}

// t with 2a degrees of freedom and scale matrix C b/a
function studentDensity(
  distance: number,
  logDeterminant: number,
  n: number,
  { shape, scale }: Scale,
): number {
  const unit = scale / shape;
  return logStudent(distance / unit, 2 * shape, n) - 0.5 * (logDeterminant + n * Math.log(unit));
}

/** rᵀC⁻¹r and log |C| of a row's elements, which share the latents: C = Σₖ dₖ dₖᵀ + diag(noise). */
function whitened(residual: Float64Array, shifts: readonly Float64Array[], noise: Float64Array, at: number) {
  const n = residual.length;
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = i === j ? (noise[at + i] as number) : 0;
      for (const shift of shifts) sum += (shift[at + i] as number) * (shift[at + j] as number);
      covariance[i * n + j] = sum;
    }
  }
  const factor = choleskyFactor(covariance, n);
  let distance = 0;
  let logDeterminant = 0;
  const z = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let rest = residual[i] as number;
    for (let j = 0; j < i; j++) rest -= (factor[i * n + j] as number) * (z[j] as number);
    const pivot = factor[i * n + i] as number;
    z[i] = rest / pivot;
    logDeterminant += 2 * Math.log(pivot);
    distance += (z[i] as number) ** 2;
  }
  return { distance, logDeterminant };
}
