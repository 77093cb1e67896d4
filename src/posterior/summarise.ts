/** The latents' table: each latent's mean, sd and quantiles on the declared scale, in the model's own units; the `latents` of `hunch fit`. */

import type { Dimension } from "../shape/dimension.ts";
import type { Runtime } from "../tensor/program.ts";
import { elements } from "../tensor/graph.ts";
import { keyOf } from "../tensor/random.ts";
import { openDraws } from "./draw-source.ts";
import { closedForm, type Shaped } from "./marginals.ts";
import { finite, nest, type Nested } from "./nest.ts";
import type { Posterior } from "./posterior.ts";

/** Nested arrays of the latent's shape. A moment that does not exist is null. */
export interface LatentSummary {
  readonly mean: Nested<number | null>;
  readonly sd: Nested<number | null>;
  readonly q05: Nested<number | null>;
  readonly q50: Nested<number | null>;
  readonly q95: Nested<number | null>;
  /** Of samplers only. */
  readonly rhat: Nested<number | null>;
  readonly ess_bulk: Nested<number | null>;
  readonly ess_tail?: Nested<number | null>;
  /** Monte Carlo standard error of the mean. */
  readonly mcse_mean?: Nested<number | null>;
}

/** A network's weight tensor, over its elements: `mean` and `sd` (divisor n − 1) of their posterior means, the mean of their magnitudes and of their posterior sds. */
export interface WeightSummary {
  readonly shape: readonly number[];
  readonly dims: readonly string[];
  readonly mean: number | null;
  readonly sd: number | null;
  readonly mean_abs: number | null;
  readonly mean_posterior_sd: number | null;
}

export type Summary = Readonly<Record<string, LatentSummary | WeightSummary>>;

export interface SummariseOptions {
  readonly seed: number;
  readonly runtime: Runtime;
  /** For what has no closed form; default 4000. */
  readonly draws?: number;
}

/** Closed forms where the approximation has them, else from draws. Latents in order, then the deterministic quantities that need no data. */
export async function summarise(posterior: Posterior, options: SummariseOptions): Promise<Summary> {
  const { model } = posterior;
  const closed = closedForm(posterior);
  const tensors = new Map([
    ...model.sites.flatMap(({ name, latent, dimensions }) =>
      latent.weight === null ? [] : [[name, dimensions] as const],
    ),
    ...model.deterministics.flatMap(({ name, weight, type }) =>
      weight === undefined ? [] : [[name, type.dimensions] as const],
    ),
  ]);
  const names = [...model.sites, ...model.deterministics].map(({ name }) => name);
  const open = names.filter((name) => !closed.has(name));
  const drawn =
    open.length === 0
      ? new Map<string, Shaped>()
      : await fromDraws(posterior, new Set(open), new Set(tensors.keys()), options);
  const entries = names.flatMap((name): [string, LatentSummary | WeightSummary][] => {
    const found = closed.get(name) ?? drawn.get(name);
    if (found === undefined) return [];
    const dimensions = tensors.get(name);
    return [[name, dimensions === undefined ? latentSummary(found) : weightSummary(dimensions, found)]];
  });
  return Object.fromEntries(entries);
}

function latentSummary({ shape, mean, sd, q05, q50, q95 }: Shaped): LatentSummary {
  const of = (values: Float64Array): Nested<number | null> => nest(values, shape);
  return { mean: of(mean), sd: of(sd), q05: of(q05), q50: of(q50), q95: of(q95), rhat: null, ess_bulk: null };
}

function weightSummary(dimensions: readonly Dimension[], { shape, mean, sd }: Shaped): WeightSummary {
  const average = (values: Float64Array): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const centre = average(mean);
  const squares = mean.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return {
    shape,
    dims: dimensions.map(({ name }) => name),
    mean: finite(centre),
    sd: finite(Math.sqrt(squares / (mean.length - 1))),
    mean_abs: finite(average(mean.map(Math.abs))),
    mean_posterior_sd: finite(average(sd)),
  };
}

/** Moments by Welford's running means; quantiles from the sorted draws, except of weights, whose draws are not kept. */
async function fromDraws(
  posterior: Posterior,
  names: ReadonlySet<string>,
  weights: ReadonlySet<string>,
  options: SummariseOptions,
): Promise<ReadonlyMap<string, Shaped>> {
  const source = await openDraws(posterior, keyOf(options.seed), options.runtime);
  const count = source.count ?? options.draws ?? 4000;
  const tables = [...source.shapes]
    .filter(([name]) => names.has(name))
    .map(([name, shape]) => {
      const size = elements(shape);
      const kept = weights.has(name) ? null : new Float64Array(size * count);
      return { name, shape, size, kept, mean: new Float64Array(size), squares: new Float64Array(size) };
    });
  for (let s = 0; s < count; s++) {
    const draw = source.at(s);
    for (const { name, size, kept, mean, squares } of tables) {
      const values = draw.get(name) ?? [];
      for (let i = 0; i < size; i++) {
        const value = values[i] ?? Number.NaN;
        const difference = value - (mean[i] as number);
        mean[i] = (mean[i] as number) + difference / (s + 1);
        squares[i] = (squares[i] as number) + difference * (value - (mean[i] as number));
        if (kept !== null) kept[i * count + s] = value;
      }
    }
  }
  source.dispose();
  return new Map(
    tables.map(({ name, shape, size, kept, mean, squares }) => {
      const sorted = Array.from({ length: kept === null ? 0 : size }, (_, i) =>
        (kept as Float64Array).slice(i * count, (i + 1) * count).sort(),
      );
      const at = (p: number): Float64Array =>
        Float64Array.from(sorted, (values) => sortedQuantile(values, p));
      const sd = squares.map((value) => (count === 1 ? 0 : Math.sqrt(value / (count - 1))));
      return [name, { shape, mean, sd, q05: at(0.05), q50: at(0.5), q95: at(0.95) }];
    }),
  );
}

/** Linear between order statistics (Hyndman and Fan 1996, definition 7); NaN, which is sorted last, where one of them is. */
export function sortedQuantile(sorted: Float64Array, p: number): number {
  if (Number.isNaN(sorted.at(-1))) return Number.NaN;
  const place = p * (sorted.length - 1);
  const low = sorted[Math.floor(place)] as number;
  const high = sorted[Math.ceil(place)] as number;
  return low === high ? low : low + (high - low) * (place - Math.floor(place));
}
