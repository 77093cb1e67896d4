/** The shape of a site's unconstrained array: its own, but for vectors and matrices whose entries are not all free. */

import { freeShape } from "../library/bijector.ts";
import type { Sizes } from "../shape/dimension.ts";
import type { Shape } from "../tensor/graph.ts";
import type { Site } from "./model.ts";
import { shapeOf } from "./named.ts";

export function freeShapeOf({ bijector, dimensions }: Site, sizes: Sizes): Shape {
  return freeShape(bijector, shapeOf(dimensions, sizes));
}
