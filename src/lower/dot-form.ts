/** What a dot is: a product of numbers, a matrix times a vector, or matrices. */

import { elements, type NodeOf, type Shape } from "../tensor/graph.ts";

/** The axes of a dot, by operand and by role; `result` gives each axis of the result its operand's axis. */
export interface DotAxes {
  readonly batch: readonly [readonly number[], readonly number[]];
  readonly contract: readonly [readonly number[], readonly number[]];
  readonly free: readonly [readonly number[], readonly number[]];
}

export type DotForm =
  /** Nothing is summed: elementwise. */
  | { readonly kind: "product"; readonly axes: DotAxes }
  /** One side (`vector`) has no free axes: a reduction over the other's space. */
  | { readonly kind: "vector"; readonly axes: DotAxes; readonly matrix: 0 | 1 }
  | { readonly kind: "matrices"; readonly axes: DotAxes };

export function dotForm(node: NodeOf<"dot">, left: Shape, right: Shape): DotForm {
  const { batch, contract } = node.attributes;
  const freeOf = (shape: Shape, side: 0 | 1) =>
    shape.flatMap((_, axis) => (batch[side].includes(axis) || contract[side].includes(axis) ? [] : [axis]));
  const free = [freeOf(left, 0), freeOf(right, 1)] as const;
  const axes: DotAxes = { batch, contract, free };
  const sizeOf = (shape: Shape, chosen: readonly number[]) =>
    elements(chosen.map((axis) => shape[axis] ?? 1));
  if (sizeOf(left, contract[0]) === 1) return { kind: "product", axes };
  if (sizeOf(right, free[1]) === 1) return { kind: "vector", axes, matrix: 0 };
  if (sizeOf(left, free[0]) === 1) return { kind: "vector", axes, matrix: 1 };
  return { kind: "matrices", axes };
}
