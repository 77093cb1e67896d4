/** Arrays in memory as kernels of their own read them: a buffer, an offset and one stride an axis. */

import type { Dtype } from "../shape/dtype.ts";
import type { NodeId } from "../tensor/graph.ts";
import type { Buffers } from "./buffers.ts";
import type { Layout } from "./coordinates.ts";
import { resolve } from "./evaluate.ts";
import { constantAffine, type KernelBuilder } from "./kernel-builder.ts";
import type { Address, Affine, Element, LoopIndex } from "./loop-program.ts";
import { nodeOf, type Storage } from "./storage.ts";

/** An array in memory, one stride an axis. */
export interface Stored {
  readonly buffer: number;
  readonly layout: Layout;
}

export interface OwnSite {
  readonly storage: Storage;
  readonly buffers: Buffers;
  readonly position: number;
}

export function elementOfMemory(dtype: Dtype): Element {
  return dtype === "f32" || dtype === "f64" ? dtype : "i32";
}

/** Element offset + Σ stride · index. */
export function address(
  layout: Layout,
  indices: readonly (LoopIndex | number | null)[],
  more: Address["indirect"] = [],
): Address {
  let constant = layout.offset;
  const terms: Affine["terms"][number][] = [];
  indices.forEach((index, axis) => {
    const stride = layout.strides[axis] ?? 0;
    if (typeof index === "number") constant += index * stride;
    else if (index !== null && stride !== 0) terms.push({ index, coefficient: stride });
  });
  return { constant, terms: terms.toSorted((a, b) => a.index.depth - b.index.depth), indirect: more };
}

export function storedOperand({ storage, buffers }: OwnSite, id: NodeId): Stored {
  const { shape } = nodeOf(storage.graph, id);
  return resolve(
    storage,
    buffers,
    id,
    shape.map((_, axis) => ({ axis, offset: 0 })),
    shape.length,
  );
}

export function fill(k: KernelBuilder, buffer: number, element: Element, count: number): void {
  const lanes = element === "f64" ? 2 : 4;
  const whole = count - (count % lanes);
  const zero = k.constant(element, lanes, 0);
  k.times(whole, lanes, (index) =>
    k.store(buffer, { constant: 0, terms: [{ index, coefficient: 1 }], indirect: [] }, zero),
  );
  if (count > whole) k.store(buffer, { ...constantAffine(whole), indirect: [] }, zero, count - whole);
}
