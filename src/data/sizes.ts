/** Sizes of dimensions, gathered from what the data's arrays show; two that disagree are a diagnostic. */

import type { DataVariable } from "../check/program.ts";
import { diagnose, type Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Cell } from "../diagnostic/source.ts";
import { ownerOf, type Dimension } from "../shape/dimension.ts";

export interface SizeBook {
  /** Notes a size; says where it disagrees with an earlier one. The place is looked for only then. */
  note(
    dimension: Dimension,
    size: number,
    why: string,
    variable: DataVariable,
    at: () => Cell | null,
  ): Diagnostic | null;
  get(dimension: Dimension): number | null;
  /** By dimension id, twins included. */
  all(dimensions: readonly Dimension[]): ReadonlyMap<string, number>;
}

/** `known` are sizes that stand already: of training, when new data is bound. */
export function sizeBook(known: ReadonlyMap<string, number>): SizeBook {
  const sizes = new Map<string, { size: number; why: string }>();
  for (const [id, size] of known) sizes.set(id, { size, why: "training" });
  const get = (dimension: Dimension): { size: number; why: string } | null => {
    const owner = ownerOf(dimension);
    if (owner.size !== null) return { size: owner.size, why: "its declaration" };
    return sizes.get(owner.id) ?? null;
  };
  return {
    note(dimension, size, why, variable, at) {
      const earlier = get(dimension);
      if (earlier === null) sizes.set(ownerOf(dimension).id, { size, why });
      if (earlier === null || earlier.size === size) return null;
      const holes = { dimension: dimension.name, wanted: earlier.size, found: size };
      const notes = [`${earlier.size} by ${earlier.why}, ${size} by ${why}`];
      return diagnose("H0630", holes, {
        at: at(),
        notes,
        labels: [{ span: variable.span, text: "declared here" }],
      });
    },
    get: (dimension) => get(dimension)?.size ?? null,
    all(dimensions) {
      const entries = dimensions.flatMap((dimension): [string, number][] => {
        const size = get(dimension)?.size;
        return size === undefined || dimension.origin === "layer" || dimension.origin === "anonymous"
          ? []
          : [[dimension.id, size]];
      });
      return new Map(entries);
    },
  };
}
