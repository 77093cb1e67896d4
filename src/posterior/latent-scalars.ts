/** How many numbers a posterior's latents are. */

import type { Posterior } from "./posterior.ts";

/** Free numbers of all sites: of a simplex of three, two. */
export function latentScalars({ model, facts }: Pick<Posterior, "model" | "facts">): number {
  return model.sites.reduce((total, { dimensions, bijector: { event, freedom } }) => {
    const sizes = dimensions.map(({ id, size }) => facts.sizes.get(id) ?? size ?? 1);
    const batch = sizes.slice(0, sizes.length - event).reduce((count, size) => count * size, 1);
    return total + batch * freedom(sizes.at(-1) ?? 1);
  }, 0);
}
