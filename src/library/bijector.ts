/** The shape of a bijector's row: from the unconstrained reals onto a support. Stan's transforms. */

import type { Support } from "../shape/support.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Shape } from "../tensor/graph.ts";

/**
 * An elementwise one keeps the shape. One of vectors or matrices works on the last axis, or the last two, of the declared
 * value, and on the last axis of the unconstrained array: [batch…, K, K] ↔ [batch…, K(K − 1)/2].
 */
export interface Bijector {
  readonly name: string;
  readonly doc: string;
  /** How many last axes of the declared value it takes together: 0 elementwise, 1 vectors, 2 square matrices. */
  readonly event: 0 | 1 | 2;
  /** How many reals a vector of K numbers, or a K × K matrix, is made of; 1 of an element. */
  readonly freedom: (size: number) => number;
  /** unconstrained → constrained. */
  readonly forward: (b: Builder, u: Tensor, support: Support) => Tensor;
  /** constrained → unconstrained. */
  readonly inverse: (b: Builder, x: Tensor, support: Support) => Tensor;
  /** log |d forward / du| of the entries that are free: elementwise, or one value a vector or matrix. */
  readonly logDeterminant: (b: Builder, u: Tensor, support: Support) => Tensor;
}

/** What every elementwise bijector is. */
export const elementwise = { event: 0, freedom: () => 1 } as const;

/** The shape of the unconstrained array of a value of this shape. */
export function freeShape(bijector: Bijector, declared: Shape): Shape {
  if (bijector.event === 0) return declared;
  const batch = declared.slice(0, declared.length - bijector.event);
  return [...batch, bijector.freedom(declared[declared.length - 1] ?? 1)];
}
