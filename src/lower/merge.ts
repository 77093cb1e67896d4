/** Merges neighbouring axes of a space into one loop where every address goes on evenly from the one to the other. */

import type { Shape } from "../tensor/graph.ts";
import type { Layout } from "./coordinates.ts";

export interface Merged {
  /** The sizes of the loops. */
  readonly space: Shape;
  /** The loop that each axis of the space became part of. */
  readonly loopOf: readonly number[];
  /** The last axis of each loop: its stride is the loop's. */
  readonly lastAxis: readonly number[];
  /** The loops that stay in the group's reductions, outermost first; null where there is none. */
  readonly stays: readonly number[] | null;
}

/** `separate` keeps all axes apart. */
export function mergeAxes(
  space: Shape,
  layouts: readonly Layout[],
  stays: readonly number[] | null,
  separate: boolean,
): Merged {
  const loopOf: number[] = [];
  const lastAxis: number[] = [];
  const sizes: number[] = [];
  space.forEach((size, axis) => {
    const even = ({ strides }: Layout) => strides[axis - 1] === (strides[axis] ?? 0) * size;
    const alike = stays === null || stays.includes(axis - 1) === stays.includes(axis);
    if (axis > 0 && !separate && alike && layouts.every(even)) {
      sizes[sizes.length - 1] = (sizes.at(-1) ?? 1) * size;
      lastAxis[lastAxis.length - 1] = axis;
    } else {
      sizes.push(size);
      lastAxis.push(axis);
    }
    loopOf.push(sizes.length - 1);
  });
  const loops = stays === null ? null : [...new Set(stays.map((axis) => loopOf[axis] ?? 0))];
  return { space: sizes, loopOf, lastAxis, stays: loops };
}
