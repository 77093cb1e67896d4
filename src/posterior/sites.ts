/** The sites' sizes, and a program's plain assembly: small things that every reader of a posterior needs. */

import { Bug } from "../diagnostic/bug.ts";
import { sizeOf, type Dimension, type Sizes } from "../shape/dimension.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import { freeShape } from "../library/bijector.ts";
import { elements } from "../tensor/graph.ts";
import type { Program } from "../tensor/program.ts";
import type { Posterior } from "./posterior.ts";

/** The sizes of these dimensions, all of which must be known. */
export function shapeIn(sizes: Sizes, dimensions: readonly Dimension[]): readonly number[] {
  return dimensions.map((dimension) => {
    const size = sizeOf(dimension, sizes);
    if (size === null) throw new Bug(`the posterior does not know the size of ${dimension.name}`);
    return size;
  });
}

/** Where each site stands when all are laid end to end, in order. */
export interface SitePlace {
  readonly name: string;
  /** On the declared scale, where values and draws are. */
  readonly shape: readonly number[];
  /** On the unconstrained scale, where normal approximations are: their places and numbers. */
  readonly free: readonly number[];
  readonly start: number;
  readonly count: number;
}

export function sitePlaces(posterior: Posterior): readonly SitePlace[] {
  let start = 0;
  return posterior.model.sites.map(({ name, dimensions, bijector }) => {
    const shape = shapeIn(posterior.facts.sizes, dimensions);
    const free = freeShape(bijector, shape);
    const place = { name, shape, free, start, count: elements(free) };
    start += place.count;
    return place;
  });
}

/** A program without state: its inputs as the builder met them. */
export function pureProgram(name: string, b: Builder, outputs: ReadonlyMap<string, Tensor>): Program {
  const step = b.finish([...outputs.values()]);
  const slots = [...outputs].map(([output, { shape, dtype }]) => ({ name: output, shape, dtype }));
  return { name, state: [], inputs: step.inputs, outputs: slots, step };
}
