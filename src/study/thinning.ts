/** How many draws of a sampler a value may be ranked among: no more than are independent, or ranks pile up at the ends (Talts et al. 2018, section 5.1). */

import type { DrawSource } from "../posterior/draw-source.ts";
import type { Chains } from "../posterior/posterior.ts";
import { bulkEffectiveSize } from "../report/diagnostics/effective-size.ts";
import type { Quantities } from "./quantities.ts";

/** Half of the least effective size among the quantities, from 9 to `most`. */
export function rankableDraws(
  { chains, draws }: Pick<Chains, "chains" | "draws">,
  quantities: Pick<Quantities, "shapes" | "at">,
  source: Pick<DrawSource, "at">,
  most: number,
): number {
  const count = chains * draws;
  const columns = new Map<string, Float64Array>();
  for (let i = 0; i < count; i++) {
    for (const [name, values] of quantities.at(source.at(i))) {
      values.forEach((value, e) => {
        const place = `${name} ${e}`;
        const column = columns.get(place) ?? new Float64Array(count);
        columns.set(place, column);
        column[i] = value;
      });
    }
  }
  const sizes = [...columns.values()].map((values) => bulkEffectiveSize({ chains, draws, values }));
  const least = Math.min(...sizes.filter(Number.isFinite), 2 * most);
  return Math.max(9, Math.min(most, Math.floor(least / 2)));
}
