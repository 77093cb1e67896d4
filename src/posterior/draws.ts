/** Draws of every latent and deterministic quantity, gathered. */

import type { BindingFacts } from "../data/bound.ts";
import type { Model } from "../model/model.ts";
import type { Runtime } from "../tensor/program.ts";
import { elements } from "../tensor/graph.ts";
import type { Key } from "../tensor/random.ts";
import { fold } from "../tensor/random.ts";
import { openDraws } from "./draw-source.ts";
import { labelNames } from "./response.ts";
import { openStateDraws } from "./state-draws.ts";
import { nest, nestBy, type Nested } from "./nest.ts";
import type { Posterior } from "./posterior.ts";

export interface Draws {
  readonly chains: number;
  /** Of each chain. */
  readonly draws: number;
  /** By name `[chains * draws, …shape]`, row-major, a chain's draws together; on the declared scale. */
  readonly values: ReadonlyMap<string, { readonly shape: readonly number[]; readonly values: Float64Array }>;
  /** Of discrete latents that are labels: theirs, whose positions `values` holds. */
  readonly labels: ReadonlyMap<string, readonly string[]>;
}

/**
 * `k` draws of every site, of every discrete latent given them and the training data, and of every deterministic quantity that needs no data. Chains are thinned evenly to `k` in all (rounded
 * up to whole chains) and never repeated; the same key gives the same draws.
 */
export async function draws(posterior: Posterior, k: number, key: Key, runtime: Runtime): Promise<Draws> {
  const { approximation } = posterior;
  const source = await openDraws(posterior, key, runtime);
  const chains = approximation.kind === "draws" ? approximation.chains : 1;
  const kept = approximation.kind === "draws" ? Math.min(approximation.draws, Math.ceil(k / chains)) : k;
  const states = await openStateDraws(posterior, fold(key, 3), runtime);
  const values = new Map(
    [...source.shapes, ...(states?.shapes ?? [])].map(([name, shape]) => [
      name,
      { shape, values: new Float64Array(chains * kept * elements(shape)) },
    ]),
  );
  for (let chain = 0; chain < chains; chain++) {
    for (let i = 0; i < kept; i++) {
      const index = drawIndex(posterior, chain, i, kept);
      const draw = source.at(index);
      const labelled = states?.at(draw, index);
      for (const [name, array] of values) {
        const drawn = draw.get(name) ?? labelled?.get(name) ?? [];
        array.values.set(drawn, (chain * kept + i) * elements(array.shape));
      }
    }
  }
  source.dispose();
  states?.dispose();
  return { chains, draws: kept, values, labels: latentLabels(posterior.model, posterior.facts) };
}

/** The labels of discrete latents. */
export function latentLabels(model: Model, facts: BindingFacts): Draws["labels"] {
  return new Map(
    model.summation.latents.flatMap(({ latent: { name, type } }) => {
      const labels = labelNames(type.support, facts);
      return labels === null ? [] : [[name, labels] as const];
    }),
  );
}

/** Which of the source's draws is the i-th of `kept` evenly spaced ones of a chain. */
function drawIndex(posterior: Posterior, chain: number, i: number, kept: number): number {
  const { approximation } = posterior;
  if (approximation.kind !== "draws") return i;
  return chain * approximation.draws + Math.floor((i * approximation.draws) / kept);
}

/** The JSON of `hunch draws`: by latent, chains, then draws, then the latent's shape. */
export function drawsJson({ chains, draws: count, values, labels }: Draws): {
  readonly draws: number;
  readonly chains: number;
  readonly latents: Readonly<Record<string, Nested<number | string | null>>>;
} {
  const latents = [...values].map(([name, array]): [string, Nested<number | string | null>] => {
    const own = labels.get(name);
    const shape = [chains, count, ...array.shape];
    if (own === undefined) return [name, nest(array.values, shape)];
    return [name, nestBy(shape, (place): string | null => own[array.values[place] ?? 0] ?? null)];
  });
  return { draws: chains * count, chains, latents: Object.fromEntries(latents) };
}
