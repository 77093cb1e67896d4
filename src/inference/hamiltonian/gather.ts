/** What chains left, put together: as many draws of each as all of those have that are kept. */

import type { Chains, SamplerStatistic } from "../../posterior/posterior.ts";
import type { Stretch } from "./chain.ts";

/** Unconstrained. */
export interface Gathered {
  readonly chains: number;
  /** Of each chain. */
  readonly draws: number;
  /** [chains * draws, P] */
  readonly positions: Float64Array;
  readonly statistics: Chains["statistics"];
  readonly divergences: {
    readonly chain: Float64Array;
    readonly draw: Float64Array;
    /** [divergences, P] */
    readonly positions: Float64Array;
  };
  /** Chains that were left out, having fewer draws than the others. */
  readonly dropped: readonly number[];
}

/**
 * `stretches` by chain, in order, of positions of `size` numbers. Chains that were stopped at different places are cut to one length, and those left
 * out that would cost the others more draws than they have.
 */
export function gather(stretches: readonly (readonly Stretch[])[], size: number): Gathered {
  const counts = stretches.map((list) => list.reduce((sum, { count }) => sum + count, 0));
  const draws = bestLength(counts);
  const kept = counts.flatMap((count, chain) => (count >= draws && draws > 0 ? [chain] : []));
  const positions = new Float64Array(kept.length * draws * size);
  const statistics = new Map<SamplerStatistic, Float64Array>();
  const away: { chain: number; draw: number; position: Float64Array }[] = [];
  kept.forEach((chain, place) => {
    let done = 0;
    for (const stretch of stretches[chain] ?? []) {
      const count = Math.min(stretch.count, draws - done);
      const from = place * draws + done;
      positions.set(stretch.positions.subarray(0, count * size), from * size);
      for (const [name, values] of statisticsOf(stretch)) {
        const all = statistics.get(name) ?? new Float64Array(kept.length * draws);
        all.set(values.subarray(0, count), from);
        statistics.set(name, all);
      }
      stretch.divergent.draw.forEach((draw, i) => {
        const position = stretch.divergent.positions.subarray(i * size, (i + 1) * size);
        if (draw < count) away.push({ chain: place, draw: done + draw, position });
      });
      done += count;
    }
  });
  const places = new Float64Array(away.length * size);
  away.forEach(({ position }, i) => places.set(position, i * size));
  return {
    chains: kept.length,
    draws,
    positions,
    statistics,
    divergences: {
      chain: Float64Array.from(away, ({ chain }) => chain),
      draw: Float64Array.from(away, ({ draw }) => draw),
      positions: places,
    },
    dropped: counts.flatMap((_, chain) => (kept.includes(chain) ? [] : [chain])),
  };
}

/** The length that keeps the most draws in all, of those that some chain has; the longer where two keep as many. */
function bestLength(counts: readonly number[]): number {
  const kept = (length: number) => length * counts.filter((count) => count >= length).length;
  return counts.reduce(
    (best, length) =>
      kept(length) > kept(best) || (kept(length) === kept(best) && length > best) ? length : best,
    0,
  );
}

function statisticsOf({ statistics }: Stretch): readonly (readonly [SamplerStatistic, Float64Array])[] {
  const names = Object.keys(statistics) as readonly SamplerStatistic[];
  return names.map((name) => [name, statistics[name]] as const);
}
