/** Draws of every latent and deterministic quantity, gathered. */

import type { Runtime } from "../tensor/program.ts";
import { elements } from "../tensor/graph.ts";
import type { Key } from "../tensor/random.ts";
import { openDraws } from "./draw-source.ts";
import { nest, type Nested } from "./nest.ts";
import type { Posterior } from "./posterior.ts";

export interface Draws {
  readonly chains: number;
  /** Of each chain. */
  readonly draws: number;
  /** By name `[chains * draws, …shape]`, row-major, a chain's draws together; on the declared scale. */
  readonly values: ReadonlyMap<string, { readonly shape: readonly number[]; readonly values: Float64Array }>;
}

/**
 * `k` draws of every site and of every deterministic quantity that needs no data. Chains are thinned evenly to `k` in all (rounded
 * up to whole chains) and never repeated; the same key gives the same draws.
 */
export async function draws(posterior: Posterior, k: number, key: Key, runtime: Runtime): Promise<Draws> {
  const { approximation } = posterior;
  const source = await openDraws(posterior, key, runtime);
  const chains = approximation.kind === "draws" ? approximation.chains : 1;
  const kept = approximation.kind === "draws" ? Math.min(approximation.draws, Math.ceil(k / chains)) : k;
  const values = new Map(
    [...source.shapes].map(([name, shape]) => [
      name,
      { shape, values: new Float64Array(chains * kept * elements(shape)) },
    ]),
  );
  for (let chain = 0; chain < chains; chain++) {
    for (let i = 0; i < kept; i++) {
      const draw = source.at(drawIndex(posterior, chain, i, kept));
      for (const [name, array] of values) {
        array.values.set(draw.get(name) ?? [], (chain * kept + i) * elements(array.shape));
      }
    }
  }
  source.dispose();
  return { chains, draws: kept, values };
}

/** Which of the source's draws is the i-th of `kept` evenly spaced ones of a chain. */
function drawIndex(posterior: Posterior, chain: number, i: number, kept: number): number {
  const { approximation } = posterior;
  if (approximation.kind !== "draws") return i;
  return chain * approximation.draws + Math.floor((i * approximation.draws) / kept);
}

/** The JSON of `hunch draws`: by latent, chains, then draws, then the latent's shape. */
export function drawsJson({ chains, draws: count, values }: Draws): {
  readonly draws: number;
  readonly chains: number;
  readonly latents: Readonly<Record<string, Nested<number | null>>>;
} {
  const latents = [...values].map(([name, array]): [string, Nested<number | null>] => [
    name,
    nest([...array.values], [chains, count, ...array.shape]),
  ]);
  return { draws: chains * count, chains, latents: Object.fromEntries(latents) };
}
