/**
 * How loops read arrays: a coordinate says which loop's index (plus an offset) is read along an axis; strides turn
 * coordinates into addresses. Loops run over a *space*: a shape without its axes of size 1.
 */

import type { Shape } from "../tensor/graph.ts";

/** Along one axis of an array: space axis `axis`, or none (−1), plus `offset`. */
export interface Coordinate {
  readonly axis: number;
  readonly offset: number;
}

export type Coordinates = readonly Coordinate[];

/** The shape without axes of size 1. */
export function spaceOf(shape: Shape): Shape {
  return shape.filter((size) => size !== 1);
}

/** Each element of an array read at its own index of its own space. */
export function ownCoordinates(shape: Shape): Coordinates {
  let axis = 0;
  return shape.map((size) => ({ axis: size === 1 ? -1 : axis++, offset: 0 }));
}

/** Elements from one index to the next, along each axis, row-major. */
export function rowMajor(shape: Shape): number[] {
  const strides = Array.from<number>({ length: shape.length }).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    strides[axis] = (strides[axis + 1] ?? 1) * (shape[axis + 1] ?? 1);
  }
  return strides;
}

/** Where a space's points lie in memory: offset + Σ index · stride, in elements. */
export interface Layout {
  readonly offset: number;
  /** One a space axis. */
  readonly strides: readonly number[];
}

/** The layout of a row-major array of `shape` (from element `base` on) read at coordinates in a space of `rank` axes. */
export function layoutAt(shape: Shape, at: Coordinates, rank: number, base = 0): Layout {
  const strides = Array.from<number>({ length: rank }).fill(0);
  let offset = base;
  rowMajor(shape).forEach((stride, i) => {
    const { axis, offset: along } = at[i] ?? { axis: -1, offset: 0 };
    offset += stride * along;
    if (axis >= 0) strides[axis] = (strides[axis] ?? 0) + stride;
  });
  return { offset, strides };
}

export function sameLayout(a: Layout, b: Layout): boolean {
  return a.offset === b.offset && a.strides.every((stride, i) => stride === b.strides[i]);
}

export function keyOfCoordinates(at: Coordinates): string {
  return at.map(({ axis, offset }) => `${axis}+${offset}`).join(",");
}
