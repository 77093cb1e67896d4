/** What `fit` and `summary` say of a posterior: dimensions, labels, the latents' table. */

import { maxDepthOf, samplerCounts, type Posterior, type SamplerCounts } from "../pipeline.ts";

/** Named dimensions and their sizes; those of layers are in the weights' shapes. */
export function dimensionsOf({ model, facts }: Posterior): Readonly<Record<string, number>> {
  const named = model.program.dimensions.filter(
    ({ origin, name }) => (origin === "data" || origin === "declared") && !name.endsWith("'"),
  );
  return Object.fromEntries(
    named.flatMap(({ id, name }) => {
      const size = facts.sizes.get(id);
      return size === undefined ? [] : [[name, size]];
    }),
  );
}

export function labelsOf({ model, facts }: Posterior): Readonly<Record<string, readonly string[]>> {
  const names = new Map(model.program.dimensions.map(({ id, name }) => [id, name]));
  return Object.fromEntries([...facts.labels].map(([id, labels]) => [names.get(id) ?? id, labels]));
}

/** What a Hamiltonian sampler's run came to; nothing of other methods. */
export function samplerOf({ approximation, record }: Posterior): { readonly sampler?: SamplerCounts } {
  if (approximation.kind !== "draws" || approximation.statistics.size === 0) return {};
  return { sampler: samplerCounts(approximation, maxDepthOf(record)) };
}
