/**
 * How far two predictives are apart, row by row. Numbers: Wasserstein's first distance, ∫ |F⁻¹(p) − G⁻¹(p)| dp, which is in the data's own units (Vallender
 * 1974). Classes: how often the likeliest is the same, and the total variation ½ Σ |p − q|.
 */

import type { Bound } from "../data/bound.ts";
import { Bug } from "../diagnostic/bug.ts";
import { quantile } from "../posterior/mixture.ts";
import type { Posterior } from "../posterior/posterior.ts";
import { predictiveBlocks } from "../posterior/predictive.ts";
import { responsesOf } from "../posterior/response.ts";
import type { PredictiveOptions } from "../posterior/sampled-predictive.ts";

/** Quantiles of each number at the middles of as many equal steps; probabilities of each class. */
export interface Profile {
  readonly kind: "number" | "class";
  /** Of an element. */
  readonly size: number;
  readonly values: readonly Float64Array[];
}

export interface Distance {
  readonly wasserstein?: number;
  readonly agreement?: number;
  readonly total_variation?: number;
}

const steps = 100;
/** Rows looked at, the first ones. */
const mostRows = 200;

/** By response. Rows that lack a value are left out. */
export async function profiles(
  posterior: Posterior,
  bound: Bound,
  options: PredictiveOptions,
): Promise<ReadonlyMap<string, Profile>> {
  const incomplete = new Set(bound.incomplete);
  const responses = responsesOf(posterior.model, bound);
  const found = new Map<string, Profile & { readonly values: Float64Array[] }>();
  for await (const block of predictiveBlocks(posterior, bound, { ...options, blockRows: mostRows })) {
    for (const response of responses) {
      const own = block.responses.get(response.name);
      if (own === undefined) throw new Bug(`${response.name} was not predicted`);
      const size = own.kind === "class" ? own.classes : steps;
      const profile = found.get(response.name) ?? { kind: own.kind, size, values: [] };
      found.set(response.name, profile);
      for (let i = 0; i < block.count * own.width; i++) {
        const row = block.start + Math.floor(i / own.width);
        if (row >= mostRows || incomplete.has(row) || row < response.conditioned) continue;
        const scale = response.sd[i % own.width] ?? 1;
        profile.values.push(
          own.kind === "class"
            ? own.probabilities.slice(i * size, (i + 1) * size)
            : Float64Array.from(
                { length: steps },
                (_, k) => scale * quantile(own.mixture(i), (k + 0.5) / steps),
              ),
        );
      }
    }
    if (block.start + block.count >= mostRows) break;
  }
  return found;
}

export function distance(a: Profile, b: Profile): Distance {
  const count = a.values.length;
  const over = (value: (x: Float64Array, y: Float64Array) => number): number =>
    a.values.reduce((sum, x, i) => sum + value(x, b.values[i] ?? x), 0) / count;
  const apart = (x: Float64Array, y: Float64Array): number =>
    x.reduce((sum, each, k) => sum + Math.abs(each - (y[k] as number)), 0);
  if (a.kind === "number") return { wasserstein: over((x, y) => apart(x, y) / a.size) };
  return {
    agreement: over((x, y) => (likeliest(x) === likeliest(y) ? 1 : 0)),
    total_variation: over((x, y) => apart(x, y) / 2),
  };
}

function likeliest(probabilities: Float64Array): number {
  return probabilities.reduce((best, p, k) => (p > (probabilities[best] as number) ? k : best), 0);
}
