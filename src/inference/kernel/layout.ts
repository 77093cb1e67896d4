/** A model's latents as tensors: their shapes on the unconstrained scale, and all of them laid side by side in one vector. */

import { freeShapeOf } from "../../model/free-shape.ts";
import type { Model, Site } from "../../model/model.ts";
import type { SiteValues } from "../../posterior/posterior.ts";
import type { Sizes } from "../../shape/dimension.ts";
import { elements, type Shape } from "../../tensor/graph.ts";
import { found } from "./lists.ts";

export interface Place {
  readonly site: Site;
  readonly name: string;
  readonly shape: Shape;
  /** Elements, and where the first stands in the vector of all. */
  readonly size: number;
  readonly offset: number;
}

/** In the order of the model's sites. */
export interface Layout {
  readonly places: readonly Place[];
  /** Elements of all latents. */
  readonly size: number;
}

export function layoutOf(model: Model, sizes: Sizes): Layout {
  let offset = 0;
  const places = model.sites.map((site) => {
    const shape = freeShapeOf(site, sizes);
    const place = { site, name: site.name, shape, size: elements(shape), offset };
    offset += place.size;
    return place;
  });
  return { places, size: offset };
}

export function pack(layout: Layout, values: SiteValues): Float64Array {
  const flat = new Float64Array(layout.size);
  for (const { name, offset } of layout.places) flat.set(found(values, name), offset);
  return flat;
}

export function unpack(layout: Layout, flat: Float64Array): SiteValues {
  return new Map(
    layout.places.map(({ name, offset, size }) => [name, flat.slice(offset, offset + size)] as const),
  );
}
