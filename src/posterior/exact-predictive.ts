/**
 * The predictive of a linear-Gaussian model in closed form: normal, its variance AΣAᵀ + noise (Bishop, "Pattern recognition and
 * machine learning", 2006, equations 3.58–3.59). The mean m(θ) = Aθ + c is affine, so the columns of A L, LLᵀ = Σ, are
 * differences m(μ + Lₖ) − m(μ): no derivative is needed.
 */

import { rowsComeApart } from "../check/all-rows.ts";
import type { Bound } from "../data/bound.ts";
import { Bug } from "../diagnostic/bug.ts";
import { normalMixture } from "./mixture.ts";
import { affineNewLabels } from "./new-labels.ts";
import type { Posterior } from "./posterior.ts";
import { blockCapacity, type NumberBlock, type PredictiveBlock } from "./predictive-block.ts";
import { openPredictive, type PredictiveCall, type ResponseSlots } from "./predictive-program.ts";
import type { PredictiveOptions } from "./sampled-predictive.ts";
import { choleskyFactor, sitePlaces } from "./sites.ts";

export function hasExactPredictive(posterior: Posterior): boolean {
  return posterior.approximation.kind === "gaussian" && posterior.model.conjugacy.kind === "linear_gaussian";
}

export async function* exactPredictive(
  posterior: Posterior,
  bound: Bound,
  { runtime, blockRows }: PredictiveOptions,
): AsyncGenerator<PredictiveBlock> {
  const { approximation, model } = posterior;
  if (approximation.kind !== "gaussian") throw new Bug("only a gaussian posterior has an exact predictive");
  const { mean, covariance } = approximation;
  const factor = choleskyFactor(covariance, mean.length);
  const places = sitePlaces(posterior);
  const grown = bound.unseen.size === 0 ? null : await affineNewLabels(posterior, bound, runtime);
  // The latents' own directions, then those of new labels' effects.
  const directions = mean.length + (grown?.count ?? 0);
  const point = (k: number | null): ReadonlyMap<string, ArrayLike<number>> => {
    const theta = mean.map((value, i) =>
      k === null || k >= mean.length ? value : value + (factor[i * mean.length + k] as number),
    );
    const values = new Map(
      places.map(({ name, start, count }) => [name, theta.subarray(start, start + count)] as const),
    );
    return grown?.at(values, k === null || k < mean.length ? null : k - mean.length) ?? values;
  };
  const capacity = blockCapacity(bound.rows, directions * 4, !rowsComeApart(model.program), blockRows);
  const call = await openPredictive(model, bound, capacity, null, runtime);
  for (let start = 0; start < bound.rows; start += capacity) {
    const count = Math.min(capacity, bound.rows - start);
    call.load(start, count);
    call.run(point(null), 0);
    const centres = call.responses.map((response) => centreOf(call, response, count));
    const shifts = centres.map((): Float64Array[] => []);
    for (let k = 0; k < directions; k++) {
      call.run(point(k), 0);
      centres.forEach((centre, r) => {
        const moved = call.read(centre.response.name, "mean");
        shifts[r]?.push(centre.mean.map((value, i) => (moved[i] as number) - value));
      });
    }
    const responses = new Map(
      centres.map((centre, r) => [centre.response.name, exactBlock(bound, centre, shifts[r] ?? [], start)]),
    );
    yield { start, count, responses };
  }
  call.dispose();
  grown?.dispose();
}

interface Centre {
  readonly response: ResponseSlots;
  readonly mean: Float64Array;
  readonly noise: Float64Array;
}

function centreOf(call: PredictiveCall, response: ResponseSlots, count: number): Centre {
  const size = count * response.width;
  const of = (what: string): Float64Array =>
    Float64Array.from(call.read(response.name, what)).subarray(0, size);
  return { response, mean: of("mean"), noise: of("variance") };
}

function exactBlock(
  bound: Bound,
  { response, mean, noise }: Centre,
  shifts: readonly Float64Array[],
  start: number,
): NumberBlock {
  const { width, name } = response;
  const epistemic = mean.map((_, i) => shifts.reduce((sum, shift) => sum + (shift[i] as number) ** 2, 0));
  const observed = bound.arrays.get(name)?.values ?? null;
  return {
    kind: "number",
    width,
    mean,
    epistemic,
    aleatoric: noise,
    mixture: (i) => {
      const centre = mean[i] as number;
      const sd = Math.sqrt((epistemic[i] as number) + (noise[i] as number));
      return normalMixture({ mean: Float64Array.of(centre), sd: Float64Array.of(sd) }, centre, sd);
    },
    logDensity:
      observed === null
        ? null
        : Float64Array.from({ length: mean.length / width }, (_, row) => {
            const residual = Float64Array.from({ length: width }, (_each, e) => {
              return (observed[(start + row) * width + e] as number) - (mean[row * width + e] as number);
            });
            return jointLogDensity(residual, shifts, noise, row * width);
          }),
    samples: null,
  };
}

/** log N(r; 0, C) of a row's elements, which share the latents: C = Σₖ dₖ dₖᵀ + diag(noise). */
function jointLogDensity(
  residual: Float64Array,
  shifts: readonly Float64Array[],
  noise: Float64Array,
  at: number,
): number {
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
  let log = -0.5 * n * Math.log(2 * Math.PI);
  const z = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let rest = residual[i] as number;
    for (let j = 0; j < i; j++) rest -= (factor[i * n + j] as number) * (z[j] as number);
    const pivot = factor[i * n + i] as number;
    z[i] = rest / pivot;
    log -= Math.log(pivot) + 0.5 * (z[i] as number) ** 2;
  }
  return log;
}
