/** Axes, strides and strided copies of row-major arrays: what structure ops, reductions and products are made of. */

import { Bug } from "../diagnostic/bug.ts";
import { elements, type Shape } from "./graph.ts";

/** The i-th element of a list that is known to have one. */
export function at<T>(list: readonly T[], index: number): T {
  if (index < 0 || index >= list.length) throw new Bug(`no element ${index} in a list of ${list.length}`);
  return list[index] as T;
}

/** 0, 1, …, count − 1. */
export function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

/** The axes 0 … rank − 1 that are not among the given ones, ascending. */
export function otherAxes(rank: number, axes: readonly number[]): number[] {
  return range(rank).filter((axis) => !axes.includes(axis));
}

export function sameList(x: readonly number[], y: readonly number[]): boolean {
  return x.length === y.length && x.every((value, i) => value === y[i]);
}

export function isIdentity(permutation: readonly number[]): boolean {
  return permutation.every((axis, i) => axis === i);
}

/** `inverse(p)[p[i]] = i`. */
export function inverse(permutation: readonly number[]): number[] {
  const result = [...permutation];
  permutation.forEach((axis, i) => (result[axis] = i));
  return result;
}

export function pick<T>(list: readonly T[], indices: readonly number[]): T[] {
  return indices.map((index) => at(list, index));
}

/** Row-major: how far one step along each axis goes. */
export function stridesOf(shape: Shape): number[] {
  const strides = [...shape];
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= at(shape, axis);
  }
  return strides;
}

/** Calls `visit(position, row)` for each run along the last axis: `row` counts the elements before it in row-major order. */
function eachRow(
  shape: Shape,
  strides: readonly number[],
  offset: number,
  visit: (position: number, row: number) => void,
): void {
  const rank = shape.length;
  const inner = rank === 0 ? 1 : at(shape, rank - 1);
  const total = elements(shape);
  const counter = shape.map(() => 0);
  let position = offset;
  for (let row = 0; row < total; row += inner) {
    visit(position, row);
    for (let axis = rank - 2; axis >= 0; axis--) {
      const count = at(counter, axis) + 1;
      position += at(strides, axis);
      counter[axis] = count;
      if (count < at(shape, axis)) break;
      position -= at(strides, axis) * count;
      counter[axis] = 0;
    }
  }
}

/** The elements of `source` at offset + Σ indexᵢ·stridesᵢ, for each index of `shape` in row-major order. */
export function readStrided(
  source: Float64Array,
  shape: Shape,
  strides: readonly number[],
  offset = 0,
): Float64Array {
  const result = new Float64Array(elements(shape));
  const inner = shape.length === 0 ? 1 : at(shape, shape.length - 1);
  const step = strides.length === 0 ? 0 : at(strides, strides.length - 1);
  eachRow(shape, strides, offset, (position, row) => {
    for (let i = 0; i < inner; i++) result[row + i] = source[position + i * step] as number;
  });
  return result;
}

/** Writes `source`, row-major of `shape`, to the elements of `target` at offset + Σ indexᵢ·stridesᵢ. */
export function writeStrided(
  target: Float64Array,
  source: Float64Array,
  shape: Shape,
  strides: readonly number[],
  offset = 0,
): void {
  const inner = shape.length === 0 ? 1 : at(shape, shape.length - 1);
  const step = strides.length === 0 ? 0 : at(strides, strides.length - 1);
  eachRow(shape, strides, offset, (position, row) => {
    for (let i = 0; i < inner; i++) target[position + i * step] = source[row + i] as number;
  });
}
